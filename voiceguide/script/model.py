"""The script: what is said, in which steps, for how long.

Immutable; unknown keys are refused. The JSON Schema that editors use is made
from these classes, so the field descriptions are the format's reference.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from voiceguide import timecode
from voiceguide.script.narration import Pauses as NarrationPauses
from voiceguide.script.picture import Picture
from voiceguide.script.values import (
    At,
    Duration,
    DurationColumn,
    Id,
    LengthName,
    Line,
    Name,
    Rest,
    Spoken,
    SpokenColumn,
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Only(_Part):
    """In which lengths something belongs to the session."""

    from_: LengthName | None = Field(None, alias="from", description="from this length on")
    below: LengthName | None = Field(None, description="in lengths shorter than this one")


class Sides(_Part):
    """A step that is done twice, once on each side, for equal time."""

    names: tuple[Name, Name] = Field(description="the two sides, in order")
    say: SpokenColumn = Field(description="said at the switch; {side} is the second side")
    ahead: SpokenColumn | None = Field(None, description="heads-up before the switch")
    only: Only | None = None


class Cue(_Part):
    """Something said in the middle of a step."""

    at: At
    say: SpokenColumn
    side: Line | None = Field(None, description="a side of the step; `at` counts within it")
    needs: Duration | None = Field(None, description="the shortest step it is said in")
    only: Only | None = None
    reminds: tuple[Id, ...] = Field((), description="reminders that this cue stands for")


class Step(_Part):
    """One part of the session; a chapter of the track."""

    id: Id
    title: Annotated[Name, StringConstraints(max_length=36)]
    numbered: StrictBool = Field(default=True, description="counted and announced")
    reminders: StrictBool = Field(default=True, description="reminders may speak here")
    time: DurationColumn
    say: SpokenColumn = Field(description="the opening instruction")
    sleep: SpokenColumn | None = Field(
        None, description="said instead of `say`, and without the cues, for falling asleep"
    )
    ahead: SpokenColumn | None = Field(None, description="heads-up about ten seconds before")
    sides: Sides | None = None
    cues: tuple[Cue, ...] = ()
    reminds: tuple[Id, ...] = Field((), description="reminders that the opening stands for")
    picture: Picture | None = Field(None, description="what is drawn: what the hands do, and where")
    only: Only | None = None


class Pool(_Part):
    """Short cues that come back through the session."""

    every: Duration = Field(description="the longest interval between two of them")
    rest: Rest | None = Field(None, description="the shortest interval; half of `every` if unset")
    say: Annotated[tuple[Spoken, ...], Field(min_length=1)] = Field(description="said in turn")
    steps: tuple[Id, ...] | None = Field(None, description="only in these steps")
    only: Only | None = None

    @property
    def rest_ms(self) -> int:
        """The shortest interval between two, in milliseconds."""
        return self.every // 2 if self.rest is None else self.rest


class Pauses(_Part):
    """How long the voice rests; a matter of taste."""

    comma: Rest = NarrationPauses().comma_ms
    sentence: Rest = NarrationPauses().sentence_ms
    idea: Rest = NarrationPauses().idea_ms
    question: Rest = NarrationPauses().question_ms

    def narration(self) -> NarrationPauses:
        """These pauses as the narration reader takes them."""
        return NarrationPauses(
            comma_ms=self.comma,
            sentence_ms=self.sentence,
            idea_ms=self.idea,
            question_ms=self.question,
        )


class Lengths(BaseModel):
    """The lengths that a session can be asked for by name, and the limits between them."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[LengthName, Duration]

    default: LengthName | None = Field(None, description="the length taken when none is asked for")

    @property
    def named(self) -> Mapping[str, int]:
        """Every named length in milliseconds, shortest first."""
        return dict(sorted(self.__pydantic_extra__.items(), key=lambda item: (item[1], item[0])))

    @property
    def default_name(self) -> str:
        """The length that is taken when none is asked for."""
        return self.default or next(iter(self.named))

    @property
    def least(self) -> int:
        """The shortest session that may be asked for, in milliseconds."""
        return min(self.named.values())

    @property
    def most(self) -> int:
        """The longest session that may be asked for, in milliseconds."""
        return max(self.named.values())


class Script(_Part):
    """A guided session, ready to be spoken in any length between its limits."""

    voiceguide: Literal[1] = Field(description="version of the format")
    title: Annotated[Line, StringConstraints(max_length=80)]
    description: Annotated[str, StringConstraints(max_length=2_000)] = ""
    language: Annotated[
        str, StringConstraints(strict=True, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
    ] = "en"
    credits: Annotated[str, StringConstraints(max_length=2_000)] = ""
    lengths: Lengths
    announce: Spoken | None = Field(None, description="said before each numbered opening")
    halfway: Spoken | None = Field(None, description="said half-way in steps of two minutes")
    quiet: DurationColumn | None = Field(None, description="longest stretch without a voice")
    avoid: tuple[Line, ...] = Field((), description="words that `check` reports")
    pronounce: Mapping[Line, Line] = Field({}, description="word: respelling for the engine")
    pauses: Pauses = Pauses()
    reminders: Mapping[Id, Pool] = {}
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=200)]

    def __str__(self) -> str:
        return repr(self)

    def __repr__(self) -> str:
        """One line; its fields have the rest."""
        lengths = self.lengths.named.items()
        named = ", ".join(f"{name} {timecode.duration(ms)}" for name, ms in lengths)
        return f"<Script {self.title!r}: {len(self.steps)} steps; {named}>"
