"""What sounds when: the session's plan, with absolute times.

Times are milliseconds from the start of the track. Everything is immutable;
lists are in order of time.
"""

from dataclasses import dataclass
from enum import StrEnum

from voiceguide.script.narration import Sentence
from voiceguide.script.picture import Picture
from voiceguide.timecode import clock


class CueKind(StrEnum):
    """Why something is said."""

    OPENING = "opening"
    COACHING = "coaching"
    SWITCH = "switch"
    AHEAD = "ahead"
    HALFWAY = "halfway"
    REMINDER = "reminder"


class ChimeKind(StrEnum):
    """What a chime means."""

    NEXT_STEP = "next-step"
    SWITCH = "switch"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One sentence at its time."""

    sentence: Sentence
    start_ms: int
    end_ms: int

    @property
    def text(self) -> str:
        """Its words, as captions show them."""
        return self.sentence.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing said at one moment; its phrases are joined by pauses.

    `reminds` names the promises that it keeps.
    """

    id: str
    kind: CueKind
    step: str
    text: str
    start_ms: int
    end_ms: int
    phrases: tuple[Phrase, ...]
    reminds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chime:
    """A signal; `end_ms` is where its last sample has rung out."""

    kind: ChimeKind
    step: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The practice time of one side of a two-sided step."""

    name: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One step on the clock. `number` counts the numbered steps, from 1.

    `picture` is what its drawing shows, where its author says so.
    """

    step: str
    number: int | None
    title: str
    start_ms: int
    end_ms: int
    sides: tuple[Side, ...] = ()
    picture: Picture | None = None

    @property
    def label(self) -> str:
        """The title as players show it: `3. Base of the neck`."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A kind of reminder that its script wants heard at least every `every_ms`.

    It is spoken in the `steps` named; time in other steps doesn't count.
    """

    id: str
    every_ms: int
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GainPoint:
    """From the last point to this one a gain moves in a straight line, in decibels."""

    at_ms: int
    db: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BedPlan:
    """The sound under everything: its level against speech (LU) where nothing else
    sounds, and the gain that is put on it, which is the first point's before that
    and the last point's after it. It fades in and out at the session's ends."""

    name: str
    level_lu: float
    gain: tuple[GainPoint, ...]
    fade_in_ms: int
    fade_out_ms: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Timeline:
    """The whole session. Chapters are contiguous from 0 to `total_ms`.

    `quiet_ms` is the longest stretch without a voice that the script allows.
    """

    title: str
    language: str
    total_ms: int
    chapters: tuple[Chapter, ...]
    cues: tuple[Cue, ...]
    chimes: tuple[Chime, ...]
    quiet_ms: int | None = None
    promises: tuple[Promise, ...] = ()
    bed: BedPlan | None = None

    def __repr__(self) -> str:
        """One line; `timeline_json` writes all of it."""
        length, chapters = clock(self.total_ms), len(self.chapters)
        return f"<Timeline {self.title!r}: {length}, {chapters} chapters, {len(self.cues)} cues>"
