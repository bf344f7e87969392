"""The gain of a bed over time: its fades and what is planned for it.

A gain holds for a whole millisecond, so that a piece of a bed is the same
whether it is made alone or cut from the whole. The steps are far under what is
heard: 0.015 dB in a ramp of 6 dB over 400 ms.
"""

from array import array
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, groupby, pairwise
from math import exp, log

from voiceguide.audio.scene import Bed, Point

_PER_DB = log(10) / 20

_FEW = 4
"""Stretches; in a ramp there are hundreds, and a long session has thousands of windows."""


def factors(bed: Bed, total_ms: int, first: int, last: int) -> Iterator[tuple[int, float]]:
    """What the bed's samples are multiplied by in [first, last).

    Pairs of a number of milliseconds and the factor that holds for them.
    """
    for start, stop in _stretches(bed, total_ms, first, last):
        if _still(bed, total_ms, start, stop):
            yield stop - start, _factor(bed, total_ms, start)
        else:
            each = (_factor(bed, total_ms, at) for at in range(start, stop))
            yield from ((len(list(same)), factor) for factor, same in groupby(each))


def shape(bed: Bed, total_ms: int, first: int, last: int) -> Hashable:
    """The factors of [first, last) in few bytes: equal shapes, equal factors."""
    found = tuple(factors(bed, total_ms, first, last))
    if len(found) <= _FEW:
        return found
    return blake2b(array("d", chain.from_iterable(found)).tobytes(), digest_size=16).digest()


def is_level(bed: Bed, total_ms: int, first: int, last: int) -> bool:
    """Whether the gain stays the same in [first, last)."""
    edges = list(_stretches(bed, total_ms, first, last))
    return all(_still(bed, total_ms, *edge) for edge in edges) and (
        len({_factor(bed, total_ms, start) for start, _ in edges}) <= 1
    )


def _stretches(bed: Bed, total_ms: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The window, cut where the gain begins or ends to change."""
    bends = {bed.fade_in_ms, total_ms - bed.fade_out_ms, *(at for at, _ in _near(bed, first, last))}
    edges = [first, *sorted(at for at in bends if first < at < last), last]
    return pairwise(edges)


def _near(bed: Bed, first: int, last: int) -> Sequence[Point]:
    """The points inside the window, with one before and one after it."""
    before = max(0, bisect_right(bed.gain, first, key=lambda point: point[0]) - 1)
    return bed.gain[before : bisect_right(bed.gain, last, key=lambda point: point[0]) + 1]


def _still(bed: Bed, total_ms: int, start: int, stop: int) -> bool:
    """Whether the gain stays the same in a stretch."""
    fades = start < bed.fade_in_ms or stop > total_ms - bed.fade_out_ms
    return not fades and _decibels(bed.gain, start) == _decibels(bed.gain, stop - 1)


def _factor(bed: Bed, total_ms: int, at_ms: int) -> float:
    factor = exp(_PER_DB * _decibels(bed.gain, at_ms))
    if at_ms < bed.fade_in_ms:
        factor *= at_ms / bed.fade_in_ms
    if total_ms - at_ms < bed.fade_out_ms:
        factor *= (total_ms - at_ms) / bed.fade_out_ms
    return factor


def _decibels(points: Sequence[Point], at_ms: int) -> float:
    """On the line between the points around a moment; level before the first, after the last."""
    if not points:
        return 0.0
    after = bisect_right(points, at_ms, key=lambda point: point[0])
    if after in (0, len(points)):
        return points[max(0, after - 1)][1]
    (left_ms, left), (right_ms, right) = points[after - 1], points[after]
    return left + (right - left) * (at_ms - left_ms) / (right_ms - left_ms)
