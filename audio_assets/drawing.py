"""Flat shapes with smooth edges: masks drawn large, coloured, then scaled down once."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = 1_000
"""The picture's side in pixels, the unit of all coordinates."""

OVERSAMPLING = 4
"""Shapes are drawn this many times larger, so that their edges come out smooth."""

Point = tuple[float, float]
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Disc:
    """A round building block: hulls of discs make up every rounded shape."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a drawing: mirrored or not, turned clockwise by degrees, then moved."""

    x: float
    y: float
    degrees: float = 0.0
    mirrored: bool = False

    def disc(self, disc: Disc) -> Disc:
        """Returns the disc moved to this place."""
        x = -disc.x if self.mirrored else disc.x
        turn = math.radians(-self.degrees if self.mirrored else self.degrees)
        return Disc(
            self.x + x * math.cos(turn) - disc.y * math.sin(turn),
            self.y + x * math.sin(turn) + disc.y * math.cos(turn),
            disc.radius,
        )


def _blank() -> Image.Image:
    return Image.new("L", (SIZE * OVERSAMPLING, SIZE * OVERSAMPLING), 0)


@dataclass(slots=True)
class Mask:
    """A shape under construction; each method changes it and returns it."""

    image: Image.Image = field(default_factory=_blank)

    def polygon(self, points: Iterable[Point], value: int = 255) -> "Mask":
        """Fill a polygon."""
        scaled = [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]
        ImageDraw.Draw(self.image).polygon(scaled, fill=value)
        return self

    def hull(self, *discs: Disc) -> "Mask":
        """Fill the convex hull of the discs."""
        return self.polygon(_convex([point for disc in discs for point in _rim(disc)]))

    def limb(self, *discs: Disc) -> "Mask":
        """Fill a rounded limb that bends from disc to disc."""
        for one, other in pairwise(discs):
            self.hull(one, other)
        return self

    def ring(self, centre: Point, radius: float, width: float) -> "Mask":
        """Draw a circle with a line of this width."""
        outer, inner = radius + width / 2, radius - width / 2
        self.polygon(_rim(Disc(*centre, outer)))
        return self.polygon(_rim(Disc(*centre, inner)), 0)

    def within(self, other: "Mask") -> "Mask":
        """Keep only the part that the other shape covers too."""
        self.image = ImageChops.multiply(self.image, other.image)
        return self

    def rounded(self, radius: float) -> "Mask":
        """Round every corner, inward and outward: blur, then cut at half coverage."""
        soft = self.image.filter(ImageFilter.GaussianBlur(radius * OVERSAMPLING))
        half = max(2.0, 51 / radius)  # keeps the new edge about one finished pixel wide
        self.image = soft.point([_between(0.5 + (i - 127.5) / (2 * half)) for i in range(256)])
        return self


class Canvas:
    """The picture, painted shape over shape."""

    def __init__(self, background: Colour) -> None:
        self.image = Image.new("RGB", (SIZE * OVERSAMPLING,) * 2, background)

    def paint(self, mask: Mask, colour: Colour, opacity: float = 1.0) -> None:
        """Paint the shape in this colour."""
        box = mask.image.getbbox()
        shape = mask.image.crop(box).point([round(i * opacity) for i in range(256)])
        self.image.paste(colour, box, shape)

    def shade(
        self, mask: Mask, colour: Colour, *, drop: float, blur: float, opacity: float
    ) -> None:
        """Paint the shape's soft shadow, `drop` pixels lower; blurred at real size, for speed."""
        small = Image.new("L", (SIZE, SIZE), 0)
        small.paste(mask.image.reduce(OVERSAMPLING), (0, round(drop)))
        soft = small.filter(ImageFilter.GaussianBlur(blur))
        self.paint(Mask(soft.resize(self.image.size, Image.Resampling.BICUBIC)), colour, opacity)

    def finished(self) -> Image.Image:
        """Returns the picture at its real size."""
        return self.image.reduce(OVERSAMPLING)


def smooth(points: Sequence[Point], steps: int = 40) -> list[Point]:
    """Returns a closed curve through the points (Catmull-Rom)."""
    count = len(points)
    curve: list[Point] = []
    for i in range(count):
        a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        curve += [_catmull_rom(a, b, c, d, step / steps) for step in range(steps)]
    return curve


def _catmull_rom(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def axis(i: int) -> float:
        bend = (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
        return 0.5 * (
            2 * b[i] + (c[i] - a[i]) * t + bend + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
        )

    return axis(0), axis(1)


def _between(share: float) -> int:
    return round(255 * min(1.0, max(0.0, share)))


def _rim(disc: Disc, corners: int = 240) -> list[Point]:
    turns = (2 * math.pi * i / corners for i in range(corners))
    return [
        (disc.x + disc.radius * math.cos(turn), disc.y + disc.radius * math.sin(turn))
        for turn in turns
    ]


def _convex(points: Iterable[Point]) -> list[Point]:
    """Returns the convex hull (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(points: Iterable[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
