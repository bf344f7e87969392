"""Measured cues, before and after they have a time, and the windows they are placed in."""

from dataclasses import dataclass

from voiceguide.timecode import frame_from
from voiceguide.timeline import rules
from voiceguide.timeline.parts import PlannedCue
from voiceguide.timeline.utterance import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredCue:
    """A planned cue with its measured utterance."""

    cue: PlannedCue
    said: Utterance

    @property
    def gap_ms(self) -> int:
        """The quiet needed between this cue and the next."""
        return max(rules.SPEECH_GAP_MS, self.said.rest_ms)

    def quiet_ms(self, usual_ms: int) -> int:
        """Returns the quiet needed between this cue and a change that usually needs `usual_ms`. A
        count needs less, because it may lead up to the change on the beat."""
        if self.cue.narration.on_beat and usual_ms < rules.SPEECH_TO_END_MS:
            return max(rules.BEAT_TO_CHIME_MS, self.said.rest_ms)
        return max(self.gap_ms, usual_ms)

    @property
    def occupies_ms(self) -> int:
        """The time from its first word to the next cue, rounded up to an MP3 frame."""
        return frame_from(self.said.length_ms + self.gap_ms)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCue:
    """A measured cue at its time."""

    start_ms: int
    measured: MeasuredCue

    @property
    def end_ms(self) -> int:
        """The end of its last word."""
        return self.start_ms + self.measured.said.length_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of practice: speech may start from `open_ms`, a chime sounds at `close_ms`.

    `quiet_ms` is the quiet that this chime needs before it.
    """

    open_ms: int
    close_ms: int
    quiet_ms: int = rules.SPEECH_TO_CHIME_MS

    @property
    def reminders_until_ms(self) -> int:
        """When a reminder must be over, including the quiet of `SPEECH_TO_CHIME_MS` after it."""
        return self.close_ms - self.quiet_ms + rules.SPEECH_TO_CHIME_MS
