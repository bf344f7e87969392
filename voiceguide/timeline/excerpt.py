"""An excerpt: some steps of a session, as they are in the whole of it.

What a step's plan depends on, besides its own words: its length, if other steps have so many words
that they take time from it; and its reminders, which are spaced over the whole session. So a whole
session is planned, with estimates where nothing was spoken, and the excerpt is cut out of its
timeline. Within the step, every sound keeps its time to the millisecond.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from voiceguide.errors import UnknownNameError, nearest
from voiceguide.script.narration import Sentence
from voiceguide.timecode import frame_from
from voiceguide.timeline.model import Chapter, Chime, Cue, Phrase, Side, Timeline
from voiceguide.timeline.parts import Outline, PlannedStep

if TYPE_CHECKING:
    from voiceguide.script.model import Script


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The steps with these ids, in the order of the session; None: the whole session."""

    ids: frozenset[str] | None = None

    @classmethod
    def of(cls, script: "Script", planned: Outline, name: str | None) -> "Excerpt":
        """Returns the excerpt that `name` means in an outline; None means the whole session.

        Raises UnknownNameError.
        """
        if name is None:
            return WHOLE
        return cls(named(script, [step.id for step in planned.steps], name))

    def steps(self, planned: Outline) -> Iterator[PlannedStep]:
        """Yields its steps."""
        return (step for step in planned.steps if self.ids is None or step.id in self.ids)

    def sentences_of_cues(self, planned: Outline) -> Iterator[Sentence]:
        """Yields every sentence that is said in it in any case, since it is in no reminder."""
        for step in self.steps(planned):
            yield from step.sentences()

    def sentences(self, planned: Outline) -> Iterator[Sentence]:
        """Yields every sentence that may be said in it: those of its cues, and all reminders."""
        yield from self.sentences_of_cues(planned)
        for pool in planned.pools:
            for narration in pool.all_narrations():
                yield from narration.sentences

    def cut(self, timeline: Timeline) -> Timeline:
        """Returns its part of a session's timeline, which has no bed yet."""
        return timeline if self.ids is None else _cut(timeline, self.ids)


WHOLE: Final = Excerpt()
"""The whole session."""


def named(script: "Script", present: Iterable[str], name: str) -> frozenset[str]:
    """Returns the ids of the steps that a name means, of those `present` in a session.

    A step's id means each of its rounds; with a number, as in `work.2`, it means one. A group's id
    means all of its steps. Raises UnknownNameError.
    """
    ids = tuple(present)
    written = {id_: id_.partition(".")[0] for id_ in ids}
    members = {step.id for step in script.steps if step.group == name}
    for found in (
        [id_ for id_ in ids if id_ == name],
        [id_ for id_ in ids if written[id_] == name],
        [id_ for id_ in ids if written[id_] in members],
    ):
        if found:
            return frozenset(found)
    known = names(script, ids)
    hints = []
    if any(step.id == name or step.group == name for step in script.steps):
        hints.append("The script has it, but not in this session")
    elif nearest(name, known).endswith("?"):
        hints.append(f"The steps are {', '.join(known)}")
    raise UnknownNameError("step", name, known, *hints)


def names(script: "Script", present: Iterable[str]) -> Sequence[str]:
    """Returns the names that `named` takes for the steps `present` in a session: those of steps,
    and those of groups."""
    written = list(dict.fromkeys(id_.partition(".")[0] for id_ in present))
    groups = {step.group: None for step in script.steps if step.group and step.id in written}
    return [*written, *groups]


def _cut(timeline: Timeline, ids: Collection[str]) -> Timeline:
    chapters = [chapter for chapter in timeline.chapters if chapter.step in ids]
    shifts, end_ms = dict[str, int](), 0
    for chapter in chapters:
        shifts[chapter.step] = end_ms - chapter.start_ms
        end_ms += chapter.end_ms - chapter.start_ms
    total_ms = frame_from(end_ms)  # a track is as long as its MP3 frames
    moved = [_chapter(chapter, shifts[chapter.step]) for chapter in chapters]
    moved[-1] = replace(moved[-1], end_ms=total_ms)
    return replace(
        timeline,
        title=_title(timeline.title, chapters),
        total_ms=total_ms,
        chapters=tuple(moved),
        cues=tuple(_cue(cue, shifts[cue.step]) for cue in timeline.cues if cue.step in shifts),
        chimes=tuple(_chime(each, shifts) for each in timeline.chimes if each.step in shifts),
        promises=tuple(
            replace(rule, steps=tuple(step for step in rule.steps if step in shifts))
            for rule in timeline.promises
        ),
        still_ms=_still_ms(timeline.still_ms, chapters, shifts),
        excerpt=True,
    )


def _title(title: str, chapters: list[Chapter]) -> str:
    return f"{title}: {chapters[0].label}" if len(chapters) == 1 else title


def _chapter(chapter: Chapter, ms: int) -> Chapter:
    sides = tuple(
        Side(name=side.name, start_ms=side.start_ms + ms, end_ms=side.end_ms + ms)
        for side in chapter.sides
    )
    return replace(chapter, start_ms=chapter.start_ms + ms, end_ms=chapter.end_ms + ms, sides=sides)


def _cue(cue: Cue, ms: int) -> Cue:
    phrases = tuple(
        Phrase(sentence=each.sentence, start_ms=each.start_ms + ms, end_ms=each.end_ms + ms)
        for each in cue.phrases
    )
    return replace(cue, start_ms=cue.start_ms + ms, end_ms=cue.end_ms + ms, phrases=phrases)


def _chime(chime: Chime, shifts: Mapping[str, int]) -> Chime:
    ms = shifts[chime.step]
    return replace(chime, start_ms=chime.start_ms + ms, end_ms=chime.end_ms + ms)


def _still_ms(
    still_ms: int | None, chapters: list[Chapter], shifts: Mapping[str, int]
) -> int | None:
    """Returns from when on no reminder is said: from the first of the steps that is over after the
    hands began to rest."""
    if still_ms is None:
        return None
    for chapter in chapters:
        if still_ms < chapter.end_ms:
            return max(still_ms, chapter.start_ms) + shifts[chapter.step]
    return None
