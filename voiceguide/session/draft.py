"""A session that can be played while it is still being made."""

from collections.abc import Container
from dataclasses import dataclass

from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Scene
from voiceguide.script.narration import Sentence
from voiceguide.timeline.model import Timeline

UNSPOKEN = Clip("unspoken", b"")
"""Stands for words that haven't been spoken yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The session as known so far. Nothing before `until_ms` will change."""

    timeline: Timeline
    scene: Scene
    until_ms: int

    @property
    def whole(self) -> bool:
        """Whether the whole session is known."""
        return self.until_ms >= self.timeline.total_ms


def final_until(timeline: Timeline, spoken: Container[Sentence]) -> int:
    """Returns the time in ms up to which a timeline is final if only the `spoken` sentences are
    measured.

    The opening cue's start doesn't depend on anything later, and each of its phrases starts
    where the previous one ends. Everything later depends on all the words, because their
    lengths decide how the steps share the time.
    """
    phrases = [phrase for cue in timeline.cues for phrase in cue.phrases]
    if all(phrase.sentence in spoken for phrase in phrases):
        return timeline.total_ms
    for phrase in timeline.cues[0].phrases:
        if phrase.sentence not in spoken:
            return phrase.start_ms
    return timeline.cues[0].end_ms
