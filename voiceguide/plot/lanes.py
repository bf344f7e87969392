"""The lanes that run through the whole session: bed level and overall loudness."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from voiceguide.plot import palette
from voiceguide.plot.axis import SIZE, Axis
from voiceguide.plot.shapes import Path, Shape, Text
from voiceguide.timeline.ducking import gain_at
from voiceguide.timeline.model import BedPlan

CAPTION = 24
BED_HEIGHT = 34
LOUDNESS_HEIGHT = 72
_SCALE_SIZE = 13
_BED_RANGE_DB = 18.0
"""The least range of gain in the lane, so that a small change looks small."""

_FLOOR_LUFS, _TOP_LUFS = -70.0, -10.0
_MARKED_LUFS = (-20, -40, -60)


@dataclass(frozen=True, slots=True)
class Loudness:
    """The loudness of the track around a moment, in LUFS; -inf for silence."""

    at_ms: int
    lufs: float


def bed_lane(bed: BedPlan, axis: Axis, top: float) -> Iterator[Shape]:
    """Draws the bed's gain as an area with a caption, from `top` down."""
    floor = top + CAPTION + BED_HEIGHT
    drop = _highest(bed) - _lowest(bed)
    aside = f"up to {drop:g} dB lower under voice and chimes" if drop else ""
    yield _caption(f"Bed: {bed.name}", aside, axis, top)
    points = [(axis.x(at_ms), floor - BED_HEIGHT * share) for at_ms, share in _bed_curve(bed, axis)]
    area = ((axis.left, floor), *points, (axis.right, floor))
    yield Path(role="bed", tip=f"Bed: {bed.name}", points=area, fill=palette.BED, opacity=0.75)


def loudness_lane(readings: Sequence[Loudness], axis: Axis, top: float) -> Iterator[Shape]:
    """Draws loudness over time as a line with its area filled, and a scale in LUFS."""
    top += CAPTION
    yield _caption("Loudness", "in LUFS, over three seconds", axis, top - CAPTION)
    for lufs in _MARKED_LUFS:
        y = top + LOUDNESS_HEIGHT * _depth(lufs)
        yield Path(points=((axis.left, y), (axis.right, y)), stroke=palette.GRID)
        yield Text(
            x=axis.right + 8, y=y + 4.5, text=str(lufs), size=_SCALE_SIZE, fill=palette.MUTED
        )
    line = tuple(
        (axis.x(reading.at_ms), top + LOUDNESS_HEIGHT * _depth(reading.lufs))
        for reading in _loudest(readings, axis)
    )
    if line:
        floor = top + LOUDNESS_HEIGHT
        area = ((line[0][0], floor), *line, (line[-1][0], floor))
        yield Path(points=area, fill=palette.LOUDNESS, opacity=0.3)
        yield Path(role="loudness", points=line, stroke=palette.LOUDNESS, thickness=1.3)


def _caption(name: str, aside: str, axis: Axis, top: float) -> Text:
    return Text(
        role="lane",
        x=axis.left,
        y=top + CAPTION - 7,
        text=name,
        aside=aside,
        size=SIZE,
        fill=palette.INK,
    )


def _highest(bed: BedPlan) -> float:
    return max((point.db for point in bed.gain), default=0.0)


def _lowest(bed: BedPlan) -> float:
    return min((point.db for point in bed.gain), default=0.0)


def _bed_curve(bed: BedPlan, axis: Axis) -> Iterator[tuple[int, float]]:
    """Yields moments in ms with the bed's height, 0 to 1: its gain, scaled down during fades."""
    highest = _highest(bed)
    span = max(_BED_RANGE_DB, (highest - _lowest(bed)) * 1.3)
    bends = (0, bed.fade_in_ms, axis.total_ms - bed.fade_out_ms, axis.total_ms)
    moments = {*bends, *(point.at_ms for point in bed.gain)}
    for at_ms in sorted(moment for moment in moments if 0 <= moment <= axis.total_ms):
        height = 1 - (highest - gain_at(bed.gain, at_ms)) / span
        yield at_ms, height * _faded(bed, at_ms, axis.total_ms)


def _faded(bed: BedPlan, at_ms: int, total_ms: int) -> float:
    """The bed's fade factor at a moment, from 0 to 1."""
    risen = at_ms / bed.fade_in_ms if at_ms < bed.fade_in_ms else 1.0
    left_ms = total_ms - at_ms
    return min(risen, left_ms / bed.fade_out_ms if left_ms < bed.fade_out_ms else 1.0)


def _loudest(readings: Sequence[Loudness], axis: Axis) -> Iterator[Loudness]:
    """Yields the loudest reading within each pixel's width, since no more can be seen."""
    column, loudest = -inf, Loudness(0, -inf)
    for reading in readings:
        at = axis.x(reading.at_ms) // 1
        if at != column and column != -inf:
            yield loudest
        if at != column or reading.lufs > loudest.lufs:
            loudest = reading
        column = at
    if column != -inf:
        yield loudest


def _depth(lufs: float) -> float:
    """How far below the top of its lane a loudness is drawn, from 0 to 1."""
    return (_TOP_LUFS - min(max(lufs, _FLOOR_LUFS), _TOP_LUFS)) / (_TOP_LUFS - _FLOOR_LUFS)
