"""Cues whose words come on the beat: a count, and the rounds of a breath."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from voiceguide import timecode
from voiceguide.script import narration
from voiceguide.script.part import Part
from voiceguide.script.pauses import Pauses
from voiceguide.script.values import Duration, Spoken
from voiceguide.wording.tables.beats import PHASES

MOST_NUMBERS = 100
"""The most numbers in a count: a minute and a half at an everyday beat."""

HIGHEST = 999
"""The highest number in a count."""

LEAST_EVERY_MS = 500
"""The shortest beat of a count. A faster one could not be spoken."""

LEAST_PHASE_MS = 1_000
"""The shortest phase of a breath."""

MOST_ROUNDS = 200
"""The most rounds of a breath; at two seconds each, that is seven minutes."""

MOST_COUNTED_MS = 20_000
"""The longest phase whose seconds are counted aloud."""

MOST_WORDS = 500
"""The most words and numbers on the beat in one cue."""


def _fault(kind: Literal["count", "breath"], message: str) -> Exception:
    return PydanticCustomError(kind, "{message}", {"message": message})


def _whole(least: int, most: int) -> BeforeValidator:
    """Returns the check that a value is a whole number between two others."""

    def read(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            shown = repr(value) if isinstance(value, str | int | float) else "something else"
            message = f"expected a whole number from {least} to {most}, found {shown[:40]}"
            raise _fault("count", message)
        return value

    return BeforeValidator(read)


def _shape(least: int, most: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "integer", "minimum": least, "maximum": most})


def _at_least(least_ms: int) -> AfterValidator:
    def check(ms: int) -> int:
        if ms < least_ms:
            form = f"{timecode.duration(ms)} is too short; expected {timecode.duration(least_ms)}"
            raise _fault("count", f"{form} or more")
        return ms

    return AfterValidator(check)


def _in_one_go(text: str) -> str:
    parts = narration.parse(text, Pauses()).parts
    if any(isinstance(part, narration.Pause | narration.Bell) for part in parts):
        raise _fault("breath", "this is said in one go; write one sentence without a pause or a ?")
    return text


Number = Annotated[int, _whole(0, HIGHEST), _shape(0, HIGHEST)]
Rounds = Annotated[int, _whole(1, MOST_ROUNDS), _shape(1, MOST_ROUNDS)]
RoundsOrNone = Annotated[int, _whole(0, MOST_ROUNDS), _shape(0, MOST_ROUNDS)]
Phase = Annotated[Duration, _at_least(LEAST_PHASE_MS)]
Word = Annotated[Spoken, StringConstraints(max_length=100), AfterValidator(_in_one_go)]


class Count(Part):
    """Numbers, each said exactly on the beat."""

    from_: Number = Field(
        alias="from", description="The first number, from 0 to 999.", examples=[3]
    )
    to: Number | None = Field(
        None,
        description="The last number, from 0 to 999; lower than the first to count down. Default: "
        "1, for a count down.",
        examples=[1],
    )
    every: Annotated[Duration, _at_least(LEAST_EVERY_MS)] = Field(
        description="The time from one number to the next, 500ms or more.", examples=["1s"]
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.to is None and self.from_ <= 1:
            raise _fault("count", f"missing key 'to': up to which number, from {self.from_}?")
        if (most := len(self.numbers)) > MOST_NUMBERS:
            raise _fault("count", f"too many numbers: {most}; at most {MOST_NUMBERS} are counted")
        return self

    @property
    def numbers(self) -> range:
        """The numbers, in the order in which they are said."""
        last = 1 if self.to is None else self.to
        step = 1 if last >= self.from_ else -1
        return range(self.from_, last + step, step)


class BreathWords(Part):
    """The words on the beat at the start of each phase of a breath."""

    in_: Word | None = Field(
        None,
        alias="in",
        description='Said at the beginning of breathing in. Default: "Breathe in." in the '
        "script's language.",
        examples=["In through your nose."],
    )
    hold: Word | None = Field(
        None,
        description='Said when the breath is held. Default: "Hold." in the script\'s language.',
        examples=["And stay."],
    )
    out: Word | None = Field(
        None,
        description='Said at the beginning of breathing out. Default: "Breathe out." in the '
        "script's language.",
        examples=["Let it go."],
    )
    wait: Word | None = Field(
        None,
        description='Said before the next breath. Default: "Wait." in the script\'s language.',
        examples=["Rest."],
    )

    def written(self) -> dict[str, str]:
        """Returns the words that the author gave, by phase."""
        found = {"in": self.in_, "hold": self.hold, "out": self.out, "wait": self.wait}
        return {phase: text for phase, text in found.items() if text is not None}


class Breath(Part):
    """Rounds of a breath, the words of each phase exactly on the beat."""

    in_: Phase = Field(
        alias="in", description="How long the breath comes in, 1s or more.", examples=["4s"]
    )
    hold: Phase | None = Field(
        None,
        description="The time for holding the breath, 1s or more. Default: none.",
        examples=["7s"],
    )
    out: Phase = Field(description="How long the breath goes out, 1s or more.", examples=["8s"])
    wait: Phase | None = Field(
        None,
        description="The time before the next breath, 1s or more. Default: none.",
        examples=["2s"],
    )
    rounds: Rounds = Field(1, description="How many rounds, at most 200. Default: 1.", examples=[4])
    spoken: Rounds | None = Field(
        None,
        description="How many of the first rounds are spoken; the others pass in silence. Default: "
        "all.",
        examples=[2],
    )
    counted: RoundsOrNone = Field(
        0,
        description="In how many of the first rounds the seconds of each phase are counted aloud: "
        '"Breathe in. Two, three, four." Default: 0.',
        examples=[1],
    )
    say: BreathWords = Field(
        BreathWords.model_validate({}),
        description="Your own words for the phases. Default: those of the script's language.",
        examples=[{"in": "In through your nose.", "out": "Let it go."}],
        json_schema_extra={"default": {}},
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.spoken_rounds > self.rounds:
            raise _fault("breath", f"'spoken' is more than 'rounds', which is {self.rounds}")
        if self.counted > self.spoken_rounds:
            rounds = f"{self.spoken_rounds} round{'s' if self.spoken_rounds > 1 else ''}"
            raise _fault("breath", f"'counted' is more than is spoken: {rounds}")
        if self.counted and max(ms for _, ms in self.phases) > MOST_COUNTED_MS:
            longest = timecode.duration(MOST_COUNTED_MS)
            raise _fault("breath", f"only phases of up to {longest} can be counted aloud")
        if self.words > MOST_WORDS:
            more = f"too much is said: {self.words} words; at most {MOST_WORDS}"
            raise _fault("breath", f"{more}. Leave later rounds in silence with 'spoken'")
        return self

    @property
    def phases(self) -> tuple[tuple[str, int], ...]:
        """The phases of a round, each with its milliseconds."""
        lengths = (self.in_, self.hold, self.out, self.wait)
        return tuple((name, ms) for name, ms in zip(PHASES, lengths, strict=True) if ms is not None)

    @property
    def round_ms(self) -> int:
        """The length of a round in milliseconds."""
        return sum(ms for _, ms in self.phases)

    def in_words(self, values: Mapping[str, str]) -> Self:
        """Returns the breath with the placeholders of its words filled in."""
        said = {name: narration.fill(text, values) for name, text in self.say.written().items()}
        return self.model_copy(update={"say": BreathWords.model_validate(said)})

    @property
    def words(self) -> int:
        """The number of words and numbers that are said."""
        seconds = sum(ms // 1000 - 1 for _, ms in self.phases)
        return self.spoken_rounds * len(self.phases) + self.counted * seconds

    @property
    def spoken_rounds(self) -> int:
        """The number of rounds that have words."""
        return self.rounds if self.spoken is None else self.spoken
