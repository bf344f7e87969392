"""The sound that a script chooses for its session; the user's choice takes precedence."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from voiceguide.script.own_sounds import BedName, ChimeSet, OwnSound, Sounding
from voiceguide.script.part import Part
from voiceguide.script.values import Line, WordsPerMinute
from voiceguide.sounds import BED_LEVEL_LU, LOUDEST_BED_LU, SOFTEST_BED_LU

if TYPE_CHECKING:
    from voiceguide.script.model import Script


def _level(value: object) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and SOFTEST_BED_LU <= value <= LOUDEST_BED_LU:  # type: ignore[operator]
        return float(value)  # type: ignore[arg-type]
    raise PydanticCustomError(
        "bed_level",
        "{message}",
        {
            "message": f"expected a level in LU from {SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g}, "
            "relative to the voice"
        },
    )


Level = Annotated[
    float,
    BeforeValidator(_level),
    WithJsonSchema({"type": "number", "minimum": SOFTEST_BED_LU, "maximum": LOUDEST_BED_LU}),
]
"""A bed's level relative to speech, in LU."""


class Sound(Part):
    """How the session sounds, unless its listener chooses otherwise."""

    bed: BedName | None = Field(
        None,
        description="The background sound: a bundled one, such as rain, a sound file beside the "
        "script, or none. Default: room-tone.",
        examples=["rain"],
    )
    bed_level: Level | None = Field(
        None,
        description="The bed's level relative to the voice, in LU, from -40 to -10. Default: "
        f"{BED_LEVEL_LU:g}.",
        examples=[-22],
    )
    chimes: ChimeSet | None = Field(
        None,
        description="The set of chimes: a bundled one, such as bowl, or a folder of sounds beside "
        "the script. Default: classic.",
        examples=["bowl"],
    )
    voice: Line | None = Field(
        None,
        description="The session's voice, by its name or id, as `voiceguide voices` lists it. "
        "Default: the listener's own.",
        examples=["en_US-joe-medium"],
    )
    rate: WordsPerMinute | None = Field(
        None, description="The voice's words a minute. Default: a calm pace.", examples=[140]
    )


def own_sounds(script: "Script") -> Iterator[OwnSound]:
    """Yields each of the author's own sounds that a script names once."""
    named: list[Sounding | None] = [script.sound.bed, script.sound.chimes]
    named += [step.bed for step in script.steps]
    named += [cue.chime for step in script.steps for cue in step.cues]
    yield from dict.fromkeys(one for one in named if isinstance(one, OwnSound))
