"""What there is to play in a finished file, ours or a stranger's, whole or cut off."""

from dataclasses import dataclass
from pathlib import Path

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline
from voiceguide.track.carried import find_timeline
from voiceguide.track.foreign import foreign_timeline, sound_ms

_CUT_OFF_MS = 1000
"""A sound that ends this much before its plan does is not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Its timeline, and how much sound there is."""

    timeline: Timeline
    sound_ms: int

    @property
    def missing_ms(self) -> int:
        """How much of what its plan says is not there; 0 where it is whole."""
        missing = self.timeline.total_ms - self.sound_ms
        return missing if missing > _CUT_OFF_MS else 0


def finished(track: Path) -> Finished:
    """Of a track without a timeline that can be read, the chapters are its plan.

    Raises AudioError where there is no sound in it.
    """
    lasting_ms = sound_ms(track)
    try:
        timeline = find_timeline(track)
    except InputError:
        timeline = None
    return Finished(timeline=timeline or foreign_timeline(track, lasting_ms), sound_ms=lasting_ms)
