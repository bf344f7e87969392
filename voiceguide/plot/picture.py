"""Turns a timeline and the loudness of its track into a picture of the whole session."""

from collections.abc import Iterator, Sequence

from voiceguide.plot import palette
from voiceguide.plot.axis import SIZE, Axis, grid
from voiceguide.plot.lanes import (
    BED_HEIGHT,
    CAPTION,
    LOUDNESS_HEIGHT,
    Loudness,
    bed_lane,
    loudness_lane,
)
from voiceguide.plot.legend import legend
from voiceguide.plot.lettering import fitted
from voiceguide.plot.shapes import Picture, Rect, Shape, Text
from voiceguide.plot.steps import staircase
from voiceguide.timecode import clock
from voiceguide.timeline.model import Timeline

WIDTH = 1200
_MARGIN = 48
_HEADING = 27


def picture(timeline: Timeline, loudness: Sequence[Loudness] = ()) -> Picture:
    """Returns the session at a glance; without loudness readings, that lane is left out."""
    axis = Axis(total_ms=timeline.total_ms, left=_MARGIN, right=WIDTH - _MARGIN)
    steps, bottom = staircase(timeline, axis, 92)
    shapes, floor = [*steps], bottom + 10
    for lane, height in _lanes(timeline, loudness, axis, floor):
        shapes += lane
        floor += height
    key, end = legend(timeline, axis, floor + SIZE + 14)
    height = round(end + 20)
    drawn = [*_card(height), *_heading(timeline), *grid(axis, 88, floor), *shapes, *key]
    return Picture(
        width=WIDTH,
        height=height,
        title=f"{timeline.title}, {clock(timeline.total_ms)}",
        description="; ".join(
            f"{clock(chapter.start_ms)} {chapter.label}" for chapter in timeline.chapters
        ),
        shapes=tuple(drawn),
    )


def _lanes(
    timeline: Timeline, loudness: Sequence[Loudness], axis: Axis, top: float
) -> Iterator[tuple[Iterator[Shape], int]]:
    """Yields each lane below the steps, with its height."""
    if timeline.bed is not None:
        yield bed_lane(timeline.bed, axis, top), CAPTION + BED_HEIGHT
        top += CAPTION + BED_HEIGHT
    if loudness:
        yield loudness_lane(loudness, axis, top), CAPTION + LOUDNESS_HEIGHT


def _card(height: int) -> Iterator[Shape]:
    yield Rect(
        x=0.5,
        y=0.5,
        width=WIDTH - 1,
        height=height - 1,
        fill=palette.GROUND,
        stroke=palette.FRAME,
        radius=14,
    )


def _heading(timeline: Timeline) -> Iterator[Shape]:
    room = WIDTH - 2 * _MARGIN
    yield Text(
        role="heading",
        x=_MARGIN,
        y=48,
        text=fitted(timeline.title, _HEADING, room),
        size=_HEADING,
        fill=palette.INK,
        heading=True,
    )
    yield Text(role="facts", x=_MARGIN, y=73, text=_facts(timeline), size=SIZE, fill=palette.MUTED)


def _facts(timeline: Timeline) -> str:
    steps = len([chapter for chapter in timeline.chapters if chapter.number])
    steps = steps or len(timeline.chapters)
    spoken = sum(phrase.end_ms - phrase.start_ms for cue in timeline.cues for phrase in cue.phrases)
    share = round(100 * spoken / timeline.total_ms) if timeline.total_ms else 0
    return (
        f"{clock(timeline.total_ms)} · {steps} step{'s' if steps != 1 else ''} · "
        f"a voice for {share} % of the time, quiet for the rest"
    )
