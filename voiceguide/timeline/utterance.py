"""Narration with its measured length."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.script.narration import Beat, Narration, Pause, Sentence
from voiceguide.timeline.model import Phrase
from voiceguide.timeline.pausing import with_longer_pauses

Measure = Callable[[Sentence], int]
"""Returns the length of a spoken sentence in milliseconds, measured or estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Phrases with times from the utterance's start.

    `length_ms` ends with the last word; `rest_ms` is the quiet that the narration asks for after
    it. The first sound should be heard `lead_ms` after the start.
    """

    text: str
    phrases: tuple[Phrase, ...]
    length_ms: int
    rest_ms: int
    lead_ms: int = 0

    def phrases_at(self, start_ms: int) -> tuple[Phrase, ...]:
        """Returns the phrases on the session's clock; the utterance starts at `start_ms`."""
        return tuple(
            replace(p, start_ms=p.start_ms + start_ms, end_ms=p.end_ms + start_ms)
            for p in self.phrases
        )


def utter(narration: Narration, measure: Measure) -> Utterance:
    """Lays a narration's sentences and pauses end to end, or on their beats.

    Pauses after sentences are lengthened if it would be too fast to follow. A sentence that is
    longer than its beat overlaps the next one; `beats.check` refuses it.
    """
    phrases: list[Phrase] = []
    now = 0
    for part in with_longer_pauses(narration, sum(map(measure, narration.sentences))):
        if isinstance(part, Pause):
            now += part.ms
        elif isinstance(part, Beat):
            now = phrases[-1].start_ms + part.ms
        else:
            start, now = now, now + measure(part)
            phrases.append(Phrase(sentence=part, start_ms=start, end_ms=now))
    length = phrases[-1].end_ms
    return Utterance(
        text=narration.text,
        phrases=tuple(phrases),
        length_ms=length,
        rest_ms=max(0, now - length),
        lead_ms=BEAT_LEAD_MS if narration.on_beat else 0,
    )
