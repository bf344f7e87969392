"""The legend: the meaning of the colours and signs that the picture uses."""

from collections.abc import Iterator
from dataclasses import dataclass

from voiceguide.plot import palette, words
from voiceguide.plot.axis import SIZE, Axis
from voiceguide.plot.lettering import width
from voiceguide.plot.shapes import Rect, Shape, Text
from voiceguide.plot.steps import BAR, chime_mark
from voiceguide.timeline.model import ChimeKind, CueKind, Timeline

LINE = 25
_SWATCH = 14
_SPACE = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    """A word with the sign or colour that it explains; a group's name has neither."""

    text: str
    fill: str = ""
    chime: ChimeKind | None = None

    @property
    def sign(self) -> float:
        """The width of the sign, with the gap before the word."""
        return _SWATCH + 7 if self.fill or self.chime else 0

    @property
    def width(self) -> float:
        """The full width, with the gap before the next entry."""
        return self.sign + width(self.text, SIZE) + (_SPACE if self.sign else 9)


def legend(timeline: Timeline, axis: Axis, top: float) -> tuple[list[Shape], float]:
    """Returns the legend from `top` down, and its bottom. Groups too long for a line wrap."""
    shapes: list[Shape] = []
    x = axis.left
    base = top + LINE - 8
    for group in _groups(timeline):
        if x > axis.left and x + sum(entry.width for entry in group) > axis.right:
            x, base = axis.left, base + LINE
        for entry in group:
            if x > axis.left and x + entry.width - _SPACE > axis.right:
                x, base = axis.left, base + LINE
            shapes += _drawn(entry, x, base)
            x += entry.width
        x += _SPACE
    return shapes, base + 8


def _groups(timeline: Timeline) -> Iterator[list[_Entry]]:
    said = {cue.kind for cue in timeline.cues}
    rung = {chime.kind for chime in timeline.heard_chimes}
    sides = max((len(chapter.sides) for chapter in timeline.chapters), default=0)
    groups = {
        "Voice": [_Entry(words.CUES[k], palette.CUES[k]) for k in _order(said)],
        "Chime": [_Entry(words.CHIMES[kind], chime=kind) for kind in ChimeKind if kind in rung],
        "Sides": [_Entry(*pair) for pair in zip(words.SIDES, palette.SIDES, strict=True)][:sides],
    }
    return ([_Entry(name), *entries] for name, entries in groups.items() if entries)


def _order(said: set[CueKind]) -> list[CueKind]:
    return [kind for kind in words.CUES if kind in said]


def _drawn(entry: _Entry, x: float, base: float) -> Iterator[Shape]:
    if entry.chime:
        yield chime_mark(entry.chime, x + _SWATCH / 2, base - 5)
    elif entry.fill:
        yield Rect(x=x, y=base - BAR + 2, width=_SWATCH, height=BAR, fill=entry.fill)
    fill = palette.INK if entry.sign else palette.MUTED
    yield Text(role="key", x=x + entry.sign, y=base, text=entry.text, size=SIZE, fill=fill)
