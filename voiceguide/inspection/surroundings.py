"""The surroundings of a reminder: the words before and after it, its step, and the practice."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voiceguide.timecode import frame_from, frame_until
from voiceguide.timeline.manners import Manners, ReminderRule
from voiceguide.timeline.model import Chapter, ChimeKind, Cue, CueKind, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A reminder and its surroundings, with times in milliseconds.

    The words before it end at `before_ms`. They may be a step's `opening` or another `reminder`,
    and ask for a hush of `hush_ms`. The next words start at `next_ms`; `heads_up_next`: they are a
    heads-up. The author's next words start at `after_ms`; `heads_up`: they are a heads-up. The step
    or side ends at `change_ms`. Its practice began, or was last relieved, at `work_ms`.
    """

    cue: Cue
    rule: ReminderRule | None
    step: Chapter | None
    before_ms: int
    opening: bool
    reminder: bool
    hush_ms: int
    next_ms: int
    after_ms: int
    heads_up: bool
    heads_up_next: bool
    change_ms: int
    work_ms: int

    @property
    def quiet_ms(self) -> int:
        """The length of the quiet around it between the words before and the author's next ones."""
        return self.after_ms - self.before_ms

    def needed_ms(self, manners: Manners) -> int:
        """Returns the distance from the words before that its manners require."""
        return manners.after_ms(is_reminder=self.reminder, hush_ms=self.hush_ms)

    def calm(self, manners: Manners, distance_ms: int) -> tuple[int, int]:
        """Returns the earliest and latest start that its manners allow at `distance_ms` from the
        words before; there is none if the earliest is after the latest."""
        earliest = self.before_ms + max(distance_ms, manners.opening_ms * self.opening)
        if self.rule is not None and self.rule.after_ms:
            earliest = max(earliest, self.work_ms + self.rule.after_ms)
        apart_ms = manners.before_heads_up_ms if self.heads_up else manners.apart_ms
        latest = min(self.change_ms - manners.ending_ms, self.after_ms - apart_ms)
        length_ms = self.cue.end_ms - self.cue.start_ms
        return frame_from(earliest), frame_until(latest - length_ms)

    def is_forced(self, manners: Manners, limit_ms: int | None, distance_ms: int) -> bool:
        """Whether it breaks a quiet that would be too long, and can't do so in time with its
        manners at `distance_ms` from the words before."""
        earliest, latest = self.calm(manners, distance_ms)
        return self.breaks(limit_ms) and earliest > min(latest, self.before_ms + (limit_ms or 0))

    def breaks(self, limit_ms: int | None) -> bool:
        """Whether the quiet would be longer than the script allows without it."""
        return limit_ms is not None and self.quiet_ms > limit_ms


def surroundings(timeline: Timeline) -> Iterator[Surroundings]:
    """Yields every reminder with its surroundings, in order of time."""
    cues = sorted(timeline.cues, key=lambda cue: cue.start_ms)
    authored = [cue for cue in cues if cue.kind is not CueKind.REMINDER]
    starts = [cue.start_ms for cue in authored]
    rules = {rule.id: rule for rule in timeline.promises}
    chapters = {chapter.step: chapter for chapter in timeline.chapters}
    edges = changes(timeline)
    for index, cue in enumerate(cues):
        if cue.kind is not CueKind.REMINDER:
            continue
        before = cues[index - 1] if index else None
        following = cues[index + 1] if index + 1 < len(cues) else None
        later = bisect_right(starts, cue.start_ms)
        after = authored[later] if later < len(authored) else None
        change = bisect_left(edges, cue.end_ms)
        step = chapters.get(cue.step)
        yield Surroundings(
            cue=cue,
            rule=next((rules[name] for name in cue.reminds if name in rules), None),
            step=step,
            before_ms=before.end_ms if before else 0,
            opening=before is not None and before.kind is CueKind.OPENING,
            reminder=before is not None and before.kind is CueKind.REMINDER,
            hush_ms=before.hush_ms if before else 0,
            next_ms=following.start_ms if following else timeline.total_ms,
            after_ms=after.start_ms if after else timeline.total_ms,
            heads_up=after is None or after.kind is CueKind.AHEAD,
            heads_up_next=following is None or following.kind is CueKind.AHEAD,
            change_ms=edges[change] if change < len(edges) else timeline.total_ms,
            work_ms=_work_ms(cues, index, step),
        )


def changes(timeline: Timeline) -> list[int]:
    """Returns the ends of steps and sides, in order."""
    ends = {chapter.end_ms for chapter in timeline.chapters}
    chimes = timeline.chimes
    between = (ChimeKind.SWITCH, ChimeKind.END)
    return sorted(ends | {chime.start_ms for chime in chimes if chime.kind in between})


def works(timeline: Timeline) -> Iterator[tuple[Chapter, int, int]]:
    """Yields each chapter with the start and end of its practice, or of the practice of each
    side."""
    openings = {cue.step: cue.end_ms for cue in timeline.cues if cue.kind is CueKind.OPENING}
    for chapter in timeline.chapters:
        begins = openings.get(chapter.step, chapter.start_ms)
        starts = [side.start_ms for side in chapter.sides] or [begins]
        for start, end in zip(starts, [*starts[1:], chapter.end_ms], strict=True):
            yield chapter, start, end


def _work_ms(cues: Sequence[Cue], index: int, step: Chapter | None) -> int:
    """Returns the start of the practice that a reminder, the cue at `index`, may relieve."""
    if step is None:
        return 0
    cue = cues[index]
    begun = [side.start_ms for side in step.sides if side.start_ms <= cue.start_ms]
    for other in map(cues.__getitem__, range(index - 1, -1, -1)):
        if other.step != cue.step:
            break
        if other.kind is CueKind.OPENING or set(other.subjects) & set(cue.subjects):
            begun.append(other.end_ms)
    return max(begun, default=step.start_ms)
