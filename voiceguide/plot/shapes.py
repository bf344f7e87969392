"""What a picture is made of. Lengths are in pixels, from the top left corner."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Anything drawn. `role` says what it stands for; `tip` is shown to a pointer over it."""

    role: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect(Shape):
    """A box, with rounded corners where `radius` is given."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    radius: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Path(Shape):
    """A line from point to point, or the area within, where `fill` is given."""

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
    """Words on a baseline, from `x` on, up to it, or with their middle at it.

    `aside` follows them, smaller and paler.
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
    """A whole drawing. `title` and `description` are for those who can't see it."""

    width: int
    height: int
    title: str
    description: str
    shapes: tuple[Shape, ...] = field(repr=False)

    def roles(self, role: str) -> list[Shape]:
        """Every shape that stands for `role`, in the order of drawing."""
        return [shape for shape in self.shapes if shape.role == role]
