"""Shares a session's time between its steps."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor


def share(total_ms: int, preferred: Sequence[Fraction], floors: Sequence[int]) -> list[int]:
    """Returns whole milliseconds for each step: their sum is `total_ms`, none is under its floor.

    Every step gets the same multiple of its preferred time, unless that is less
    than its floor; such a step gets its floor and the others make room (water
    filling). If the preferred times sum to the total and the words fit, every
    step gets exactly the time its author wrote.

    Raises ValueError if the floors sum to more than the total.
    """
    if sum(floors) > total_ms:
        raise ValueError("the floors sum to more than the total")
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
    """Rounds down, then gives the missing milliseconds to the largest remainders."""
    rounded = [floor(value) for value in exact]
    by_remainder = sorted(
        range(len(exact)), key=lambda index: (rounded[index] - exact[index], index)
    )
    for index in by_remainder[: total - sum(rounded)]:
        rounded[index] += 1
    return rounded
