"""The figure that hands are drawn on: the positions of its places, and the limits of strokes."""

from collections.abc import Mapping
from dataclasses import dataclass

from voiceguide.drawing.geometry import MIDDLE, Point
from voiceguide.script.views import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawn part of the body, on a square of 400 units.

    `places` holds, for each place on its left half, the distance from the middle line and the y
    coordinate. A figure that isn't `paired` has no halves: one hand is drawn, not two.
    """

    places: Mapping[Place, Point]
    elbow: Point
    """Hands point away from this point: the giver's elbow, with the giver on the right or, if
    `from_front`, the right one of the giver's elbows."""
    from_front: bool = False
    near: float = 14.0
    far: float = 28.0
    alone: float = 55.0
    """The most degrees that a hand turns: on the near side, on the far side, and alone there."""
    paired: bool = True
    clear: float = 18.0
    """The least distance of a circle's edge from the middle line."""
    sweep: tuple[float, float, float] = (40.0, 88.0, 62.0)
    """Distances from the middle line: where spreading begins, and where it ends above and below."""
    shake: tuple[float, float] = (54.0, 46.0)
    """The reach of shaking, outwards and inwards."""
    short: float = 37.0
    wide: float = 74.0
    """The reach of a fan's shortest and longest strokes."""
    heel_from: float = 0.0
    """The highest y for the heel of a hand, so that its fingers stay on the figure."""
    ribs_end: float = 400.0
    """The y from which the heel of a hand is moved inwards, by `heel_in`."""
    heel_in: float = 0.0

    def at(self, place: Place) -> Point:
        """The point of a place, on the left half."""
        x, y = self.places[place]
        return (MIDDLE - x, y)

    def of_heel(self, point: Point) -> Point:
        """The nearest point for the heel of a hand that keeps fingers off the neck, and the hand
        clear of the kidneys."""
        x, y = point
        if not self.heel_in:
            return point
        return (x - 6 if y < self.ribs_end else x + self.heel_in, max(y, self.heel_from))
