"""Shares a session's time between its steps."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from math import floor

from voiceguide.timecode import FRAME_MS


def share(
    total_ms: int,
    preferred: Sequence[Fraction],
    floors: Sequence[int],
    fixed: Collection[int] = (),
) -> list[int]:
    """Returns each step's time in whole milliseconds; the times sum to `total_ms`.

    Every step gets the same multiple of its preferred time. A step whose share
    would be under its floor gets its floor instead, and the others get less (water
    filling). If the preferred times sum to the total and the words fit, every
    step gets exactly the time its author wrote. The `fixed` steps keep their time as long as the
    others leave room for it; if all are fixed, the last one absorbs a difference of less than an
    MP3 frame.

    Raises ValueError if the floors sum to more than the total.
    """
    if sum(floors) > total_ms:
        raise ValueError("the floors sum to more than the total")
    steps = range(len(preferred))
    kept = {index: max(floors[index], round(preferred[index])) for index in fixed}
    others = [index for index in steps if index not in kept]
    room = total_ms - sum(kept.values())
    if not others and abs(room) < FRAME_MS and kept[steps[-1]] + room >= floors[-1]:
        kept[steps[-1]] += room
    elif not others or room < sum(floors[index] for index in others):
        kept, others, room = {}, list(steps), total_ms
    shared = _filled(room, [preferred[at] for at in others], [floors[at] for at in others])
    kept.update(zip(others, shared, strict=True))
    return [kept[index] for index in steps]


def _filled(total_ms: int, preferred: Sequence[Fraction], floors: Sequence[int]) -> list[int]:
    held: set[int] = set()
    while True:
        free = [index for index in range(len(preferred)) if index not in held]
        room = total_ms - sum(floors[index] for index in held)
        weight = sum((preferred[index] for index in free), start=Fraction(0))
        scale = Fraction(room) / weight if weight else Fraction(0)
        short = {index for index in free if preferred[index] * scale < floors[index]}
        if not short:
            break
        held |= short
    exact = [
        Fraction(floors[index]) if index in held else preferred[index] * scale
        for index in range(len(preferred))
    ]
    return _whole(exact, total_ms)


def _whole(exact: Sequence[Fraction], total: int) -> list[int]:
    """Rounds down, then adds the missing milliseconds to the steps with the largest remainders."""
    rounded = [floor(value) for value in exact]
    by_remainder = sorted(
        range(len(exact)), key=lambda index: (rounded[index] - exact[index], index)
    )
    for index in by_remainder[: total - sum(rounded)]:
        rounded[index] += 1
    return rounded
