"""The session lengths, and the rounds, that a part of a script belongs to."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from voiceguide.script.part import Part
from voiceguide.script.values import MOST_ROUNDS, LengthName

Which = Literal["first", "last", "not-first", "not-last", "odd", "even"]
"""Rounds by name."""


def _round(value: object) -> object:
    if value in get_args(Which) or (type(value) is int and 1 <= value <= MOST_ROUNDS):
        return value
    names = ", ".join(get_args(Which))
    message = f"{value!r} is not a round; expected {names}, or a number from 1 to {MOST_ROUNDS}"
    raise PydanticCustomError("round", "{message}", {"message": message})


Round = Annotated[
    Which | int,
    BeforeValidator(_round),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [*get_args(Which)]},
                {"type": "integer", "minimum": 1, "maximum": MOST_ROUNDS},
            ]
        }
    ),
]


class Only(Part):
    """The session lengths that something belongs to: from one length on, below another, or both;
    and the rounds of a step that repeats."""

    from_: LengthName | None = Field(
        None,
        alias="from",
        description="A length's name: only in sessions at least as long as this. Default: no "
        "limit.",
    )
    below: LengthName | None = Field(
        None,
        description="A length's name: only in sessions shorter than this. Default: no limit.",
    )
    round: Round | None = Field(
        None,
        description="The rounds of a repeated step: first, last, not-first, not-last, odd, even, "
        "or a number. Default: all rounds.",
    )


def _always(value: object) -> object:
    """Returns the lengths that true (all) or false (none) stand for."""
    if isinstance(value, bool):
        return Only.model_validate({}) if value else None
    return value


def _or_always(schema: dict[str, Any]) -> None:
    """Changes the schema of optional lengths so that it also accepts true and false."""
    schema["anyOf"] = [{"type": "boolean"}, *schema["anyOf"]]


Whenever = Annotated[Only | None, BeforeValidator(_always), Field(json_schema_extra=_or_always)]
"""The lengths at which something applies: true for all of them, false or None for none."""


def is_named(which: object, number: int, rounds: int) -> bool:
    """Whether `which` names a round; it is a `Which`, a number, or None for all rounds."""
    named = {
        None: True,
        "first": number == 1,
        "last": number == rounds,
        "not-first": number > 1,
        "not-last": number < rounds,
        "odd": number % 2 == 1,
        "even": number % 2 == 0,
        number: True,
    }
    return isinstance(which, str | int | None) and named.get(which, False)
