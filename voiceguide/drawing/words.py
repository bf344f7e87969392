"""A picture in words, for people who can't see it."""

from collections.abc import Iterator, Sequence
from typing import Final

from voiceguide.drawing.turns import goes_round
from voiceguide.script.picture import (
    Direction,
    HandPart,
    Picture,
    Pressure,
    Reach,
    Side,
    Stroke,
    StrokeKind,
)
from voiceguide.script.views import Thing, View

_HANDS: Final = {
    HandPart.PALM: "Palms",
    HandPart.THUMB: "Thumbs",
    HandPart.FINGERS: "Fingertips",
    HandPart.HEEL: "Heels of the hands",
}
_VIEWS: Final = {
    View.BACK: "A back from above, face down, the head to one side.",
    View.WHOLE: "A body from above, face down, the head to one side.",
    View.FOOT: "A foot, toes up.",
}
_SIDES: Final = {
    Side.BOTH: "on both sides of the spine",
    Side.FAR: "on the side farther from the giver",
    Side.NEAR: "on the side nearer the giver",
    Side.SWAPPING: "on one side, then on the other",
}
_THINGS: Final = {
    Thing.GIVER: "the giver beside the table",
    Thing.PILLOW: "a pillow under the ankles",
    Thing.BOTTLE: "a bottle of oil",
    Thing.TOWELS: "towels",
    Thing.BLANKET: "a blanket over the back",
    Thing.GLASS: "a glass of water",
}

_AT_FOOT: Final = {
    Thing.PILLOW: "a pillow under it",
    Thing.BLANKET: "a towel round it",
}


def described(picture: Picture) -> str:
    """Describes the picture in English sentences."""
    return " ".join(_sentences(picture))


def _sentences(picture: Picture) -> Iterator[str]:
    yield _VIEWS[picture.view]
    for stroke in picture.strokes:
        pressure = {Pressure.LIGHT: ", lightly", Pressure.EASING: ", more and more lightly"}
        on_foot = picture.view is View.FOOT
        where = "" if on_foot else f", {_SIDES[stroke.side]}"
        action = _action(stroke, "the middle" if on_foot else "the spine")
        yield (f"{_HANDS[stroke.hand]} {action}{where}{pressure.get(stroke.pressure, '')}.")
    if goes_round(picture):
        yield "Between the two, the giver comes round to the other side."
    if picture.avoid:
        yield f"No pressure on the {_listed([str(zone) for zone in picture.avoid])}."
    if picture.show:
        things = _THINGS | (_AT_FOOT if picture.view is View.FOOT else {})
        yield f"With {_listed([things[thing] for thing in picture.show])}."


def _action(stroke: Stroke, middle: str) -> str:
    names = [f"the {place.replace('-', ' ')}" for place in stroke.where]
    over = f"from {names[0]} {''.join(f'over {name} ' for name in names[1:-1])}to {names[-1]}"
    at = f"at {_listed(names)}"
    inward = stroke.way is Direction.INWARD
    match stroke.stroke:
        case StrokeKind.LINE:
            return f"glide {over}" + (" and back" if stroke.way is Direction.TO_AND_FRO else "")
        case StrokeKind.SPREAD:
            return f"sweep over everything {over}"
        case StrokeKind.FAN:
            wide = "wide" if stroke.reach is Reach.WIDE else "short"
            return f"make {wide} strokes {'towards' if inward else 'away from'} {middle}, {over}"
        case StrokeKind.CIRCLE:
            return f"make small circles {at}"
        case StrokeKind.KNEAD:
            return f"knead in small circles {at}"
        case StrokeKind.SHAKE:
            return f"shake gently to and fro {at}"
        case StrokeKind.HOLD:
            return f"rest {at}"


def _listed(words: Sequence[str]) -> str:
    """Joins words as in "one, two and three"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
