"""A step's picture: a small vocabulary that the script's author combines.

The values are frozen and plain, so that a timeline can carry them.
`voiceguide.drawing` draws them. The docstrings and descriptions go into the JSON
Schema for editors.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from voiceguide.script.views import ON_FOOT, PLACES, Place, Thing, View, Zone


class StrokeKind(StrEnum):
    """What the hands do."""

    LINE = "line"
    SPREAD = "spread"
    FAN = "fan"
    CIRCLE = "circle"
    KNEAD = "knead"
    SHAKE = "shake"
    HOLD = "hold"


class HandPart(StrEnum):
    """The part of the hand that touches."""

    PALM = "palm"
    THUMB = "thumb"
    FINGERS = "fingers"
    HEEL = "heel"


class Side(StrEnum):
    """Both sides at once, the far one from the giver, the near one, or one after the other, the far
    one first (swapping)."""

    BOTH = "both"
    FAR = "far"
    NEAR = "near"
    SWAPPING = "swapping"


class Direction(StrEnum):
    """Which way a stroke goes; each kind of stroke has its own directions."""

    ONE_WAY = "one-way"
    TO_AND_FRO = "to-and-fro"
    OUTWARD = "outward"
    INWARD = "inward"


class Pressure(StrEnum):
    """How firmly to press: drawn as a solid line, a broken one (light), or a solid one that breaks
    up (easing)."""

    EVEN = "even"
    LIGHT = "light"
    EASING = "easing"


class Reach(StrEnum):
    """How far each stroke of a fan goes."""

    SHORT = "short"
    WIDE = "wide"


TRAVELLING = frozenset((StrokeKind.LINE, StrokeKind.SPREAD, StrokeKind.FAN))
"""Strokes that go from their first place to their last; the others stay at each place."""

DIRECTIONS = {
    StrokeKind.LINE: (Direction.ONE_WAY, Direction.TO_AND_FRO),
    StrokeKind.SPREAD: (Direction.ONE_WAY,),
    StrokeKind.FAN: (Direction.OUTWARD, Direction.INWARD),
    StrokeKind.CIRCLE: (Direction.OUTWARD, Direction.INWARD),
    StrokeKind.KNEAD: (Direction.OUTWARD, Direction.INWARD),
    StrokeKind.SHAKE: (Direction.TO_AND_FRO,),
    StrokeKind.HOLD: (),
}
"""The directions that each stroke can take, its default first."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _or_one(schema: dict[str, Any]) -> None:
    """Changes the schema of a list so that a single entry is valid too."""
    several = {
        key.replace("Length", "Items"): schema.pop(key)
        for key in [*schema]
        if key not in ("title", "description")
    }
    schema["anyOf"] = [several["items"], several]


def _stroke_rules(schema: dict[str, Any]) -> None:
    """Adds to the schema the rules that `Stroke` checks across its fields."""
    travels = {"properties": {"stroke": {"enum": sorted(TRAVELLING)}}}
    several = {"properties": {"where": {"type": "array", "minItems": 2}}}
    rules: list[dict[str, Any]] = [{"if": travels, "then": several}]
    for kind, directions in DIRECTIONS.items():
        allowed = {"enum": [None, *directions]}
        rules.append(
            {
                "if": {"properties": {"stroke": {"const": kind}}},
                "then": {"properties": {"direction": allowed}},
            }
        )
    schema["allOf"] = rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One thing that the hands do, and where."""

    __pydantic_config__ = ConfigDict(extra="forbid", json_schema_extra=_stroke_rules)

    stroke: Annotated[StrokeKind, Field(description="What the hands do: one of seven strokes.")]
    where: Annotated[
        tuple[Place, ...],
        BeforeValidator(_listed),
        Field(
            min_length=1,
            max_length=8,
            description="A place, or up to eight in order; line, spread and fan need two or more.",
            json_schema_extra=_or_one,
        ),
    ]
    hand: Annotated[
        HandPart, Field(description="The part of the hand that touches. Default: palm.")
    ] = HandPart.PALM
    side: Annotated[
        Side,
        Field(
            description="The side of the spine: both at once, far from the giver, near, or first "
            "far, then the other (swapping). On a foot: both hands, or one foot after the other. "
            "Default: both."
        ),
    ] = Side.BOTH
    direction: Annotated[
        Direction | None,
        Field(
            description="Which way: one-way or to-and-fro for line, outward or inward for fan, "
            "circle and knead. Default: the first of them."
        ),
    ] = None
    pressure: Annotated[
        Pressure,
        Field(description="How firmly: even, light, or easing towards the end. Default: even."),
    ] = Pressure.EVEN
    reach: Annotated[
        Reach,
        Field(
            description="How far each stroke of a fan goes; wide is across the shoulder blade. "
            "Default: short."
        ),
    ] = Reach.SHORT

    def __post_init__(self) -> None:
        if self.stroke in TRAVELLING and len(self.where) < 2:
            raise _fault(f"the stroke {self.stroke!s} travels; give it at least two places")
        if self.stroke in TRAVELLING and any(a is b for a, b in pairwise(self.where)):
            raise _fault("a stroke can't travel from a place to the same place")
        allowed = DIRECTIONS[self.stroke]
        if self.direction is not None and self.direction not in allowed:
            names = " or ".join(allowed) if allowed else "none"
            raise _fault(
                f"the stroke {self.stroke!s} has no direction {self.direction!s}; expected {names}"
            )
        if self.reach is Reach.WIDE and self.stroke is not StrokeKind.FAN:
            raise _fault(f"the stroke {self.stroke!s} has no reach; only fan has one")

    @property
    def way(self) -> Direction | None:
        """The author's direction, or else the stroke's default."""
        return self.direction or next(iter(DIRECTIONS[self.stroke]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the drawing of a step shows, all on one body."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    strokes: Annotated[
        tuple[Stroke, ...],
        Field(max_length=4, description="What the hands do: at most four strokes. Default: none."),
    ] = ()
    avoid: Annotated[
        tuple[Zone, ...],
        Field(max_length=3, description="Where not to press. Default: nowhere marked."),
    ] = ()
    show: Annotated[
        tuple[Thing, ...],
        Field(max_length=6, description="What else the picture shows. Default: nothing."),
    ] = ()
    view: Annotated[
        View, Field(description="The back, the whole body, or a foot. Default: back.")
    ] = View.BACK

    def __post_init__(self) -> None:
        for stroke in self.strokes:
            for place in stroke.where:
                if place not in PLACES[self.view]:
                    where = "a foot; write 'view: foot'" if place in ON_FOOT else "the back"
                    raise _fault(
                        f"the place {place!s} is on {where}, not in the view {self.view!s}"
                    )
        if self.view is View.FOOT:
            self._check_foot()

    def _check_foot(self) -> None:
        sides = {stroke.side for stroke in self.strokes} - {Side.BOTH, Side.SWAPPING}
        for side in sorted(sides):
            raise _fault(f"a foot has no side {side!s}; expected both or swapping")
        if self.avoid:
            raise _fault(f"the {self.avoid[0]!s} is not in the view foot; leave 'avoid' out")
        if Thing.GIVER in self.show:
            raise _fault("the giver is not in the view foot, which is what the giver sees")

    def undivided(self) -> Self:
        """Returns this picture for a step without sides: swapping strokes are on both sides."""
        strokes = (
            replace(stroke, side=Side.BOTH) if stroke.side is Side.SWAPPING else stroke
            for stroke in self.strokes
        )
        return replace(self, strokes=tuple(strokes))


def _fault(message: str) -> Exception:
    return PydanticCustomError("picture", "{message}", {"message": message})
