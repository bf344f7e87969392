"""The staircase: each step on its own row, with its cues, chimes and sides in time.

A row's title is beside its bar, on the side with more space, so that titles fit on one
level line however short the steps are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from voiceguide.plot import palette, words
from voiceguide.plot.axis import SIZE, Axis
from voiceguide.plot.lettering import fitted, width
from voiceguide.plot.shapes import Circle, Path, Rect, Shape, Text
from voiceguide.timecode import clock
from voiceguide.timeline.model import Chapter, Chime, ChimeKind, Cue, Timeline

BAR = 14
_GAP = 9
_TITLE_LINE = 24
_TITLE_GAP = 11
_ENOUGH = 280
_LEAST_MARK = 2.0
_CHIME = 4.5


@dataclass(frozen=True, slots=True)
class _Row:
    """A chapter with the top of its bar and its title."""

    chapter: Chapter
    top: float
    title: Text


def staircase(timeline: Timeline, axis: Axis, top: float) -> tuple[list[Shape], float]:
    """Returns every chapter with its cues and chimes, from `top` down, and the bottom."""
    rows = _rows(timeline.chapters, axis, top)
    shapes: list[Shape] = [*_flow(rows, axis)]
    for row in rows:
        shapes += _bar(row, axis)
        shapes += (_cue(cue, row, axis) for cue in timeline.cues if _within(cue, row))
        shapes += (
            _chime(chime, row, axis) for chime in timeline.heard_chimes if _within(chime, row)
        )
        shapes.append(row.title)
    return shapes, (rows[-1].top + BAR if rows else top)


def chime_mark(kind: ChimeKind, x: float, y: float, *, role: str = "", tip: str = "") -> Shape:
    """The sign of a chime, centred at a point."""
    r = _CHIME
    if kind is ChimeKind.END:
        return Circle(role=role, tip=tip, x=x, y=y, radius=r, fill=palette.CHIME)
    if kind is ChimeKind.SWITCH:
        points: tuple[tuple[float, float], ...]
        points = ((x - r, y), (x, y - r), (x + r, y), (x, y + r))
    elif kind is ChimeKind.BELL:
        points = ((x - r, y + 0.8 * r), (x + r, y + 0.8 * r), (x, y - r))
    else:
        points = ((x - r, y - 0.8 * r), (x + r, y - 0.8 * r), (x, y + r))
    return Path(role=role, tip=tip, points=points, fill=palette.CHIME)


def _within(sounding: Cue | Chime, row: _Row) -> bool:
    return sounding.step == row.chapter.step


def _rows(chapters: Sequence[Chapter], axis: Axis, top: float) -> list[_Row]:
    rows = []
    for chapter in chapters:
        beside = _beside(chapter, axis, top + _GAP + BAR - 2)
        title = beside or _above(chapter, axis, top + SIZE + 3)
        bar_top = top + _GAP + (0 if beside else _TITLE_LINE)
        rows.append(_Row(chapter, bar_top, title))
        top = bar_top + BAR
    return rows


def _beside(chapter: Chapter, axis: Axis, base: float) -> Text | None:
    """The title on the side with more space, shortened to fit; None if there is too little."""
    start, end = axis.x(chapter.start_ms), axis.x(chapter.end_ms)
    right, left = axis.right - end, start - axis.left
    length = clock(chapter.end_ms - chapter.start_ms)
    room = max(right, left) - _TITLE_GAP - width(f"  {length}", SIZE)
    label = fitted(chapter.label, SIZE, room)
    if label != chapter.label and room < _ENOUGH:
        return None
    if right >= left:
        return _title(label, length, end + _TITLE_GAP, base, to_left=False)
    return _title(label, length, start - _TITLE_GAP, base, to_left=True)


def _above(chapter: Chapter, axis: Axis, base: float) -> Text:
    length = clock(chapter.end_ms - chapter.start_ms)
    room = axis.right - axis.left - width(f"  {length}", SIZE)
    return _title(fitted(chapter.label, SIZE, room), length, axis.left, base, to_left=False)


def _title(label: str, length: str, x: float, base: float, *, to_left: bool) -> Text:
    return Text(
        role="title",
        x=x,
        y=base,
        text=label,
        aside=length,
        size=SIZE,
        fill=palette.INK,
        anchor="end" if to_left else "start",
    )


def _flow(rows: Sequence[_Row], axis: Axis) -> Iterator[Shape]:
    """Yields a line from the end of each step down to the start of the next."""
    for before, after in pairwise(rows):
        x = axis.x(after.chapter.start_ms)
        yield Path(points=((x, before.top + BAR), (x, after.top)), stroke=palette.FLOW)


def _bar(row: _Row, axis: Axis) -> Iterator[Shape]:
    chapter = row.chapter
    tip = f"{chapter.label}: {clock(chapter.start_ms)} to {clock(chapter.end_ms)}"
    yield _span("step", tip, chapter.start_ms, chapter.end_ms, row, axis, palette.STEP)
    for number, side in enumerate(chapter.sides):
        fill = palette.SIDES[number % len(palette.SIDES)]
        tip = f"{side.name}: {clock(side.start_ms)} to {clock(side.end_ms)}"
        yield _span("side", tip, side.start_ms, side.end_ms, row, axis, fill)


def _span(
    role: str, tip: str, start_ms: int, end_ms: int, row: _Row, axis: Axis, fill: str
) -> Rect:
    x = axis.x(start_ms)
    length = max(axis.x(end_ms) - x, 1)
    return Rect(role=role, tip=tip, x=x, y=row.top, width=length, height=BAR, fill=fill)


def _cue(cue: Cue, row: _Row, axis: Axis) -> Rect:
    """A cue's mark, always wide enough to see: in an hour's picture, a short cue is less than a
    pixel wide."""
    x = axis.x(cue.start_ms)
    return Rect(
        role=f"cue {cue.kind}",
        tip=f"{clock(cue.start_ms)} {cue.text}",
        x=x,
        y=row.top,
        width=max(axis.x(cue.end_ms) - x, _LEAST_MARK),
        height=BAR,
        fill=palette.CUES[cue.kind],
    )


def _chime(chime: Chime, row: _Row, axis: Axis) -> Shape:
    tip = f"{clock(chime.start_ms)} chime: {words.CHIMES[chime.kind]}"
    x, y = axis.x(chime.start_ms), row.top - _CHIME
    return chime_mark(chime.kind, x, y, role=f"chime {chime.kind}", tip=tip)
