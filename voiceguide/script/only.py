"""The session lengths that a part of a script belongs to."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from voiceguide.script.part import Part
from voiceguide.script.values import LengthName


class Only(Part):
    """The session lengths that something belongs to: from one length on, below another, or both."""

    from_: LengthName | None = Field(
        None,
        alias="from",
        description="A length's name: only in sessions at least as long as this. Default: in "
        "sessions however short.",
    )
    below: LengthName | None = Field(
        None,
        description="A length's name: only in sessions shorter than this. Default: in sessions "
        "however long.",
    )


def _always(value: object) -> object:
    """Returns the lengths that true or false stand for: all, or none."""
    if isinstance(value, bool):
        return Only.model_validate({}) if value else None
    return value


def _or_always(schema: dict[str, Any]) -> None:
    """Changes the schema of optional lengths so that it also accepts true and false."""
    schema["anyOf"] = [{"type": "boolean"}, *schema["anyOf"]]


Whenever = Annotated[Only | None, BeforeValidator(_always), Field(json_schema_extra=_or_always)]
"""The lengths in which something is so; true for all of them, false or None for none."""
