"""Speaks the words of a count or a breath faster than usual if they don't fit their beat.

A long number ("twenty-seven") doesn't fit into a second at a calm pace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceguide.audio import levels

QUICKEST = 1.5
"""A multiple of the session's rate; people who count seconds say long numbers about as fast."""

TRIES = 3
"""A voice that is asked to be a fifth faster falls short of that, so it may be asked again."""

SPARE_MS = 40
"""A hurried text aims to be this much shorter than its beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beats:
    """The milliseconds from each text to the next beat; no limit for a text that is not listed."""

    most: Mapping[str, int] = field(default_factory=dict)

    def most_ms(self, text: str) -> int | None:
        """Returns how long a text's clip may be; None if there is no limit."""
        return self.most.get(text)

    def fingerprint(self, text: str, *, is_hurried: bool) -> str:
        """Returns everything that a clip on the beat depends on; part of the cache key.
        `is_hurried`: it may be said faster to fit its beat."""
        onset = f"{levels.ONSET_DB} dB after {levels.BEAT_LEAD_MS} ms"
        if not is_hurried:
            return onset
        return f"{onset}, {SPARE_MS} ms less than {self.most_ms(text)} ms, {QUICKEST} at most"

    def quicker(self, text: str, share: float, clip_ms: int) -> float:
        """Returns the multiple of its rate at which a voice should repeat a text.

        `clip_ms` is the length of its clip at the multiple `share`. Returns `share` itself if the
        clip fits, or the voice can't be faster.
        """
        most_ms = self.most_ms(text)
        if most_ms is None or clip_ms <= most_ms:
            return share
        room_ms = max(1, most_ms - SPARE_MS - levels.BEAT_LEAD_MS)
        return min(share * (clip_ms - levels.BEAT_LEAD_MS) / room_ms, QUICKEST)
