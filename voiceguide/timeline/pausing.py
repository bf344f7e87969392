"""Lengthens the pauses between the sentences of a cue that would be too fast to follow."""

from collections.abc import Sequence

from voiceguide.script.narration import Narration, Part, Pause
from voiceguide.wording.breaths import count_words

LONGER_MS, LONGEST_MS = 1_200, 1_500
"""The longest that a pause after a sentence becomes where a cue is too fast: the first while
sentence lengths are estimated, the second, a paragraph's pause, once they are measured. Sentences
are slowed down only where longer pauses are not enough."""

LONGEST_COUNTED_MS = 2_500
"""The rest of a longer pause is time to practise or to answer; it makes the speech no calmer."""


def counted_ms(pause: Pause, most_ms: int = 0) -> int:
    """Returns how much of a pause counts as part of the speech around it, if it may grow to
    `most_ms`."""
    return min(pause.ms if pause.exact else max(pause.ms, most_ms), LONGEST_COUNTED_MS)


def with_longer_pauses(narration: Narration, voice_ms: int) -> tuple[Part, ...]:
    """Returns the narration's parts, with pauses long enough to make it easy to follow.

    Its sentences take `voice_ms`. Pauses after sentences grow, to `LONGEST_MS` at most, in whole
    milliseconds; pauses that the author set don't change.
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
    """Returns the pauses with the shorter ones lengthened until they count `needed_ms`, if they can
    reach that."""
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
