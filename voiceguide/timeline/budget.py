"""How a session's time is shared between its steps."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def share(total_ms: int, preferred: Sequence[Fraction], floors: Sequence[int]) -> list[int]:
    """Whole milliseconds for each step that sum to `total_ms`, none under its floor.

    Every step gets the same multiple of its preferred time, except where that
    is less than its floor; such a step gets its floor and the others make room
    (water filling). Where the preferred times sum to the total and the words
    fit, every step gets just what its author wrote.

    Raises ValueError where the floors alone are more than the total.
    """
    if sum(floors) > total_ms:
        raise ValueError("the floors are more than the total")
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
    """Round down, then give the missing milliseconds to the largest remainders."""
    rounded = [floor(value) for value in exact]
    by_remainder = sorted(
        range(len(exact)), key=lambda index: (rounded[index] - exact[index], index)
    )
    for index in by_remainder[: total - sum(rounded)]:
        rounded[index] += 1
    return rounded
