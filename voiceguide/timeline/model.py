"""What sounds when: the session's plan, with absolute times.

Times are milliseconds from the start of the track. Everything is immutable;
lists are in order of time. The annotated bounds apply only when a timeline is read from a file.
"""

from collections.abc import Iterator, Sized
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.script.guidance import FULL
from voiceguide.script.narration import Sentence
from voiceguide.script.scene import Scene
from voiceguide.timecode import clock
from voiceguide.timeline import bounds
from voiceguide.timeline.bounds import Db, Ms, Name, Notes, Number, Words
from voiceguide.timeline.manners import Manners, ReminderRule


class CueKind(StrEnum):
    """The reason something is said."""

    OPENING = "opening"
    COACHING = "coaching"
    SWITCH = "switch"
    AHEAD = "ahead"
    HALFWAY = "halfway"
    REMINDER = "reminder"


class ChimeKind(StrEnum):
    """The meaning of a chime."""

    NEXT_STEP = "next-step"
    SWITCH = "switch"
    END = "end"
    BELL = "bell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One sentence at its time."""

    sentence: Sentence
    start_ms: Ms
    end_ms: Ms

    @property
    def text(self) -> str:
        """Its words, as captions show them."""
        return self.sentence.text

    @property
    def heard_ms(self) -> int:
        """When its first sound should be heard. On the beat, that is a little after its clip
        starts."""
        return self.start_ms + (BEAT_LEAD_MS if self.sentence.manner.on_beat else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Something said at one moment: phrases joined by pauses.

    `reminds` has the ids of the reminder rules that it satisfies, `subjects` their subjects.
    `asks`: it asks for an answer or a movement. Its first `announced` phrases only announce the
    step. No reminder is said for `hush_ms` after it.
    """

    id: Name
    kind: CueKind
    step: Name
    text: Words
    start_ms: Ms
    end_ms: Ms
    phrases: Annotated[tuple[Phrase, ...], bounds.PHRASES]
    reminds: Annotated[tuple[Name, ...], bounds.PROMISES] = ()
    subjects: Annotated[tuple[Name, ...], bounds.PROMISES] = ()
    asks: bool = False
    announced: Number = 0
    hush_ms: Ms = 0

    @property
    def is_on_beat(self) -> bool:
        """Whether it is a count or a breath, whose words are said on the beat."""
        return any(phrase.sentence.manner.on_beat for phrase in self.phrases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chime:
    """A signal; its last sample ends at `end_ms`.

    `gain_db` is added to its usual level; None: it keeps its time but makes no sound. A chime that
    is `off`, because its author wants none there, only marks the moment. A bell's
    `sound` may be that of another chime, or the author's own.
    """

    kind: ChimeKind
    step: Name
    start_ms: Ms
    end_ms: Ms
    gain_db: Db | None = 0.0
    sound: Name = ""

    @property
    def clip(self) -> str:
        """The name of its sound."""
        return self.sound or self.kind

    @classmethod
    def silent(cls, kind: ChimeKind, step: str, at_ms: int) -> Self:
        """Returns a chime that is off."""
        return cls(kind=kind, step=step, start_ms=at_ms, end_ms=at_ms, gain_db=None)

    @property
    def off(self) -> bool:
        """Whether it never sounds."""
        return self.end_ms == self.start_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The practice time of one side of a two-sided step."""

    name: Name
    start_ms: Ms
    end_ms: Ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One step on the clock. `number` counts the numbered steps, from 1.

    `picture` describes its drawing, if the author gave one. `restful`: no reminder asks for an
    answer or a movement. `moves`: the giver walks round to the other side at the switch. `notes`
    are shown but not said: paragraphs, each with its sentences. `written_ms` is the time that the
    author wrote, if the step is longer or shorter, and `each_ms` the time written for each side.
    """

    step: Name
    number: Number | None
    title: Name
    start_ms: Ms
    end_ms: Ms
    sides: Annotated[tuple[Side, ...], bounds.SIDES] = ()
    picture: Scene | None = None
    restful: bool = False
    moves: bool = False
    notes: Notes = ()
    written_ms: Ms | None = None
    each_ms: Ms | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Returns the paragraphs of the notes."""
        return tuple(" ".join(sentences) for sentences in self.notes)

    @property
    def label(self) -> str:
        """The title as players show it, such as `3. Base of the neck`."""
        return f"{self.number}. {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class GainPoint:
    """A gain in dB at one moment; between points it moves in a straight line."""

    at_ms: Ms
    db: Db


@dataclass(frozen=True, slots=True, kw_only=True)
class BedPlan:
    """The background sound: its level relative to speech (LU) while nothing else
    sounds, and the gain applied to it, constant before the first point and
    after the last. It fades in at the session's start and out at its end."""

    name: Name
    level_lu: Db
    gain: Annotated[tuple[GainPoint, ...], bounds.GAINS]
    fade_in_ms: Ms
    fade_out_ms: Ms


class BedKind(StrEnum):
    """Whether a bed gets quieter under the voice, stays at its level, or is absent."""

    DUCKED = "ducked"
    STEADY = "steady"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class BedPart:
    """One of several beds, and when it sounds. Its first `change_ms` are the crossfade from the
    previous bed."""

    name: Name
    kind: BedKind
    start_ms: Ms
    end_ms: Ms
    change_ms: Ms = 0

    @property
    def alone_ms(self) -> int:
        """The end of its crossfade from the previous bed."""
        return self.start_ms + self.change_ms


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Timeline:
    """The whole session. Chapters are contiguous from 0 to `total_ms`.

    `promises` has the rules that its reminders keep. `quiet_ms` is the longest stretch without a
    voice that the script allows; None: no limit. `sleep`: it is for falling asleep.
    `voice` is the kind of voice that speaks, formant or natural; empty if nothing is spoken. From
    `still_ms` on, no reminder is said; None: reminders may be said to the end. `manners` is None in
    a timeline of an older version. `style` is the kind of session; empty: none was named. `beds`
    are contiguous from 0 to `total_ms`, if there are several; `bed` plans the gain of those that
    get quieter. `guidance` is how much was asked for: full, brief or bare. An `excerpt` has some
    steps of a session, and its end only if the last one is among them.
    """

    title: Name
    language: Name
    total_ms: Ms
    chapters: Annotated[tuple[Chapter, ...], bounds.STEPS]
    cues: Annotated[tuple[Cue, ...], bounds.CUES]
    chimes: Annotated[tuple[Chime, ...], bounds.CHIMES]
    quiet_ms: Ms | None = None
    promises: Annotated[tuple[ReminderRule, ...], bounds.PROMISES] = ()
    bed: BedPlan | None = None
    sleep: bool = False
    voice: Name = ""
    manners: Manners | None = None
    still_ms: Ms | None = None
    style: Name = ""
    beds: Annotated[tuple[BedPart, ...], bounds.STEPS] = ()
    guidance: Name = FULL
    excerpt: bool = False

    def beds_of(self, *kinds: BedKind) -> Iterator[BedPart]:
        """Yields the parts with beds of these kinds; if a single bed sounds throughout, that is the
        whole session."""
        if not self.beds:
            yield BedPart(name="", kind=kinds[0], start_ms=0, end_ms=self.total_ms)
        yield from (part for part in self.beds if part.kind in kinds)

    @property
    def breaks_off(self) -> bool:
        """Whether it stops in the middle of a session, where no end was planned."""
        return self.excerpt and all(chime.kind is not ChimeKind.END for chime in self.chimes)

    @property
    def timed_chimes(self) -> tuple[Chime, ...]:
        """The chimes that are not off, including those that a sleep session softens to nothing."""
        return tuple(chime for chime in self.chimes if not chime.off)

    @property
    def heard_chimes(self) -> tuple[Chime, ...]:
        """The chimes that sound."""
        return tuple(chime for chime in self.chimes if chime.gain_db is not None)

    def __repr__(self) -> str:
        """Returns a one-line summary; `timeline_json` writes everything."""
        chapters, cues = _counted(self.chapters, "chapter"), _counted(self.cues, "cue")
        return f"<Timeline {self.title!r}: {clock(self.total_ms)}, {chapters}, {cues}>"


def _counted(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"
