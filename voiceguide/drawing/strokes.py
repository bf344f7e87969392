"""The strokes on one side of the back: paths with arrows, and hands that follow them.

Everything is computed for the left half of the picture; the right half mirrors it.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from typing import Final

from voiceguide.drawing.body import at
from voiceguide.drawing.geometry import (
    MIDDLE,
    Point,
    curve,
    distance,
    head,
    points,
    ring,
    smooth,
    towards,
)
from voiceguide.drawing.motion import Motion
from voiceguide.script.picture import (
    Direction,
    HandPart,
    Pressure,
    Reach,
    Stroke,
    StrokeKind,
)

_HEAD: Final = 17.0
_RADIUS: Final = {StrokeKind.CIRCLE: 19.0, StrokeKind.KNEAD: 27.0}
_LONG: Final = 60.0
"""Legs longer than this get an arrowhead of their own."""
_CORNERS: Final = 10
"""A hand's circle is a polygon with this many corners, small enough for them not to show."""
_RIBS_END: Final = 240.0
_HEEL_TOP: Final = 174.0
_ROWS: Final = 34.0
"""The distance between the strokes of a fan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A visible path: `d` is its line with its arrowheads.

    `broken` marks light pressure; `aside` marks a line that only helps to read the others.
    """

    d: str
    broken: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A stroke on the left side: its arrows, the hand's motion, and a path shining with oil."""

    arrows: tuple[Arrow, ...]
    motion: Motion
    shine: str = ""


def drawn(stroke: Stroke) -> Drawn:
    """Returns the stroke as drawn on the left half of the picture."""
    places = [at(place, -1) for place in stroke.where]
    match stroke.stroke:
        case StrokeKind.LINE:
            return _line(stroke, places)
        case StrokeKind.SPREAD:
            return _spread(places)
        case StrokeKind.FAN:
            return _fan(stroke, places)
        case StrokeKind.CIRCLE | StrokeKind.KNEAD:
            return _circles(stroke, places)
        case StrokeKind.SHAKE:
            return _shake(places)
        case StrokeKind.HOLD:
            return _hold(places)


def _line(stroke: Stroke, places: list[Point]) -> Drawn:
    if stroke.hand is HandPart.HEEL:
        places = [_of_heel(place) for place in places]
    back = stroke.way is Direction.TO_AND_FRO
    length = sum(distance(a, b) for a, b in pairwise(places))
    size = min(_HEAD, length / 5)
    heads = head(places[-1], places[-2], size)
    if back:
        heads += head(places[0], places[1], size)
    else:
        legs = [leg for leg in pairwise(places[:-1]) if distance(*leg) > _LONG]
        heads += "".join(head(b, a, size - 3) for a, b in legs)
    light = stroke.pressure is Pressure.LIGHT
    short = towards(places[-1], places[-2], 16 / distance(places[-1], places[-2]))
    shown = [*places[:-1], short if light else places[-1]]  # keep dots clear of the arrowhead
    arrows = [Arrow(d=smooth(shown), broken=light), Arrow(d=heads)]
    if stroke.pressure is Pressure.EASING and len(places) == 2:
        middle = towards(places[0], places[1], 0.6)
        arrows = [
            Arrow(d=smooth([places[0], middle])),
            Arrow(d=smooth([towards(middle, short, 0.2), short]), broken=True),
            Arrow(d=heads),
        ]
    return Drawn(
        arrows=tuple(arrows),
        motion=Motion(
            place=places[0],
            turn=-12 if stroke.hand is HandPart.HEEL else 0,
            way=_shifted(curve(places), places[0]),
            seconds=1.2 + length / 60,
            back=back,
            lifts=not back,
        ),
    )


def _of_heel(place: Point) -> Point:
    """Moves a heel low enough to keep fingers off the neck and, below the ribs, inwards between the
    kidneys."""
    x, y = place
    return (x - 6 if y < _RIBS_END else x + 9, max(y, _HEEL_TOP))


def _spread(places: list[Point]) -> Drawn:
    (_, top), (_, bottom) = places[0], places[-1]
    rows = 4
    sweep = []
    for row in range(rows + 1):
        y = top + (bottom - top) * row / rows
        inner, outer = MIDDLE - 40, MIDDLE - (88 if row < 2 else 62)
        sweep.append((outer if row % 2 else inner, y))
    return Drawn(
        arrows=(Arrow(d=smooth(sweep)), Arrow(d=head(sweep[-1], sweep[-2], _HEAD))),
        motion=Motion(
            place=sweep[2], turn=0, way=_shifted(curve(sweep), sweep[2]), seconds=7, lifts=True
        ),
        shine=smooth(sweep),
    )


def _fan(stroke: Stroke, places: list[Point]) -> Drawn:
    first, last = places[0], places[-1]
    reach = 74.0 if stroke.reach is Reach.WIDE else 37.0
    count = max(round(distance(first, last) / _ROWS), 1)
    way = []
    arrows = []
    for index in range(count + 1):
        start = towards(first, last, index / count)
        end = (start[0] - reach, start[1] - (0 if stroke.reach is Reach.WIDE else 4))
        if stroke.way is Direction.INWARD:
            start, end = end, start
        way += [start, end]
        arrows.append(Arrow(d=f"M{points(start)}L{points(end)}{head(end, start, 14)}"))
    edge = min(first[0], last[0]) - reach - 16
    onward = ((edge, first[1]), (edge, last[1]))
    order = Arrow(d=f"{smooth(onward)}{head(onward[1], onward[0], 10)}", aside=True)
    return Drawn(
        arrows=(*arrows, order),
        motion=Motion(
            place=way[0], turn=0, way=_shifted(way, way[0]), seconds=1.3 * len(arrows), lifts=True
        ),
    )


def _circles(stroke: Stroke, places: list[Point]) -> Drawn:
    radius = _RADIUS[stroke.stroke]
    places = [(min(x, MIDDLE - radius - 18), y) for x, y in places]
    clockwise = stroke.way is Direction.INWARD  # on the left half
    arrows = [Arrow(d=ring(place, radius, clockwise=clockwise, size=14)) for place in places]
    around = 5 if stroke.stroke is StrokeKind.KNEAD else 9
    turn = 2 * pi / _CORNERS * (1 if clockwise else -1)
    way = [(around * sin(turn * at), -around * cos(turn * at)) for at in range(_CORNERS + 1)]
    return Drawn(
        arrows=tuple(arrows),
        motion=Motion(
            place=places[0],
            turn=0,
            way=tuple(way),
            seconds=2 * pi * around / 24,
        ),
    )


def _shake(places: list[Point]) -> Drawn:
    arrows = []
    for x, y in places:
        ends = ((x - 54, y + 6), (x + 46, y + 6))
        heads = head(ends[0], ends[1], _HEAD) + head(ends[1], ends[0], _HEAD)
        arrows.append(Arrow(d=smooth(ends) + heads))
        waves = "".join(
            f"M{points((x - out, y - high))}q{points((-9, 18), (0, 36))}"
            for out, high in ((46, 62), (58, 70))
        )
        arrows.append(Arrow(d=waves, aside=True))
    return Drawn(
        arrows=tuple(arrows),
        motion=Motion(place=places[0], turn=0, way=((-7, 0), (7, 0)), seconds=0.7, back=True),
    )


def _hold(places: list[Point]) -> Drawn:
    rings = "".join(f"M{points((x, y - 18))}a18 18 0 1 0 .1 0z" for x, y in places)
    return Drawn(
        arrows=(Arrow(d=rings),),
        motion=Motion(place=places[0], turn=0, way=(), seconds=1),
    )


def _shifted(places: list[Point], origin: Point) -> tuple[Point, ...]:
    return tuple((x - origin[0], y - origin[1]) for x, y in places)
