"""How quick each sentence of an outline may be, so that every cue can be followed at ease."""

from collections.abc import Mapping, Sequence

from voiceguide.script.narration import Narration, Sentence
from voiceguide.script.styles import style_of
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.pausing import LONGER_MS, counted_ms
from voiceguide.timeline.utterance import Measure
from voiceguide.wording import language as languages
from voiceguide.wording.breaths import count_words
from voiceguide.wording.tables.writing import Pace

QUICKEST = 1.25
"""A sentence beside others may be this much quicker than one said alone, since its cue is calm on
the whole."""

AIM = 0.96
"""Cues of several sentences aim this much under the most words a minute, because how quickly a
voice says a sentence is only estimated."""


def most_wpm(outline: Outline, kind: str, estimate: Measure) -> Mapping[Sentence, float]:
    """Returns the most words a minute of sentences that may be too quick, for a kind of voice:
    formant or natural.

    `estimate` returns about how long a sentence takes, in milliseconds. Empty if the language
    doesn't say what can be followed.
    """
    pace = languages.of(outline.language).pace.times(style_of(outline.style).pace)
    limits = dict[Sentence, float]()
    for narration in outline.narrations():
        limit = _limit(narration, pace, kind, estimate)
        if limit is not None:
            for sentence in narration.sentences:
                limits[sentence] = min(limit, limits.get(sentence, limit))
    return limits


def _limit(narration: Narration, pace: Pace, kind: str, estimate: Measure) -> float | None:
    """Returns the limit for each sentence of one cue; None if it needs none, or none is known."""
    sentences = narration.sentences
    if narration.most_wpm is None:
        return None
    if len(sentences) == 1:
        return pace.most.get(kind)
    highest = QUICKEST * pace.most.get(kind, narration.most_wpm)
    least_ms = count_words(narration.text) * 60_000 / (AIM * narration.most_wpm)
    least_ms -= sum(counted_ms(part, LONGER_MS) for part in narration.inner_pauses)
    said = [(count_words(sentence.text), estimate(sentence)) for sentence in sentences]
    levelled = _levelled(said, least_ms)
    return highest if levelled is None else min(levelled, highest)


def _levelled(said: Sequence[tuple[int, int]], least_ms: float) -> float | None:
    """Returns the highest limit in words a minute at which sentences of so many words and
    milliseconds take `least_ms` together; None if they do without one.

    Only the quickest sentences get slower, so that all of these come to the same pace.
    """
    if sum(ms for _, ms in said) >= least_ms:
        return None
    quickest = sorted(said, key=lambda one: one[0] / one[1], reverse=True)
    words = kept_ms = 0
    for index, (count, _) in enumerate(quickest):
        words += count
        kept_ms = sum(ms for _, ms in quickest[index + 1 :])
        limit = words * 60_000 / max(least_ms - kept_ms, 1)
        following = quickest[index + 1] if index + 1 < len(quickest) else None
        if following is None or limit >= following[0] * 60_000 / following[1]:
            return limit
    return None
