"""Points, paths and arrows: text for the `d` of an SVG path."""

from collections.abc import Iterable, Iterator, Sequence
from math import atan2, cos, degrees, hypot, pi, sin

Point = tuple[float, float]

MIDDLE = 200.0
"""The x coordinate of the spine, the axis of symmetry of the picture."""

MIRROR = f"matrix(-1 0 0 1 {2 * MIDDLE:.0f} 0)"


def number(value: float) -> str:
    """Formats a number to one decimal, as short as SVG allows.

    >>> number(12.04), number(0.75), number(-0.01)
    ('12', '.8', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    text = text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
    return "0" if text in ("-0", "") else text


def points(*places: Point) -> str:
    """Formats points as a list of coordinates.

    >>> points((1, 2.25), (-3, 4))
    '1 2.2-3 4'
    """
    text = ""
    for x, y in places:
        for value in (number(x), number(y)):
            text += value if not text or value.startswith("-") else f" {value}"
    return text


def symmetric(start: Point, curves: Iterable[tuple[Point, Point, Point]]) -> str:
    """A closed symmetric outline. `curves` are its right half from the top down, as offsets from
    the middle.

    Each is a cubic Bézier curve: two control points and the end point.
    """
    steps = list(curves)
    down = [start, *(point for curve in steps for point in curve)]
    up = [(-x, y) for x, y in reversed(down)]
    right = [(MIDDLE + x, y) for x, y in down]
    left = [(MIDDLE + x, y) for x, y in up]
    return f"M{points(right[0])}C{points(*right[1:])}L{points(left[0])}C{points(*left[1:])}z"


def smooth(places: Sequence[Point]) -> str:
    """A curve through all the places: a Catmull-Rom spline, as cubic Bézier curves."""
    if len(places) == 2:
        return f"M{points(places[0])}L{points(places[1])}"
    controls = [point for _, *bend in _bends(places) for point in bend]
    return f"M{points(places[0])}C{points(*controls)}"


def smooth_to(start: Point, bend: Point, tip: Point, size: float = 15) -> str:
    """A curve from `start`, drawn towards `bend`, with an arrowhead at `tip`."""
    return f"M{points(start)}Q{points(bend, tip)}{head(tip, bend, size)}"


def curve(places: Sequence[Point]) -> list[Point]:
    """Points along the curve that `smooth` draws."""
    if len(places) == 2:
        return list(places)
    way = [places[0]]
    for a, b, c, d in _bends(places):
        for at in (0.25, 0.5, 0.75, 1):
            left = 1 - at
            p, q, r, s = left**3, 3 * left**2 * at, 3 * left * at**2, at**3
            x = p * a[0] + q * b[0] + r * c[0] + s * d[0]
            y = p * a[1] + q * b[1] + r * c[1] + s * d[1]
            way.append((x, y))
    return way


def _bends(places: Sequence[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """Yields a cubic Bézier curve from each place to the next."""
    for index in range(len(places) - 1):
        before = places[max(index - 1, 0)]
        a, b = places[index], places[index + 1]
        after = places[min(index + 2, len(places) - 1)]
        yield (
            a,
            (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6),
            (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6),
            b,
        )


def head(tip: Point, back: Point, size: float) -> str:
    """An arrowhead at `tip`, for an arrow that comes from `back`."""
    angle = atan2(tip[1] - back[1], tip[0] - back[0])
    wings = [
        (tip[0] - size * cos(angle + turn), tip[1] - size * sin(angle + turn))
        for turn in (-0.6, 0.6)
    ]
    return f"M{points(wings[0])}L{points(tip)}L{points(wings[1])}"


def ring(centre: Point, radius: float, *, clockwise: bool, size: float) -> str:
    """Most of a circle, starting at the top, with an arrowhead at its end."""
    turn = 1 if clockwise else -1
    first, last = -pi / 2 + turn * 0.5, -pi / 2 - turn * 0.45
    start, end = (
        (centre[0] + radius * cos(at), centre[1] + radius * sin(at)) for at in (first, last)
    )
    came = last - turn * size / radius * 0.55
    back = (centre[0] + radius * cos(came), centre[1] + radius * sin(came))
    sweep = int(clockwise)
    arc = f"M{points(start)}A{number(radius)} {number(radius)} 0 1 {sweep} {points(end)}"
    return arc + head(end, back, size)


def distance(a: Point, b: Point) -> float:
    """The distance between two places."""
    return hypot(b[0] - a[0], b[1] - a[1])


def heading(a: Point, b: Point) -> float:
    """Degrees clockwise from straight up to the direction from `a` to `b`."""
    return degrees(atan2(b[0] - a[0], a[1] - b[1]))


def towards(a: Point, b: Point, share: float) -> Point:
    """The point `share` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
