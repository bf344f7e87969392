"""How quickly the words of a count or a breath are said: as usual, if that fits their beat.

A long number ("twenty-seven") would not fit into a second at a calm pace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from voiceguide.audio import levels

QUICKEST = 1.5
"""As a share of the session's rate; as quickly as people say long numbers who count seconds."""

TRIES = 3
"""A voice that is asked to be a fifth quicker is somewhat less than that; it may be asked again."""

SPARE_MS = 40
"""A text that is said more quickly aims this much under its beat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beats:
    """The milliseconds from each text to the next beat; no limit for a text that is not listed."""

    most: Mapping[str, int] = field(default_factory=dict)

    def most_ms(self, text: str) -> int | None:
        """Returns how long a text's clip may be; None if that is all the same."""
        return self.most.get(text)

    def fingerprint(self, text: str, *, is_hurried: bool) -> str:
        """Returns everything that a clip on the beat depends on; part of the cache key. It
        `is_hurried` if it is said more quickly where it has to be."""
        onset = f"{levels.ONSET_DB} dB after {levels.BEAT_LEAD_MS} ms"
        if not is_hurried:
            return onset
        return f"{onset}, {SPARE_MS} ms less than {self.most_ms(text)} ms, {QUICKEST} at most"

    def quicker(self, text: str, share: float, clip_ms: int) -> float:
        """Returns the share of its rate at which a voice should say a text again whose clip took so
        long at that `share`; the same if it did well, or can't be quicker."""
        most_ms = self.most_ms(text)
        if most_ms is None or clip_ms <= most_ms:
            return share
        room_ms = max(1, most_ms - SPARE_MS - levels.BEAT_LEAD_MS)
        return min(share * (clip_ms - levels.BEAT_LEAD_MS) / room_ms, QUICKEST)
