"""The parts of a session before they have times: what an outline is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from voiceguide.script.narration import Narration, Sentence
from voiceguide.script.picture import Picture
from voiceguide.script.values import Moment
from voiceguide.timeline.model import CueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCue:
    """A cue without a time. `half` is the side it belongs to (0 or 1).

    `within_side` says that `at` counts within that side.
    """

    id: str
    kind: CueKind
    narration: Narration
    at: Moment | None = None
    half: int = 0
    within_side: bool = False
    reminds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step without a time; `preferred_ms` is what its author gave it at this length."""

    id: str
    number: int | None
    title: str
    preferred_ms: Fraction
    opening: PlannedCue
    cues: tuple[PlannedCue, ...]
    sides: tuple[str, str] | None
    switch: PlannedCue | None
    switch_ahead: PlannedCue | None
    ahead: PlannedCue | None
    reminders: bool
    picture: Picture | None = None

    @property
    def name(self) -> str:
        """How messages name this step."""
        number = f" {self.number}" if self.number else ""
        return f"step{number} {self.title!r}"

    def all_cues(self) -> tuple[PlannedCue, ...]:
        """Everything said in this step, apart from reminders."""
        optional = (self.switch, self.switch_ahead, self.ahead)
        return (self.opening, *self.cues, *(cue for cue in optional if cue))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPool:
    """Reminders, without times."""

    id: str
    every_ms: int
    rest_ms: int
    narrations: tuple[Narration, ...]
    steps: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A session of `total_ms`, ready to be spoken and planned.

    `pronounce` are the script's respellings; `comma_ms` is the pause between the phrases of a
    sentence.
    """

    title: str
    language: str
    pronounce: Mapping[str, str]
    comma_ms: int
    total_ms: int
    steps: tuple[PlannedStep, ...]
    pools: tuple[PlannedPool, ...]
    quiet_ms: int | None

    def sentences(self) -> Iterator[tuple[Sentence, str]]:
        """Yields every sentence to be spoken, with the name of its cue for messages."""
        for step in self.steps:
            for cue in step.all_cues():
                for sentence in cue.narration.sentences:
                    yield sentence, f"{step.name}, {cue.kind}"
        for pool in self.pools:
            for said in pool.narrations:
                for sentence in said.sentences:
                    yield sentence, f"reminder {pool.id!r}"
