"""Divides a session's time among its steps, in times that a person would write."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

_UNITS_MS = (60_000, 30_000, 15_000, 5_000, 1_000, 100, 1)
_NEAR = 4
"""The fewest rounding units in the shortest share, so that rounding changes little."""


def shares(total_ms: int, weights: Sequence[float]) -> tuple[int, ...]:
    """Returns a time in ms for each weight, as proportional as round numbers allow.

    Their sum is exactly `total_ms`.
    """
    whole = sum(weights)
    least = total_ms * min(weights) / whole
    unit = next((u for u in _UNITS_MS if least >= _NEAR * u and total_ms % u == 0), 1)
    ends = [round(total_ms * end / whole / unit) * unit for end in accumulate(weights)]
    ends[-1] = total_ms
    return tuple(end - start for start, end in pairwise([0, *ends]))
