"""What a step's picture shows: a small vocabulary, put together by the script's author.

The values are frozen and plain, so that a picture travels inside a timeline.
`voiceguide.drawing` draws them.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


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


class Place(StrEnum):
    """A place on the back; all but the names of the flanks lie beside the spine or on a blade."""

    NECK = "neck"
    NECK_BASE = "neck-base"
    SHOULDER_TOP = "shoulder-top"
    SHOULDER = "shoulder"
    UPPER_BACK = "upper-back"
    BLADE_TOP = "blade-top"
    SHOULDER_BLADE = "shoulder-blade"
    BLADE_BOTTOM = "blade-bottom"
    MID_BACK = "mid-back"
    LOWER_BACK = "lower-back"
    HIPS = "hips"
    UPPER_FLANK = "upper-flank"
    FLANK = "flank"


class Side(StrEnum):
    """Both at once, the one farther from the giver, the nearer one, or first far, then near."""

    BOTH = "both"
    FAR = "far"
    NEAR = "near"
    SWAPPING = "swapping"


class Direction(StrEnum):
    """Which way a stroke goes; what a direction means depends on the stroke."""

    ONE_WAY = "one-way"
    TO_AND_FRO = "to-and-fro"
    OUTWARD = "outward"
    INWARD = "inward"


class Pressure(StrEnum):
    """How firmly, in the drawing: a full line, a broken one, or a full one that breaks up."""

    EVEN = "even"
    LIGHT = "light"
    EASING = "easing"


class Reach(StrEnum):
    """How far each stroke of a fan goes."""

    SHORT = "short"
    WIDE = "wide"


class Zone(StrEnum):
    """Where not to press."""

    SPINE = "spine"
    THROAT = "throat"
    KIDNEYS = "kidneys"


class Thing(StrEnum):
    """What else is to be seen."""

    GIVER = "giver"
    PILLOW = "pillow"
    BOTTLE = "bottle"
    TOWELS = "towels"
    BLANKET = "blanket"
    GLASS = "glass"


class View(StrEnum):
    """How much of the body is to be seen."""

    BACK = "back"
    WHOLE = "whole"


TRAVELLING = frozenset((StrokeKind.LINE, StrokeKind.SPREAD, StrokeKind.FAN))
"""Strokes that go from the first of their places to the last; the others stay at each."""

DIRECTIONS = {
    StrokeKind.LINE: (Direction.ONE_WAY, Direction.TO_AND_FRO),
    StrokeKind.SPREAD: (Direction.ONE_WAY,),
    StrokeKind.FAN: (Direction.OUTWARD, Direction.INWARD),
    StrokeKind.CIRCLE: (Direction.OUTWARD, Direction.INWARD),
    StrokeKind.KNEAD: (Direction.OUTWARD, Direction.INWARD),
    StrokeKind.SHAKE: (Direction.TO_AND_FRO,),
    StrokeKind.HOLD: (),
}
"""The directions that each stroke can take, the usual one first."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _or_one(schema: dict[str, Any]) -> None:
    """In the schema, a list may be a single entry."""
    several = {
        key.replace("Length", "Items"): schema.pop(key)
        for key in [*schema]
        if key not in ("title", "description")
    }
    schema["anyOf"] = [several["items"], several]


def _stroke_rules(schema: dict[str, Any]) -> None:
    """In the schema, what `Stroke` checks beyond its fields."""
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

    stroke: Annotated[StrokeKind, Field(description="what the hands do")]
    where: Annotated[
        tuple[Place, ...],
        BeforeValidator(_listed),
        Field(
            min_length=1,
            max_length=8,
            description="the places, in order; a stroke that travels passes through them",
            json_schema_extra=_or_one,
        ),
    ]
    hand: Annotated[HandPart, Field(description="the part of the hand that touches")] = (
        HandPart.PALM
    )
    side: Annotated[Side, Field(description="on which side of the spine")] = Side.BOTH
    direction: Annotated[Direction | None, Field(description="the usual one if unset")] = None
    pressure: Annotated[Pressure, Field(description="how firmly")] = Pressure.EVEN
    reach: Annotated[Reach, Field(description="how far each stroke of a fan goes")] = Reach.SHORT

    def __post_init__(self) -> None:
        if self.stroke in TRAVELLING and len(self.where) < 2:
            raise _fault(f"the stroke {self.stroke!s} travels; expected at least two places")
        if self.stroke in TRAVELLING and any(a is b for a, b in pairwise(self.where)):
            raise _fault("a stroke can't travel from a place to the same one")
        allowed = DIRECTIONS[self.stroke]
        if self.direction is not None and self.direction not in allowed:
            names = " or ".join(allowed) if allowed else "none"
            raise _fault(
                f"the stroke {self.stroke!s} has no direction {self.direction!s}; expected {names}"
            )
        if self.reach is Reach.WIDE and self.stroke is not StrokeKind.FAN:
            raise _fault(f"the stroke {self.stroke!s} has no reach; only fan has")

    @property
    def way(self) -> Direction | None:
        """The direction asked for, else the stroke's usual one."""
        return self.direction or next(iter(DIRECTIONS[self.stroke]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a step's drawing shows, on one body."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    strokes: Annotated[
        tuple[Stroke, ...], Field(max_length=4, description="what the hands do, at most four")
    ] = ()
    avoid: Annotated[tuple[Zone, ...], Field(max_length=3, description="where not to press")] = ()
    show: Annotated[tuple[Thing, ...], Field(max_length=6, description="what else is seen")] = ()
    view: Annotated[View, Field(description="how much of the body is seen")] = View.BACK

    def undivided(self) -> Self:
        """The picture of a step that isn't done on one side, then the other."""
        strokes = (
            replace(stroke, side=Side.BOTH) if stroke.side is Side.SWAPPING else stroke
            for stroke in self.strokes
        )
        return replace(self, strokes=tuple(strokes))


def _fault(message: str) -> Exception:
    return PydanticCustomError("picture", "{message}", {"message": message})
