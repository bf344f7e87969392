"""What is said half-way through steps, and with how much guidance."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from voiceguide.script.guidance import Rank
from voiceguide.script.part import Part
from voiceguide.script.values import Spoken, SpokenInTurn


class Halfway(Part):
    """Texts that are said half-way with so much guidance, or more."""

    say: SpokenInTurn = Field(
        description="One text, or a list said in turn; {left} is the time left, {title} the "
        "step's title."
    )
    guidance: Rank = Field(
        description="How much guidance it takes for them to be said: full, brief or bare.",
        examples=["brief"],
    )


def in_turn(written: "str | tuple[str, ...] | Halfway | None") -> tuple[str, ...]:
    """Returns the texts that are said half-way, in turn."""
    if isinstance(written, Halfway):
        return in_turn(written.say)
    return (written,) if isinstance(written, str) else written or ()


def _shape(value: Any) -> str:
    if isinstance(value, Mapping | Halfway):
        return "marked"
    return "turns" if isinstance(value, list | tuple) else "single"


HalfwayTexts = Annotated[
    Annotated[Spoken, Tag("single")]
    | Annotated[tuple[Spoken, ...], Field(min_length=1, max_length=20), Tag("turns")]
    | Annotated[Halfway, Tag("marked")],
    Discriminator(_shape),
]
"""One text, a list that is said in turn, or these with how much guidance it takes."""
