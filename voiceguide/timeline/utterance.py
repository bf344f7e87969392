"""Narration with its measured length."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.script.narration import Beat, Bell, Narration, Pause, Sentence
from voiceguide.sounds import BELL
from voiceguide.timeline import rules
from voiceguide.timeline.model import Chime, ChimeKind, Phrase
from voiceguide.timeline.pausing import with_longer_pauses

_APART_MS = rules.CHIME_TO_SPEECH_MS
"""The time from the end of a bell to the next sound, unless a pause is longer."""

Measure = Callable[[Sentence], int]
"""Returns the length of a spoken sentence in milliseconds, measured or estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """Phrases, and bells among them, with times from the utterance's start.

    `length_ms` ends with the last word or bell; `rest_ms` is the pause that the narration has after
    it. The first sound should be heard `lead_ms` after the start.
    """

    text: str
    phrases: tuple[Phrase, ...]
    length_ms: int
    rest_ms: int
    lead_ms: int = 0
    bells: tuple[Chime, ...] = ()

    def phrases_at(self, start_ms: int) -> tuple[Phrase, ...]:
        """Returns the phrases on the session's clock; the utterance starts at `start_ms`."""
        return tuple(
            replace(p, start_ms=p.start_ms + start_ms, end_ms=p.end_ms + start_ms)
            for p in self.phrases
        )

    def bells_at(self, start_ms: int, step: str) -> Iterator[Chime]:
        """Yields the bells on the session's clock, in a step."""
        for bell in self.bells:
            start, end = bell.start_ms + start_ms, bell.end_ms + start_ms
            yield replace(bell, step=step, start_ms=start, end_ms=end)


def utter(narration: Narration, measure: Measure) -> Utterance:
    """Lays a narration's sentences and pauses end to end, or on their beats.

    Pauses after sentences are lengthened if it would be too fast to follow. A sentence that is
    longer than its beat overlaps the next one; `beats.check` refuses it.
    """
    phrases, bells = list[Phrase](), list[Chime]()
    now = 0
    for part in with_longer_pauses(narration, sum(map(measure, narration.sentences))):
        if isinstance(part, Pause):
            now += part.ms
        elif isinstance(part, Beat):
            now = phrases[-1].start_ms + part.ms
        elif isinstance(part, Bell):
            start = max(now, _end(phrases, rules.SPEECH_TO_CHIME_MS), _end(bells, _APART_MS))
            now = start + part.ms
            bells.append(_rung(part, start))
        else:
            start = max(now, _end(bells, rules.CHIME_TO_SPEECH_MS))
            now = start + measure(part)
            phrases.append(Phrase(sentence=part, start_ms=start, end_ms=now))
    length = max(_end(phrases, 0), _end(bells, 0))
    return Utterance(
        text=narration.text,
        phrases=tuple(phrases),
        length_ms=length,
        rest_ms=max(0, now - length),
        lead_ms=BEAT_LEAD_MS if narration.on_beat else 0,
        bells=tuple(bells),
    )


def _end(sounds: Sequence[Phrase | Chime], gap_ms: int) -> int:
    """Returns when the next sound may start: `gap_ms` after the last of these."""
    return sounds[-1].end_ms + gap_ms if sounds else 0


def _rung(bell: Bell, start_ms: int) -> Chime:
    sound = "" if bell.sound == BELL else bell.sound
    end_ms = start_ms + bell.ms
    return Chime(kind=ChimeKind.BELL, step="", start_ms=start_ms, end_ms=end_ms, sound=sound)
