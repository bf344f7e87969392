"""The parts of an outline: cues, steps and reminders without times."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from voiceguide.script.guidance import FULL
from voiceguide.script.narration import Narration, Sentence
from voiceguide.script.scene import Scene
from voiceguide.script.values import Moment
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.model import CueKind
from voiceguide.wording.lexicon import Pronounce


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCue:
    """A cue without a time. `half` is its side (0 or 1).

    `at` counts within that side if `within_side`, otherwise within the whole step. `subjects` are
    those of the reminders it stands for. Its first `announced` sentences only announce the step.
    `asks`: it asks for an answer or a movement; None: it does if it contains a question. No
    reminder is said for `hush_ms` after it, and none ever again if it is `still`.
    """

    id: str
    kind: CueKind
    narration: Narration
    at: Moment | None = None
    half: int = 0
    within_side: bool = False
    reminds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    asks: bool | None = None
    announced: int = 0
    still: bool = False
    hush_ms: int = 0

    @property
    def is_asking(self) -> bool:
        """Whether it asks for an answer or a movement."""
        return self.narration.asks if self.asks is None else self.asks


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """A step without times.

    `preferred_ms` is the time that its author gave it at this length; a step that `is_fixed` keeps
    it. It `is_named` if it was written for just this length, in a column of times. `each_ms` is the
    time that the author gave each side, if any; the words are added to it. `rings`: chimes mark its
    start and its change of sides. Its `bed` is a bundled name or the path of a file; empty for the
    session's.
    """

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
    picture: Scene | None = None
    restful: bool = False
    moves: bool = False
    notes: tuple[tuple[str, ...], ...] = ()
    is_fixed: bool = False
    is_named: bool = False
    rings: bool = True
    bed: str = ""
    each_ms: int | None = None

    @property
    def name(self) -> str:
        """The step's name in messages."""
        number = f" {self.number}" if self.number else ""
        return f"step{number} {self.title!r}"

    def all_cues(self) -> tuple[PlannedCue, ...]:
        """Returns everything said in this step except reminders."""
        optional = (self.switch, self.switch_ahead, self.ahead)
        return (self.opening, *self.cues, *(cue for cue in optional if cue))

    def sentences(self) -> Iterator[Sentence]:
        """Yields every sentence of these."""
        for cue in self.all_cues():
            yield from cue.narration.sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPool:
    """A pool of reminders without times; `first` is said before all others.

    `after_ms`: it needs this much practice first, because it relieves some effort. `asks`: all its
    texts ask for an answer or a movement; None: those with a question do.
    """

    id: str
    every_ms: int
    rest_ms: int
    narrations: tuple[Narration, ...]
    steps: frozenset[str]
    subject: str
    first: Narration | None = None
    after_ms: int = 0
    asks: bool | None = None

    def all_narrations(self) -> tuple[Narration, ...]:
        """Returns everything it may say."""
        return self.narrations if self.first is None else (self.first, *self.narrations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A session of `total_ms`, ready to be spoken and planned.

    `pronounce` has the script's respellings and sounds, `comma_ms` is the pause at a comma within
    a sentence, `quiet_ms` the longest stretch without a voice (None: no limit). `sleep`: it is for
    falling asleep. `voice` is the kind of voice, formant or natural; empty for none. `style`
    is the kind of session; empty if its author names none. If it `is_open`, its length is the
    sum of its steps, which is known once their words are measured. `guidance` is how much there
    is: full, brief or bare.
    """

    title: str
    language: str
    pronounce: Pronounce
    comma_ms: int
    total_ms: int
    steps: tuple[PlannedStep, ...]
    pools: tuple[PlannedPool, ...]
    quiet_ms: int | None
    manners: Manners
    sleep: bool = False
    voice: str = ""
    style: str = ""
    rings_at_end: bool = True
    is_open: bool = False
    guidance: str = FULL

    def sentences(self) -> Iterator[tuple[Sentence, str]]:
        """Yields every sentence to be spoken, with its cue's name for messages."""
        for narration, name in self._narrations():
            for sentence in narration.sentences:
                yield sentence, name

    def sentences_of_cues(self) -> Iterator[Sentence]:
        """Yields every sentence that is certain to be said: all except those of reminders."""
        for step in self.steps:
            yield from step.sentences()

    def narrations(self) -> Iterator[Narration]:
        """Yields the narration of every cue and reminder."""
        for narration, _ in self._narrations():
            yield narration

    def _narrations(self) -> Iterator[tuple[Narration, str]]:
        for step in self.steps:
            for cue in step.all_cues():
                yield cue.narration, f"{step.name}, {cue.kind}"
        for pool in self.pools:
            for said in pool.all_narrations():
                yield said, f"reminder {pool.id!r}"
