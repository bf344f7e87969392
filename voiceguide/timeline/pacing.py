"""Limits how fast each sentence is spoken, so that every cue is easy to follow."""

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
"""A sentence in a cue of several may be faster than one said alone by this factor, since the cue as
a whole is calm."""

AIM = 0.96
"""Cues of several sentences aim for this share of the limit, because sentence lengths are only
estimated."""


def most_wpm(outline: Outline, kind: str, estimate: Measure) -> Mapping[Sentence, float]:
    """Returns the highest rate, in words per minute, of each sentence that might be too fast.

    `kind` is the kind of voice, formant or natural. `estimate` returns the approximate length of a
    sentence in milliseconds. The result is empty if the language has no pace limits.
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
    """Returns the limit for each sentence of one cue; None if it needs no limit, or the language
    has none."""
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
    """Returns the limit, in words per minute, at which the sentences take `least_ms` in all; None
    if they need no limit.

    `said` has each sentence's words and milliseconds. The limit slows down only the fastest
    sentences, all to the same pace.
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
