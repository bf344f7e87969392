"""A session that can be played while it is still being made."""

from collections.abc import Container
from dataclasses import dataclass

from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Scene
from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Timeline

UNSPOKEN = Clip("unspoken", b"")
"""Stands for words that have no sound yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The session as far as it is known. Up to `until_ms` nothing of it will change."""

    timeline: Timeline
    scene: Scene
    until_ms: int

    @property
    def whole(self) -> bool:
        """Whether all of it is known."""
        return self.until_ms >= self.timeline.total_ms


def sure_until(timeline: Timeline, spoken: Container[Sentence]) -> int:
    """How far a timeline will stay as it is, when only the `spoken` sentences are measured.

    The opening cue starts at its time whatever follows, and each of its phrases where the
    one before ends. Everything later waits for all the words: the steps share the time
    by how long they are.
    """
    phrases = [phrase for cue in timeline.cues for phrase in cue.phrases]
    if all(phrase.sentence in spoken for phrase in phrases):
        return timeline.total_ms
    for phrase in timeline.cues[0].phrases:
        if phrase.sentence not in spoken:
            return phrase.start_ms
    return timeline.cues[0].end_ms
