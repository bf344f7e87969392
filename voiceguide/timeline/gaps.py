"""The quiet between the author's cues, where reminders may be said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceguide.timecode import frame_from
from voiceguide.timeline.layout import StepLayout
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.parts import Outline, PlannedStep
from voiceguide.timeline.placed import PlacedCue, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The quiet after the cue `after`, during a step's practice.

    Reminders may be said from `open_ms`, on an MP3 frame, until a voice or a chime follows at
    `close_ms`. Good manners keep them between `calm_from_ms` and `calm_until_ms`; where the limit
    of quiet demands it, they may start at `apart_from_ms`. The quiet itself lasts from `from_ms` to
    `until_ms`, the next voice or the session's end. The practice of the step or its side began at
    `work_ms`.
    """

    step: PlannedStep
    after: PlacedCue
    open_ms: int
    close_ms: int
    calm_from_ms: int
    apart_from_ms: int
    calm_until_ms: int
    from_ms: int
    until_ms: int
    work_ms: int

    def once_said(self, reminder: PlacedCue, manners: Manners) -> "Gap":
        """Returns the rest of the gap, after a reminder."""
        return replace(
            self,
            open_ms=frame_from(reminder.end_ms + reminder.measured.gap_ms),
            calm_from_ms=reminder.end_ms + manners.after_ms(is_reminder=True),
            apart_from_ms=reminder.end_ms + manners.apart_ms,
            from_ms=reminder.end_ms,
        )


def gaps(outline: Outline, layouts: Sequence[StepLayout]) -> Iterator[Gap]:
    """Yields the gap after every cue in order of time, even in steps without reminders."""
    spoken = sorted(
        (spoken for layout in layouts for spoken in layout.spoken), key=lambda s: s.start_ms
    )
    following = {id(said): after for said, after in zip(spoken, [*spoken[1:], None], strict=True)}
    for step, layout in zip(outline.steps, layouts, strict=True):
        for said in layout.spoken:
            window = next(w for w in reversed(layout.windows) if w.open_ms <= said.end_ms)
            after = following[id(said)]
            yield _gap(step, said, after, window, layout.end_ms, outline)


def _gap(
    step: PlannedStep,
    said: PlacedCue,
    after: PlacedCue | None,
    window: Window,
    end_ms: int,
    outline: Outline,
) -> Gap:
    manners, kind = outline.manners, said.measured.cue.kind
    close_ms = window.reminders_until_ms
    hush_ms = said.measured.cue.hush_ms
    calm_from_ms = said.end_ms + manners.after_ms(is_reminder=False, hush_ms=hush_ms)
    apart_from_ms = said.end_ms + manners.apart_ms
    if kind is CueKind.OPENING:
        apart_from_ms = max(apart_from_ms, said.end_ms + manners.opening_ms)
        calm_from_ms = max(calm_from_ms, apart_from_ms)
    calm_until_ms = min(window.close_ms, end_ms) - manners.ending_ms
    if after is not None and after.start_ms < window.close_ms:
        close_ms = after.start_ms
        heads_up = after.measured.cue.kind is CueKind.AHEAD
        apart_ms = manners.before_heads_up_ms if heads_up else manners.apart_ms
        calm_until_ms = min(calm_until_ms, after.start_ms - apart_ms)
    if kind is CueKind.AHEAD:
        close_ms = said.end_ms  # no reminder after a heads-up: the hands are finishing
    return Gap(
        step=step,
        after=said,
        open_ms=frame_from(said.end_ms + said.measured.gap_ms),
        close_ms=close_ms,
        calm_from_ms=calm_from_ms,
        apart_from_ms=apart_from_ms,
        calm_until_ms=calm_until_ms,
        from_ms=said.end_ms,
        until_ms=after.start_ms if after else outline.total_ms,
        work_ms=window.open_ms,
    )
