"""Checks on cues with a set time: heads-ups, half-way, reminders."""

from collections.abc import Iterator, Sequence

from voiceguide.inspection.check import PART, Check, judged, places, unknown
from voiceguide.inspection.closed import closed, stale_sentences
from voiceguide.inspection.spans import Spans
from voiceguide.timecode import clock
from voiceguide.timeline import rules
from voiceguide.timeline.manners import ReminderRule
from voiceguide.timeline.model import Chapter, ChimeKind, CueKind, Timeline

HALFWAY_PERCENT = (35, 65)
"""The part of its step, in percent, in which "half-way" may be said."""

ROUNDED_MS = 1000
"""A step that exceeds a limit by less than this may have been below it before its time was
rounded."""


def reminding_checks(timeline: Timeline) -> Iterator[Check]:
    """Yields the checks on cues with a set time."""
    yield _heads_ups(timeline)
    yield _halfway(timeline)
    yield _reminders(timeline)


def _heads_ups(timeline: Timeline) -> Check:
    """Checks for a heads-up 8 to 12 s before each change after a long enough step."""
    latest, earliest = rules.HEADS_UP_LATEST_MS, rules.HEADS_UP_EARLIEST_MS
    target = f"{latest // 1000} to {earliest // 1000} s before each change"
    said = [cue.start_ms for cue in timeline.cues if cue.kind is CueKind.AHEAD]
    counts = [cue.start_ms for cue in timeline.cues if cue.is_on_beat]
    if not said:
        return unknown("heads-ups", target, "the script has none")
    changes = [chime.start_ms for chime in timeline.chimes]
    if timeline.breaks_off:  # at the end, the next step would begin
        changes.append(timeline.total_ms + rules.CHAPTER_LEAD_MS)
    ahead = [min((at for at in changes if at > start), default=0) - start for start in said]
    wrong = [
        clock(start)
        for start, left in zip(said, ahead, strict=True)
        if not _is_timely(start, start + left, counts)
    ]
    wrong += [
        f"none before {what!r} at {clock(change)}"
        for what, change in _announced(timeline)
        if not any(_is_timely(start, change, counts) for start in said)
    ]
    value = f"{len(said)}, {min(ahead) / 1000:.1f} to {max(ahead) / 1000:.1f} s before"
    return judged("heads-ups", target, value, good=not wrong, where=places(wrong))


def _is_timely(start_ms: int, change_ms: int, counts: Sequence[int]) -> bool:
    """Returns whether a heads-up is on time for a change, or for the count that leads up to it."""
    at = min((count for count in counts if start_ms < count < change_ms), default=change_ms)
    return (
        change_ms - start_ms >= rules.HEADS_UP_LATEST_MS
        and at - start_ms <= rules.HEADS_UP_EARLIEST_MS
    )


def _announced(timeline: Timeline) -> Iterator[tuple[str, int]]:
    """Yields the changes that need a heads-up, with what comes next: the next step after a long
    one, or the second side of a long step.

    A step without a number, such as a welcome, has no practice to bring to an end.
    """
    chimes = timeline.chimes
    for chapter, following in zip(timeline.chapters, timeline.chapters[1:], strict=False):
        if chapter.number and _length_ms(chapter) >= rules.HEADS_UP_FROM_MS + ROUNDED_MS:
            yield from (
                (following.label, chime.start_ms)
                for chime in chimes
                if chime.step == following.step and chime.kind is ChimeKind.NEXT_STEP
            )
        if _length_ms(chapter) >= rules.SIDE_HEADS_UP_FROM_MS + ROUNDED_MS:
            yield from (
                (chapter.sides[-1].name if chapter.sides else chapter.label, chime.start_ms)
                for chime in chimes
                if chime.step == chapter.step and chime.kind is ChimeKind.SWITCH
            )


def _halfway(timeline: Timeline) -> Check:
    """Checks that numbered steps of two minutes or more say how much is left.

    Restful steps need not. The words at a change of sides count too.
    """
    low, high = HALFWAY_PERCENT
    target = f"at {low} to {high} % of steps of two minutes or more"
    said = [cue for cue in timeline.cues if cue.kind is CueKind.HALFWAY]
    if not said:
        return unknown("half-way", target, "the script has none")
    chapters = {chapter.step: chapter for chapter in timeline.chapters}
    at = {
        cue.step: (cue.start_ms - chapters[cue.step].start_ms)
        * 100
        / _length_ms(chapters[cue.step])
        for cue in said
        if cue.step in chapters
    }
    wrong = [chapters[step].label for step, share in at.items() if not low <= share <= high]
    wrong += [
        f"none in {chapter.label}"
        for chapter in timeline.chapters
        if chapter.number is not None
        and not chapter.sides
        and not chapter.restful
        and chapter.step not in at
        and _length_ms(chapter) >= rules.HALFWAY_FROM_MS + ROUNDED_MS
    ]
    value = f"{len(said)}, at {min(at.values()):.0f} to {max(at.values()):.0f} %" if at else "none"
    return judged("half-way", target, value, good=not wrong, where=places(wrong))


def _reminders(timeline: Timeline) -> Check:
    """Checks that each reminder is heard as often as its rule requires, in the rule's steps and as
    far as manners allow."""
    target = f"as often as the script says, at most {rules.LATE_MS // 1000} s late"
    promises = [rule for rule in timeline.promises if rule.steps]
    if not promises:
        return unknown("reminders", target, "the script has none")
    if timeline.excerpt:
        return unknown("reminders", target, PART)
    wrong, worst = [], 0
    said: dict[str, list[int]] = {rule.id: [] for rule in promises}
    for cue in timeline.cues:
        for name in said.keys() & set(cue.reminds):
            said[name].append(cue.start_ms)
    stale = stale_sentences(timeline)
    for rule in promises:
        for late, at in _lateness(rule, said[rule.id], timeline, closed(rule, timeline, stale)):
            worst = max(worst, late)
            if late > rules.LATE_MS:
                wrong.append(f"{rule.id} at {clock(at)}")
    value = f"{len(promises)} kinds, at most {worst / 1000:.0f} s late"
    return judged("reminders", target, value, good=not wrong, where=places(wrong))


def _lateness(
    rule: ReminderRule, said: Sequence[int], timeline: Timeline, closed_in: Spans
) -> Iterator[tuple[int, int]]:
    """Yields how late each reminder is, and when it came, in ms. `said` has its times.

    The time counts from the end of the first opening in the rule's steps to the end of the last of
    these steps. Time in other steps doesn't count, nor time after the reminder was due in which it
    could not be said.
    """
    steps = [chapter for chapter in timeline.chapters if chapter.step in rule.steps]
    if not steps:
        return
    openings = [
        cue.end_ms
        for cue in timeline.cues
        if cue.step == steps[0].step and cue.kind is CueKind.OPENING
    ]
    last = openings[0] if openings else steps[0].start_ms
    covered = Spans((chapter.start_ms, chapter.end_ms) for chapter in steps)
    could_be_said = covered.without(closed_in)
    for at in [*said, steps[-1].end_ms]:
        due = covered.after(last, rule.every_ms)
        yield could_be_said.within(due, at), at
        last = max(last, at)


def _length_ms(chapter: Chapter) -> int:
    return max(chapter.end_ms - chapter.start_ms, 1)
