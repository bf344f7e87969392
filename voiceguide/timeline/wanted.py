"""The times that cues ask for, and their order."""

from voiceguide.timecode import to_frames
from voiceguide.timeline import rules
from voiceguide.timeline.parts import PlannedCue
from voiceguide.timeline.placed import MeasuredCue, Window
from voiceguide.timeline.settle import Item


def wanted_ms(measured: MeasuredCue, window: Window, whole: tuple[int, int]) -> int:
    """Returns when a cue should start, in a step whose start and length are `whole`.

    A cue on the beat starts earlier by its lead, because its first sound is heard only then; it is
    moved to the nearest MP3 frame.
    """
    at_ms = _moment(measured.cue, window, whole)
    return to_frames(at_ms - measured.said.lead_ms) if measured.cue.narration.on_beat else at_ms


def with_heads_up(
    asking: list[tuple[Item, MeasuredCue]], heads_up: MeasuredCue, window: Window
) -> list[tuple[Item, MeasuredCue]]:
    """Returns a window's cues with the heads-up as the last one, except that a count which leads up
    to the change follows it."""
    from_ms = window.close_ms - rules.HEADS_UP_EARLIEST_MS
    after = [
        (item, cue)
        for item, cue in asking
        if cue.cue.narration.on_beat and item.wanted_ms >= from_ms
    ]
    length_ms = heads_up.said.length_ms
    wanted_ms = window.close_ms - rules.HEADS_UP_MS
    if after:
        wanted_ms = min(wanted_ms, after[0][0].wanted_ms - rules.SPEECH_GAP_MS - length_ms)
    item = Item(
        length_ms=length_ms,
        gap_ms=max(window.quiet_ms, rules.SPEECH_GAP_MS) if after else window.quiet_ms,
        wanted_ms=wanted_ms,
        latest_ms=window.close_ms - rules.HEADS_UP_LATEST_MS,
    )
    return [*(each for each in asking if each not in after), (item, heads_up), *after]


def _moment(cue: PlannedCue, window: Window, whole: tuple[int, int]) -> int:
    """Returns the start the author asked for, within the cue's side or the whole step."""
    if cue.at is None:
        return window.open_ms
    start, length = whole
    if cue.within_side:
        start, length = window.open_ms, window.close_ms - window.open_ms
    if cue.at.kind == "share":
        return start + length * cue.at.amount // 1000
    return start + cue.at.amount if cue.at.kind == "after" else start + length - cue.at.amount
