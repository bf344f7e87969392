"""The company manners that every plan keeps.

The limit of quiet comes before those that are a matter of taste: a reminder that breaks a quiet
longer than the limit may come nearer if there is no calm place in time, and may repeat itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.timeline.examples import of_pool
from voiceguide.timecode import frame_from, frame_until
from voiceguide.timeline.model import Chapter, ChimeKind, Cue, CueKind, Timeline
from voiceguide.timeline.parts import Outline, PlannedPool

_CHANGES = (ChimeKind.SWITCH, ChimeKind.END)


@dataclass(frozen=True)
class Said:
    """A reminder between the words before it and the author's next words."""

    cue: Cue
    pool: PlannedPool
    before: Cue
    after: Cue | None
    chapter: Chapter
    change_ms: int
    work_ms: int
    until_ms: int


def said(session: Outline, timeline: Timeline) -> Iterator[Said]:
    """Yields every reminder with its surroundings."""
    chapters = {chapter.step: chapter for chapter in timeline.chapters}
    pools = {cue.id: pool for pool in session.pools for cue in of_pool(pool, timeline)}
    for before, cue in pairwise(timeline.cues):
        if cue.kind is CueKind.REMINDER:
            chapter = chapters[cue.step]
            pool = pools[cue.id]
            later = [c for c in timeline.cues if c.start_ms > cue.start_ms]
            after = next((c for c in later if c.kind is not CueKind.REMINDER), None)
            ends = [chapter.end_ms]
            ends += [c.start_ms for c in timeline.chimes if c.kind in _CHANGES]
            yield Said(
                cue=cue,
                pool=pool,
                before=before,
                after=after,
                chapter=chapter,
                change_ms=min(end for end in ends if end > cue.start_ms),
                work_ms=work_ms(timeline, chapter, cue),
                until_ms=after.start_ms if after else timeline.total_ms,
            )


def work_ms(timeline: Timeline, chapter: Chapter, cue: Cue) -> int:
    """Returns the start of the practice that a reminder may relieve."""
    opening = next(c for c in timeline.cues if c.step == chapter.step)
    sides = [side.start_ms for side in chapter.sides if side.start_ms < cue.start_ms]
    relieved = [
        c.end_ms
        for c in timeline.cues
        if c.start_ms < cue.start_ms and set(c.subjects) & set(cue.subjects)
    ]
    return max(opening.end_ms, *sides, *relieved, 0)


def check_all(session: Outline, timeline: Timeline) -> None:
    """Checks that a reminder keeps company manners."""
    check_distances(session, timeline)
    check_subjects(session, timeline)
    check_sentences(session, timeline)
    check_meaning(session, timeline)
    check_first(session, timeline)


def check_distances(session: Outline, timeline: Timeline) -> None:
    """One order at a time, and none soon after an opening or shortly before a change."""
    manners = session.manners
    for each in said(session, timeline):
        start, length = each.cue.start_ms, each.cue.end_ms - each.cue.start_ms
        opening = each.before.kind is CueKind.OPENING
        apart = max(manners.apart_ms, manners.opening_ms if opening else 0)
        earliest = frame_from(each.before.end_ms + apart)
        latest = each.change_ms - manners.ending_ms
        if each.after and each.after.kind is CueKind.AHEAD:
            latest = min(latest, each.after.start_ms - manners.ending_ms + 10_000)
        elif each.after:
            latest = min(latest, each.after.start_ms - manners.apart_ms)
        latest = frame_until(latest - length)
        if not earliest <= start <= latest:
            assert over_limit(session, each)
            relief = each.work_ms + each.pool.after_ms if each.pool.after_ms else 0
            in_time = each.before.end_ms + (session.quiet_ms or 0)
            assert max(earliest, relief) > min(latest, in_time), "there was a calm place"


def check_subjects(session: Outline, timeline: Timeline) -> None:
    """No two reminders on one subject are close together, nor a reminder and a cue."""
    for each in said(session, timeline):
        for other in timeline.cues:
            if other != each.cue and set(other.subjects) & set(each.cue.subjects):
                first, second = sorted((other, each.cue), key=lambda cue: cue.start_ms)
                near = second.start_ms - first.end_ms < session.manners.subject_ms
                later = second.kind is CueKind.REMINDER and second != each.cue
                assert not near or later or over_limit(session, each)


def check_sentences(session: Outline, timeline: Timeline) -> None:
    """The same sentence is not repeated soon, if the pool is large enough."""
    for each in said(session, timeline):
        different = {narration.text for narration in each.pool.narrations}
        if len(different) * each.pool.every_ms < session.manners.again_ms:
            continue
        for other in timeline.cues:
            if other.start_ms < each.cue.start_ms and long_sentences(other) & long_sentences(
                each.cue
            ):
                soon = each.cue.start_ms - other.end_ms < session.manners.again_ms
                assert not soon or over_limit(session, each)


def check_meaning(session: Outline, timeline: Timeline) -> None:
    """Whatever the quiet: nothing relieves too early, asks in rest, or speaks once all is still."""
    assert [chapter.restful for chapter in timeline.chapters] == [s.restful for s in session.steps]
    stills = {cue.id for step in session.steps for cue in step.all_cues() if cue.still}
    still_ms = [cue.end_ms for cue in timeline.cues if cue.id in stills]
    for each in said(session, timeline):
        assert each.before.kind is not CueKind.AHEAD
        assert each.cue.start_ms >= each.work_ms + each.pool.after_ms or not each.pool.after_ms
        asks = "?" in each.cue.text if each.pool.asks is None else each.pool.asks
        assert not (asks and each.chapter.restful)
        assert all(each.cue.start_ms < at for at in still_ms)


def check_first(session: Outline, timeline: Timeline) -> None:
    """A pool's first text comes before all others, and not after the author has spoken for it."""
    for pool in session.pools:
        if pool.first is None or pool.first.text in {text.text for text in pool.narrations}:
            continue
        texts = [cue.text for cue in of_pool(pool, timeline)]
        assert pool.first.text not in texts[1:]
        if texts[:1] == [pool.first.text]:
            first = of_pool(pool, timeline)[0]
            reset = [c.start_ms for c in timeline.cues if pool.id in c.reminds and c != first]
            assert all(at > first.start_ms for at in reset)


def over_limit(session: Outline, each: Said) -> bool:
    """Whether it would be quiet for too long there with only the author's words."""
    limit = session.quiet_ms
    return limit is not None and each.until_ms - each.before.end_ms > limit


def long_sentences(cue: Cue) -> set[str]:
    """Returns the sentences of more than three words."""
    said = cue.phrases[cue.announced :]
    return {phrase.text.rstrip(".?") for phrase in said if len(phrase.text.split()) > 3}
