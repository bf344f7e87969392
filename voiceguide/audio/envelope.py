"""The gain of a bed over time: its fades and its planned gain.

The gain is constant within each millisecond, so that a piece of a bed is the same
whether it is rendered alone or cut from the whole. The steps are far too small to
hear: 0.015 dB in a ramp of 6 dB over 400 ms.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, log, pi, sin

from voiceguide.audio.scene import Bed, Point

_PER_DB = log(10) / 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A stretch over which the gain follows one line, independent of its time in the session.

    It begins `offset_ms` after the start of a line from `left` to `right` dB that takes `line_ms`.
    `risen` is the time since the start of a fade-in, and the fade's length; `falling` is the time
    left of a fade-out, and its length. `coming` and `going` are the same for the edges of a bed's
    part, where the power changes evenly.
    """

    length_ms: int
    left: float
    right: float
    line_ms: int = 0
    offset_ms: int = 0
    risen: tuple[int, int] | None = None
    falling: tuple[int, int] | None = None
    coming: tuple[int, int] | None = None
    going: tuple[int, int] | None = None


def factors(
    bed: Bed, total_ms: int, first: int, last: int
) -> Iterator[tuple[int, Sequence[float]]]:
    """Yields the factors for the bed's samples in [first, last), in milliseconds.

    Each item is a number of milliseconds and several factors; each factor applies for that long.
    """
    return map(_factors, _stretches(bed, total_ms, first, last))


def shape(bed: Bed, total_ms: int, first: int, last: int) -> Hashable:
    """Returns everything that the factors of [first, last) depend on; equal shapes have equal
    factors."""
    return tuple(_stretches(bed, total_ms, first, last))


def _stretches(bed: Bed, total_ms: int, first: int, last: int) -> Iterator[_Stretch]:
    """Yields the window's stretches, cut wherever the gain starts or stops changing."""
    around = _around(bed.gain, first, last)
    begin, end = bed.part or (0, total_ms)
    risen_ms, fall_ms = begin + bed.rise_ms, end - bed.fall_ms
    bends = {bed.fade_in_ms, total_ms - bed.fade_out_ms, *(at for at, _ in around)}
    bends |= {risen_ms, fall_ms}
    edges = [first, *sorted(at for at in bends if first < at < last), last]
    for start, stop in pairwise(edges):
        left_ms, left, right_ms, right = _line(around, start)
        moves = left != right
        yield _Stretch(
            length_ms=stop - start,
            left=left,
            right=right,
            line_ms=right_ms - left_ms if moves else 0,
            offset_ms=start - left_ms if moves else 0,
            risen=(start, bed.fade_in_ms) if start < bed.fade_in_ms else None,
            falling=(total_ms - start, bed.fade_out_ms)
            if stop > total_ms - bed.fade_out_ms
            else None,
            coming=(start - begin, bed.rise_ms) if start < risen_ms else None,
            going=(end - start, bed.fall_ms) if stop > fall_ms else None,
        )


def _around(points: Sequence[Point], first: int, last: int) -> Sequence[Point]:
    """Returns the points inside the window, and one on each side of it."""
    before = max(0, bisect_right(points, first, key=_moment) - 1)
    return points[before : bisect_right(points, last, key=_moment) + 1]


def _line(points: Sequence[Point], at_ms: int) -> tuple[int, float, int, float]:
    """Returns the start and end of the line at a moment; before the first point and after the last,
    the line is level."""
    if not points:
        return at_ms, 0.0, at_ms, 0.0
    after = bisect_right(points, at_ms, key=_moment)
    left, right = points[max(0, after - 1)], points[min(after, len(points) - 1)]
    return *left, *right


def _moment(point: Point) -> int:
    return point[0]


def _factors(stretch: _Stretch) -> tuple[int, Sequence[float]]:
    still = stretch.left == stretch.right
    fades = (stretch.risen, stretch.falling, stretch.coming, stretch.going)
    if still and not any(fades):
        return stretch.length_ms, (_factor(stretch.left),)
    if still:
        each: Sequence[float] = (_factor(stretch.left),) * stretch.length_ms
    else:
        ramp = _ramp(stretch.left, stretch.right, stretch.line_ms)
        each = ramp[stretch.offset_ms : stretch.offset_ms + stretch.length_ms]
    if stretch.risen:
        at, whole = stretch.risen
        each = [factor * (step / whole) for step, factor in enumerate(each, at)]
    if stretch.falling:
        left, whole = stretch.falling
        each = [factor * ((left - step) / whole) for step, factor in enumerate(each)]
    if stretch.coming:
        at, whole = stretch.coming
        each = [factor * _share(step / whole) for step, factor in enumerate(each, at)]
    if stretch.going:
        left, whole = stretch.going
        each = [factor * _share((left - step) / whole) for step, factor in enumerate(each)]
    return 1, each


def _share(of_fade: float) -> float:
    """Returns the factor at that point of a fade; its power and the other bed's sum to one."""
    return sin(pi / 2 * of_fade)


@lru_cache(maxsize=16)
def _ramp(left: float, right: float, length_ms: int) -> Sequence[float]:
    """Returns the factors of a line in dB. They are cached, because cues share a few lines."""
    return [_factor(left + (right - left) * at_ms / length_ms) for at_ms in range(length_ms)]


def _factor(decibels: float) -> float:
    return exp(_PER_DB * decibels)
