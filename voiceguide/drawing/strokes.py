"""The strokes on one half of a figure: paths with arrows, and hands that follow them.

Everything is computed for the left half of the picture; the right half mirrors it.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from typing import Final

from voiceguide.drawing.figure import Figure
from voiceguide.drawing.geometry import (
    MIDDLE,
    Point,
    curve,
    distance,
    head,
    points,
    ring,
    smooth,
    smooth_to,
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
"""A leg of a path that is longer than this gets an arrowhead of its own."""
_CORNERS: Final = 10
"""A hand's circle is a polygon with this many corners: enough to look round."""
_LEAST_SPREAD: Final = 110.0
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
    """A stroke on the left side: its arrows, the hand's motion, and a path shining with oil.

    On a figure without halves, the other hand may be drawn too, resting.
    """

    arrows: tuple[Arrow, ...]
    motion: Motion
    shine: str = ""
    other: Motion | None = None


def drawn(stroke: Stroke, figure: Figure) -> Drawn:
    """Returns the stroke as drawn on the left half of the figure."""
    places = [figure.at(place) for place in stroke.where]
    match stroke.stroke:
        case StrokeKind.LINE:
            if stroke.hand is HandPart.HEEL:
                places = [figure.of_heel(place) for place in places]
            return _line(stroke, places)
        case StrokeKind.SPREAD:
            return _spread(places, figure)
        case StrokeKind.FAN:
            return _fan(stroke, places, figure)
        case StrokeKind.CIRCLE | StrokeKind.KNEAD:
            return _circles(stroke, places, figure)
        case StrokeKind.SHAKE:
            return _shake(places, figure)
        case StrokeKind.HOLD:
            return _hold(places, figure)


def _line(stroke: Stroke, places: list[Point]) -> Drawn:
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
            way=_shifted(curve(places), places[0]),
            seconds=1.2 + length / 60,
            back=back,
            lifts=not back,
        ),
    )


def _spread(places: list[Point], figure: Figure) -> Drawn:
    """A shining area, and arrows that rise from the last place and fan outwards over it."""
    (_, top), (_, bottom) = sorted((places[0], places[-1]), key=lambda place: place[1])
    near, high, low = (MIDDLE - away for away in figure.sweep)
    bottom = max(bottom, top + _LEAST_SPREAD)
    height = bottom - top
    rise, part = bottom - 0.46 * height, top + 0.5 * height
    ways = (
        ((near, rise), (near - 2, top + 0.1 * height), (high + 2, top + 0.02 * height)),
        ((near - 16, rise), (near - 20, part + 2), (low - 20, part)),
    )
    rows = 4
    sweep = []
    for row in range(rows + 1):
        y = bottom - height * row / rows
        sweep.append(((high if row > 2 else low) if row % 2 else near, y))
    area = ((near, top), (high, top + 12), (low, part), (low, bottom), (near, bottom))
    return Drawn(
        arrows=tuple(Arrow(d=smooth_to(*way)) for way in ways),
        motion=Motion(place=sweep[0], way=_shifted(sweep, sweep[0]), seconds=7, lifts=True),
        shine=f"M{points(*area)}z",
    )


def _fan(stroke: Stroke, places: list[Point], figure: Figure) -> Drawn:
    first, last = places[0], places[-1]
    reach = figure.wide if stroke.reach is Reach.WIDE else figure.short
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
            place=way[0], way=_shifted(way, way[0]), seconds=1.3 * len(arrows), lifts=True
        ),
    )


def _circles(stroke: Stroke, places: list[Point], figure: Figure) -> Drawn:
    radius = _RADIUS[stroke.stroke]
    if figure.paired:
        places = [(min(x, MIDDLE - radius - figure.clear), y) for x, y in places]
    clockwise = stroke.way is Direction.INWARD  # on the left half
    arrows = [Arrow(d=ring(place, radius, clockwise=clockwise, size=14)) for place in places]
    around = 5 if stroke.stroke is StrokeKind.KNEAD else 9
    turn = 2 * pi / _CORNERS * (1 if clockwise else -1)
    way = [(around * sin(turn * at), -around * cos(turn * at)) for at in range(_CORNERS + 1)]
    return Drawn(
        arrows=tuple(arrows),
        motion=Motion(
            place=places[0],
            way=tuple(way),
            seconds=2 * pi * around / 24,
        ),
    )


def _shake(places: list[Point], figure: Figure) -> Drawn:
    outer, inner = figure.shake
    arrows = []
    for x, y in places:
        ends = ((x - outer, y + 6), (x + inner, y + 6))
        heads = head(ends[0], ends[1], _HEAD) + head(ends[1], ends[0], _HEAD)
        arrows.append(Arrow(d=smooth(ends) + heads))
        waves = "".join(
            f"M{points((x - out, y - high))}q{points((-9, 18), (0, 36))}"
            for out, high in ((outer - 8, 62), (outer + 4, 70))
        )
        arrows.append(Arrow(d=waves, aside=True))
    return Drawn(
        arrows=tuple(arrows),
        motion=Motion(place=places[0], way=((-7, 0), (7, 0)), seconds=0.7, back=True),
    )


def _hold(places: list[Point], figure: Figure) -> Drawn:
    rings = "".join(f"M{points((x, y - 18))}a18 18 0 1 0 .1 0z" for x, y in places)
    hands = [Motion(place=place, way=(), seconds=1) for place in places]
    other = hands[1] if len(hands) > 1 and not figure.paired else None
    return Drawn(arrows=(Arrow(d=rings),), motion=hands[0], other=other)


def _shifted(places: list[Point], origin: Point) -> tuple[Point, ...]:
    return tuple((x - origin[0], y - origin[1]) for x, y in places)
