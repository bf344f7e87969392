"""The turns of a two-sided step: the half that a stroke is on, and the giver's position, before and
after the switch."""

from dataclasses import dataclass
from math import asin, degrees
from typing import Final

from voiceguide.drawing.figure import Figure
from voiceguide.drawing.geometry import MIDDLE, Point, heading
from voiceguide.script.picture import Picture, Side, Stroke
from voiceguide.script.scene import Scene, Stand
from voiceguide.script.views import View

LEFT, RIGHT = -1, 1

_WRIST_ROOM: Final = 24.0
"""A little more than half the width of a wrist."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a step: the giver's position, and the half of the picture that is massaged."""

    giver: Stand
    half: int


def turns(scene: Scene) -> tuple[Turn, ...]:
    """Returns a scene's one or two turns; the half farther from the giver comes first."""
    first = Turn(scene.giver, _far(scene.giver))
    if scene.moves and scene.view is not View.FOOT:
        return (first, Turn(scene.giver.other, _far(scene.giver.other)))
    if any(stroke.side is Side.SWAPPING for stroke in scene.strokes):
        return (first, Turn(scene.giver, -first.half))
    return (first,)


def is_numbered(picture: Picture) -> bool:
    """Whether the two halves are numbered, in the order of their turns."""
    one_sided = any(stroke.side is not Side.BOTH for stroke in picture.strokes)
    return picture.view is not View.FOOT and one_sided and len(turns(Scene.seen(picture))) > 1


def goes_round(picture: Picture) -> bool:
    """Whether the picture shows the giver's way round the table."""
    scene = Scene.seen(picture)
    return scene.moves and bool(scene.strokes) and scene.view is not View.FOOT


def halves(stroke: Stroke, turn: Turn, figure: Figure) -> tuple[int, ...]:
    """Returns the halves of the figure on which hands make the stroke in this turn."""
    if not figure.paired:
        return (LEFT,)
    if figure.from_front or stroke.side is Side.BOTH:
        return (LEFT, RIGHT)
    far = _far(turn.giver)
    return ({Side.FAR: far, Side.NEAR: -far, Side.SWAPPING: turn.half}[stroke.side],)


def hand_turn(
    figure: Figure, place: Point, wrist: float, half: int, turn: Turn, *, alone: bool
) -> float:
    """Returns the degrees by which the hand at a `place` on the left half is turned; the right
    half mirrors it.

    Hands point away from the elbow. But the fingers of the hand on the near side never reach the
    middle, nor does the wrist of the hand on the far side (unless it is `alone`).
    """
    x, y = figure.elbow
    from_right = half == RIGHT if figure.from_front else turn.giver is Stand.HERE
    elbow_x = x if from_right else 2 * MIDDLE - x
    place_x = place[0] if half == LEFT else 2 * MIDDLE - place[0]
    angle = heading((elbow_x, y), (place_x, place[1]))
    near = not figure.from_front and half != _far(turn.giver)
    most = figure.near if near else figure.alone if alone else figure.far
    if wrist and not near and not alone:
        room = MIDDLE - place[0] - _WRIST_ROOM
        most = min(most, degrees(asin(max(0, min(1, room / wrist)))))
    return half * -max(-most, min(most, angle))


def _far(giver: Stand) -> int:
    return LEFT if giver is Stand.HERE else RIGHT
