"""The playable content of a finished file, from voiceguide or elsewhere, complete or cut off."""

from dataclasses import dataclass
from pathlib import Path

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline
from voiceguide.track.chapter_timeline import chapter_timeline, sound_ms
from voiceguide.track.stored_timeline import find_timeline

_CUT_OFF_MS = 1000
"""A sound that ends earlier than its plan by more than this is cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A file's timeline, and the length of its sound."""

    timeline: Timeline
    sound_ms: int

    @property
    def missing_ms(self) -> int:
        """The length of sound that is missing at the end; 0 if the file is complete."""
        missing = self.timeline.total_ms - self.sound_ms
        return missing if missing > _CUT_OFF_MS else 0


def finished(track: Path) -> Finished:
    """Returns a track's playable content. Without a readable timeline, its chapters become one.

    Raises AudioError if it contains no sound.
    """
    lasting_ms = sound_ms(track)
    try:
        timeline = find_timeline(track)
    except InputError:
        timeline = None
    return Finished(timeline=timeline or chapter_timeline(track, lasting_ms), sound_ms=lasting_ms)
