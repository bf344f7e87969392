"""Longer pauses between the sentences of a cue that would be too quick to follow."""

from collections.abc import Sequence

from voiceguide.script.narration import Narration, Part, Pause
from voiceguide.wording.breaths import count_words

LONGER_MS, LONGEST_MS = 1_200, 1_500
"""A pause after a sentence grows up to this where a cue is too quick: if the words are known, up to
the latter, as long as before a new idea. Sentences get slower only where that does not suffice."""

LONGEST_COUNTED_MS = 2_500
"""A longer pause is time to practise or to answer, and makes nobody's speech calmer."""


def counted_ms(pause: Pause, most_ms: int = 0) -> int:
    """Returns how much of a pause counts as part of the speech around it, if it may grow to
    `most_ms`."""
    return min(pause.ms if pause.exact else max(pause.ms, most_ms), LONGEST_COUNTED_MS)


def with_longer_pauses(narration: Narration, voice_ms: int) -> tuple[Part, ...]:
    """Returns the narration's parts, with pauses as long as it takes to be followed at ease.

    Its sentences take `voice_ms`. Pauses after sentences grow, up to `LONGEST_MS`, and stay in
    whole milliseconds; those that the author set stay as they are.
    """
    if narration.most_wpm is None or not narration.inner_pauses:
        return narration.parts
    needed_ms = -(-count_words(narration.text) * 60_000 // narration.most_wpm) - voice_ms
    grown = _grown(narration.inner_pauses, needed_ms)
    last = len(narration.parts) - 1
    pauses = iter(grown)
    return tuple(
        next(pauses) if isinstance(part, Pause) and index < last else part
        for index, part in enumerate(narration.parts)
    )


def _grown(pauses: Sequence[Pause], needed_ms: int) -> Sequence[Pause]:
    """Returns the pauses, the shorter ones longer, so that they count `needed_ms` if they can."""
    if sum(map(counted_ms, pauses)) >= needed_ms:
        return pauses
    low, high = 0, LONGEST_MS
    while low < high:
        middle = (low + high) // 2
        if sum(counted_ms(pause, middle) for pause in pauses) >= needed_ms:
            high = middle
        else:
            low = middle + 1
    return [pause if pause.exact else Pause(max(pause.ms, low)) for pause in pauses]
