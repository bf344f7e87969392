"""The time axis: the position of each moment, and the labelled ticks."""

from collections.abc import Iterator
from dataclasses import dataclass

from voiceguide.plot import palette
from voiceguide.plot.shapes import Path, Shape, Text
from voiceguide.timecode import clock

_STEPS_S = (1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
_LEAST_PX = 90
_MINUTE_MS = 60_000
SIZE = 15
"""The size of normal text in pixels: 10 px on a page that shows the picture at 0.7 of its width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Maps the session to x coordinates from `left` to `right`."""

    total_ms: int
    left: float
    right: float

    def x(self, at_ms: float) -> float:
        """The x coordinate of a moment, clamped to the session."""
        share = min(max(at_ms / self.total_ms, 0), 1) if self.total_ms else 0
        return self.left + share * (self.right - self.left)

    def ticks(self) -> range:
        """The moments to label, evenly spaced and far enough apart for their labels."""
        width = self.right - self.left
        fitting = (
            step * 1000 for step in _STEPS_S if step * 1000 * width >= _LEAST_PX * self.total_ms
        )
        step = next(fitting, _STEPS_S[-1] * 1000)
        return range(0, self.total_ms + 1, step)


def grid(axis: Axis, top: float, bottom: float) -> Iterator[Shape]:
    """Yields a faint line at each tick, and its label below."""
    ticks = axis.ticks()
    for at_ms in ticks:
        x = axis.x(at_ms)
        yield Path(points=((x, top), (x, bottom)), stroke=palette.GRID)
        yield Text(
            role="tick",
            x=x,
            y=bottom + SIZE + 4,
            text=_name(at_ms, ticks.step),
            size=SIZE,
            fill=palette.MUTED,
            anchor="middle",
        )


def _name(at_ms: int, step_ms: int) -> str:
    if step_ms % _MINUTE_MS:
        return clock(at_ms)
    return f"{at_ms // _MINUTE_MS} min" if at_ms else "0"
