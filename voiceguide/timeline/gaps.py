"""The quiet between what the author wrote, where reminders may be said."""

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
    """Quiet after a cue, `after`, in one step's practice.

    A reminder may start from `open_ms` on, on an MP3 frame; at `close_ms` a voice or a chime
    follows. With good manners, it starts from `calm_from_ms` on, and ends by `calm_until_ms`; if
    that is too late for the limit of quiet, it starts from `apart_from_ms` on. The quiet itself
    lasts from `from_ms` to `until_ms`: to the next voice or, after the last one, to the session's
    end. The practice of this step, or of its side, began at `work_ms`.
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
        """Returns what is left of it after a reminder."""
        return replace(
            self,
            open_ms=frame_from(reminder.end_ms + reminder.measured.gap_ms),
            calm_from_ms=reminder.end_ms + manners.after_ms(is_reminder=True),
            apart_from_ms=reminder.end_ms + manners.apart_ms,
            from_ms=reminder.end_ms,
        )


def gaps(outline: Outline, layouts: Sequence[StepLayout]) -> Iterator[Gap]:
    """Yields the quiet between all cues, also in steps without reminders, in order of time."""
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
        close_ms = said.end_ms  # the hands are finishing: no reminder now
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
