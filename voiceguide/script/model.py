"""The script: the words, the steps and their times.

The values are immutable, and unknown keys are refused. The JSON Schema for editors is
generated from these classes, so their docstrings and descriptions are the format's reference.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StrictBool,
    StringConstraints,
    model_validator,
)

from voiceguide import timecode
from voiceguide.script.halfway import HalfwayTexts
from voiceguide.script.named_lengths import WHOLE, Lengths
from voiceguide.script.part import Part
from voiceguide.script.pauses import Pauses as NarrationPauses
from voiceguide.script.pronounce import Said
from voiceguide.script.reminders import Manners, Pool
from voiceguide.script.roles import Role
from voiceguide.script.sound import Sound
from voiceguide.script.step import Step
from voiceguide.script.sums import summed_ms
from voiceguide.script.values import (
    MOST_RESPELLINGS,
    Count,
    DurationColumn,
    Id,
    Line,
    Rest,
    Spoken,
)


def _rest(ms: int, description: str) -> Any:
    """Returns a field for a pause with the default `ms`, which the schema shows with its unit."""
    default = f"{ms / 1000:g}s"
    return Field(
        ms,
        description=f"{description} Default: {default}.",
        json_schema_extra={"default": default},
    )


class Pauses(Part):
    """How long the voice rests; 0s for no pause."""

    comma: Rest = _rest(
        NarrationPauses().comma_ms,
        "At a comma, semicolon or colon; 0s leaves it to the engine.",
    )
    sentence: Rest = _rest(NarrationPauses().sentence_ms, "After a sentence.")
    idea: Rest = _rest(NarrationPauses().idea_ms, "At a blank line: before a new idea.")
    question: Rest = _rest(NarrationPauses().question_ms, "After a question: time to answer.")

    def narration(self) -> NarrationPauses:
        """Returns these pauses for the narration reader."""
        return NarrationPauses(
            comma_ms=self.comma,
            sentence_ms=self.sentence,
            idea_ms=self.idea,
            question_ms=self.question,
        )


class Group(Part):
    """Steps that are repeated together, such as work and rest."""

    repeat: Count = Field(
        description="The number of rounds, each with all of its steps: a number, or one per length."
    )


class Script(Part):
    """A guided session, to be spoken in any length between its shortest and its longest."""

    voiceguide: Literal[1] = Field(description="The version of the format: 1.")
    title: Annotated[Line, StringConstraints(max_length=80)] = Field(
        description="The session's title, at most 80 characters."
    )
    description: Annotated[str, StringConstraints(max_length=2_000)] = Field(
        "",
        description="About the session, at most 2000 characters; the track's comment starts "
        "with it. Default: empty.",
    )
    language: Annotated[
        str, StringConstraints(strict=True, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
    ] = Field("en", description="The language's code, such as en or pt-BR. Default: en.")
    credits: Annotated[str, StringConstraints(max_length=2_000)] = Field(
        "",
        description="Who wrote the script, and its sources; at most 2000 characters. Default: "
        "empty.",
    )
    style: Literal["guided-touch", "breath", "rest", "workout"] | None = Field(
        None,
        description="The kind of session: guided-touch, breath, rest or workout. `voiceguide "
        "inspect` checks the pace and the share of speech against the ranges for this kind; in a "
        "workout, commands are said faster. Default: a calm session without these checks.",
    )
    lengths: Lengths = Field(
        description="The session's lengths by name, and the name of the default one. Default: one "
        "length, the sum of the steps' times.",
        examples=[{"short": "10m", "long": "20m", "default": "short"}],
    )
    fixed: StrictBool = Field(
        default=False,
        description="Whether the steps keep their written times, to the millisecond, in sessions "
        "of any length; a step may say otherwise. Default: false; true without `lengths`.",
    )
    chimes: StrictBool = Field(
        default=True,
        description="Whether chimes sound: at the beginning of each step, between sides, and at "
        "the end. Default: true.",
    )
    sound: Sound = Field(
        Sound.model_validate({}),
        description="The session's bed, chimes and voice. Options on the command line take "
        "precedence. Default: voiceguide's defaults.",
        examples=[{"bed": "rain", "bed_level": -24, "chimes": "bowl"}],
        json_schema_extra={"default": {}},
    )
    announce: Spoken | None = Field(
        None,
        description="Said before the opening of every numbered step; {number} and {title} are "
        "filled in. Default: nothing.",
    )
    halfway: HalfwayTexts | None = Field(
        None,
        description="Said half-way through numbered, one-sided steps of two minutes or more, but "
        "not in restful ones: one text, or a list said in turn, also with how much guidance it "
        "takes; {left} is the time left, {title} the step's title. Default: nothing.",
    )
    quiet: DurationColumn | None = Field(
        None,
        description="The longest stretch allowed without a voice: one duration, or one per length. "
        "Default: no limit.",
    )
    avoid: tuple[Line, ...] = Field(
        (),
        description="Words that `voiceguide check` reports in narration, at most 200. Default: "
        "none.",
        max_length=200,
    )
    pronounce: Mapping[Line, Said] = Field(
        {},
        description="Words, abbreviations and signs that the voice mispronounces, each with its "
        "respelling or its sounds; at most 200. Default: none.",
        max_length=MOST_RESPELLINGS,
    )
    pauses: Pauses = Field(
        Pauses(),
        description="How long the voice rests at commas, sentences, ideas and questions.",
        json_schema_extra={"default": {}},
    )
    manners: Manners = Field(
        Manners(),
        description="The distances that reminders keep from other words. Default: voiceguide's "
        "own rules.",
        json_schema_extra={"default": {}},
    )
    reminders: Mapping[Id, Pool] = Field(
        {},
        description="Reminders by name, at most 20: short texts that recur. Default: none.",
        max_length=20,
    )
    voices: Mapping[Id, Role] = Field(
        {},
        description="Further voices besides the session's own, by name, at most 8, such as a "
        "partner's. All are equally loud. Default: none.",
        examples=[{"partner": {"voice": "en_US-kristin-medium"}}],
        max_length=8,
    )
    groups: Mapping[Id, Group] = Field(
        {},
        description="Groups of steps that are repeated together, by name, at most 50. Default: "
        "none.",
        examples=[{"circuit": {"repeat": 8}}],
        max_length=50,
    )
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=200)] = Field(
        description="The steps, in order, at most 200."
    )

    _is_summed: bool = PrivateAttr(default=False)

    @model_validator(mode="wrap")
    @classmethod
    def _summed(cls, written: Any, validated: ModelWrapValidatorHandler[Self]) -> Self:
        """Adds the only length of a script that names none: the sum of its steps' times."""
        if not isinstance(written, Mapping) or "lengths" in written:
            return validated(written)
        total_ms = summed_ms(written)
        only = {} if total_ms is None else {"lengths": {WHOLE: f"{total_ms}ms"}}
        script = validated({"fixed": True, **written, **only})
        script._is_summed = True  # noqa: SLF001 - its own, in a class method
        return script

    @property
    def is_summed(self) -> bool:
        """Whether it names no length, and so is as long as its steps."""
        return self._is_summed

    @property
    def is_open(self) -> bool:
        """Whether its length depends on the voice: it names no length, and the words of some steps
        are added to their times."""
        return self._is_summed and any(step.is_per_side for step in self.steps)

    def __hash__(self) -> int:
        return hash(self.model_dump_json())

    def __str__(self) -> str:
        return repr(self)

    def __repr__(self) -> str:
        """Returns one line: the title, the number of steps and the lengths."""
        lengths = self.lengths.named.items()
        named = ", ".join(f"{name} {timecode.duration(ms)}" for name, ms in lengths)
        return f"<Script {self.title!r}: {len(self.steps)} steps; {named}>"
