"""The shapes that make up a picture. Coordinates are pixels from the top left corner."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Anything drawn. `role` says what it represents; `tip` is its tooltip."""

    role: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect(Shape):
    """A box, with rounded corners if `radius` is set."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    radius: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Shape):
    """A line from point to point, or the enclosed area if `fill` is set."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    thickness: float = 1
    opacity: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle(Shape):
    """A disc."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Shape):
    """Text on a baseline at `y`; it starts, ends or is centred at `x`, as `anchor` says.

    `aside` follows it, smaller and paler.
    """

    x: float
    y: float
    text: str
    size: float
    fill: str
    anchor: Literal["start", "middle", "end"] = "start"
    heading: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A whole drawing. `title` and `description` are for people who can't see it."""

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Shape, ...] = field(repr=False)

    def roles(self, role: str) -> list[Shape]:
        """Returns the shapes with this role, in drawing order."""
        return [shape for shape in self.shapes if shape.role == role]
