"""What the parts of a script have in common: unknown keys are refused, and some parts belong to
some lengths only."""

from pydantic import BaseModel, ConfigDict, Field

from voiceguide.script.values import LengthName


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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
