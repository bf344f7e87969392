"""The state of a pool of reminders during planning, and what it may say in a gap."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import IntEnum

from voiceguide.script.narration import Narration
from voiceguide.timecode import frame_from, frame_until
from voiceguide.timeline.gaps import Gap
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.memory import Memory, sentence_topics, subject_topic
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.parts import PlannedCue, PlannedPool, PlannedStep
from voiceguide.timeline.placed import MeasuredCue, PlacedCue
from voiceguide.timeline.utterance import Measure, utter


class Leeway(IntEnum):
    """Which manners are given up to end a quiet that would last too long; each value includes the
    ones before."""

    NONE = 0
    AGAIN = 1
    """A sentence may be repeated soon."""
    SUBJECT = 2
    """A subject may be mentioned again soon."""
    REST = 3
    """A pool may speak before its rest is over."""


class Room(IntEnum):
    """How much of a gap may be used to end a quiet that would last too long."""

    CALM = 0
    """The part where a reminder keeps all its distances."""
    APART = 1
    """Also the part after another reminder or in a hush, at the distance from any words."""
    ANYWHERE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a pool, with its sentences that should not be repeated soon."""

    words: MeasuredCue
    sentences: tuple[str, ...]

    def suits(self, step: PlannedStep) -> bool:
        """Whether it may be said in a step: in a restful one, nothing asks."""
        return not (step.restful and self.words.cue.is_asking)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A text that may be said in a gap, starting between `earliest` and `latest`."""

    pool: "Pool"
    text: Text
    earliest: int
    latest: int

    def near(self, wanted: int) -> int:
        """Returns the possible start nearest to the wanted time, on an MP3 frame."""
        return min(max(frame_until(wanted), self.earliest), self.latest)

    def at(self, start_ms: int) -> PlacedCue:
        """Returns the text at its time, with a unique id."""
        name = f"reminder-{self.pool.plan.id}-{self.pool.spoken + 1}"
        words = self.text.words
        named = replace(words, cue=replace(words.cue, id=name))
        return PlacedCue(start_ms=start_ms, measured=named)


@dataclass(slots=True, eq=False)
class Pool:
    """A pool's state during planning."""

    plan: PlannedPool
    texts: list[Text]
    """Its texts, in the order in which they are said next."""
    first: Text | None
    again_ms: int
    last_ms: int | None = None
    away_ms: int = 0
    """The time since `last_ms` in steps that it doesn't speak in."""
    spoken: int = 0
    gaps: list[int] = field(default_factory=list)
    """Indexes of the gaps it may speak in."""
    resets_ms: list[int] = field(default_factory=list)
    """The times of cues that stand for it."""

    def reset(self, at_ms: int) -> None:
        """Restarts its interval."""
        self.last_ms, self.away_ms = at_ms, 0

    def stood_for(self, at_ms: int) -> None:
        """Records that a cue has stood for it."""
        self.reset(at_ms)
        self.first = None

    def said(self, chance: Chance) -> None:
        """Records that it has spoken."""
        self.spoken += 1
        if chance.text in self.texts:
            self.texts.remove(chance.text)
            self.texts.append(chance.text)

    @property
    def due_ms(self) -> int:
        """The time by which it must speak."""
        return (self.last_ms or 0) + self.plan.every_ms

    @property
    def rested_ms(self) -> int:
        """The end of its rest."""
        return 0 if self.last_ms is None else self.last_ms + self.plan.rest_ms

    def suits(self, gap: Gap) -> bool:
        """Whether a gap is long enough for it with good manners, if nothing else is said there."""
        shortest = min(text.words.said.length_ms for text in self.texts)
        calm_ms = gap.calm_until_ms - gap.calm_from_ms
        return calm_ms >= shortest and any(text.suits(gap.step) for text in self.texts)

    def urgency(self, at_ms: int) -> float:
        """Returns how long it has waited, relative to its interval."""
        return (at_ms - (self.last_ms or 0)) / self.plan.every_ms

    def chances(
        self,
        gap: Gap,
        memory: Memory,
        manners: Manners,
        leeway: Leeway = Leeway.NONE,
        room: Room = Room.CALM,
    ) -> Iterator[Chance]:
        """Yields the texts that it may say in a gap, in their order.

        Whatever the leeway, no reminder relieves too early, and none asks in a restful step.
        """
        earliest = max(gap.open_ms, (gap.calm_from_ms, gap.apart_from_ms, gap.open_ms)[room])
        until = gap.close_ms if room is Room.ANYWHERE else gap.calm_until_ms
        topic = subject_topic(self.plan.subject)
        spoken_of = memory.last(topic)
        if leeway < Leeway.SUBJECT:
            earliest = max(earliest, spoken_of + manners.subject_ms)
            until = min(until, memory.coming(topic, gap.until_ms) - manners.subject_ms)
        if leeway < Leeway.REST:
            earliest = max(earliest, self.rested_ms)
        if self.plan.after_ms:
            earliest = max(earliest, max(gap.work_ms, spoken_of) + self.plan.after_ms)
        if earliest > until:
            return
        for text in self._in_turn(gap, memory):
            since, till = earliest, until
            if leeway < Leeway.AGAIN:
                for sentence in text.sentences:
                    since = max(since, memory.last(sentence) + self.again_ms)
                    till = min(till, memory.coming(sentence, gap.until_ms) - self.again_ms)
            words = text.words
            latest = frame_until(min(till - words.said.length_ms, gap.close_ms - words.occupies_ms))
            if frame_from(since) <= latest:
                yield Chance(pool=self, text=text, earliest=frame_from(since), latest=latest)

    def _in_turn(self, gap: Gap, memory: Memory) -> list[Text]:
        first = self.first
        if first is not None and first.suits(gap.step) and not memory.knows(first.sentences):
            return [first]
        return [text for text in self.texts if text.suits(gap.step)]


def pool(plan: PlannedPool, measure: Measure, manners: Manners) -> Pool:
    """Returns a pool that has not spoken yet."""
    texts = [_text(plan, narration, measure) for narration in plan.narrations]
    first = None if plan.first is None else _text(plan, plan.first, measure)
    different = len({narration.text for narration in plan.narrations})
    # With so few texts that all would be said too recently, each is repeated in its turn.
    enough = different * plan.every_ms >= manners.again_ms
    again_ms = manners.again_ms if enough else (different - 1) * plan.rest_ms
    return Pool(plan=plan, texts=texts, first=first, again_ms=again_ms)


def _text(plan: PlannedPool, narration: Narration, measure: Measure) -> Text:
    cue = PlannedCue(
        id=plan.id,
        kind=CueKind.REMINDER,
        narration=narration,
        reminds=(plan.id,),
        subjects=(plan.subject,),
        asks=plan.asks,
    )
    words = MeasuredCue(cue=cue, said=utter(narration, measure))
    return Text(words=words, sentences=tuple(sentence_topics(words)))
