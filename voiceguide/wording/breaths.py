"""Finds the places inside a sentence where a voice may rest: before words that begin a group.

A sentence of short words is fast. Slow syllables would be harder to understand, so the voice rests
where a reader would breathe. The words that begin a group are data of the language.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from voiceguide.wording.language import Language

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE_WORDS = 4
_PAUSING = (",", ";", ":", "…")
_CLOSED = ('"', "'", "”", "’", ")", "]")
"""No comma is put after these."""


class _Place(NamedTuple):
    """A possible rest, before word `at` of the text. The smallest is the best."""

    kind: int
    uneven: float
    at: int


def count_words(text: str) -> int:
    """Returns the number of words in a text.

    >>> count_words("Let your partner's out-breath go, slowly.")
    6
    """
    return len(_WORD.findall(text))


def is_count(sentences: Sequence[str]) -> bool:
    """Returns whether a cue is a count, with its own pace, because most of its sentences are short.

    >>> is_count(["In.", "Two.", "Three.", "And let the breath go out."])
    True
    """
    short = sum(count_words(sentence) < _SENTENCE_WORDS for sentence in sentences)
    return short * 2 > len(sentences)


def count_rests(text: str) -> int:
    """Returns the number of places inside a text where a voice already rests."""
    return sum(word.endswith(_PAUSING) for word in text.split()[:-1])


def with_rest(text: str, language: Language) -> str | None:
    """Returns a text with one more comma, at the best place for a rest; None if there is none.

    >>> from voiceguide.wording import language
    >>> with_rest("Let your shoulders drop as the breath goes out.", language.of("en"))
    'Let your shoulders drop, as the breath goes out.'
    """
    words = text.split()
    groups = sorted(_groups(words), key=len, reverse=True)
    for group in groups:
        places = list(_places(words, group, language))
        if places:
            at = min(places).at
            return " ".join([*words[: at - 1], f"{words[at - 1]},", *words[at:]])
    return None


def _groups(words: Sequence[str]) -> Iterator[range]:
    """Yields the stretches of words between rests."""
    start = 0
    for end, word in enumerate(words, start=1):
        if word.endswith(_PAUSING) or end == len(words):
            yield range(start, end)
            start = end


def _places(words: Sequence[str], group: range, language: Language) -> Iterator[_Place]:
    """Yields the places for a rest in one group; better places need more words around them."""
    breaths = language.pace.breaths
    kinds = (
        (breaths.clauses, 1, 2),
        (breaths.joints, 2, 3),
        (breaths.others, 2, 2),
        (breaths.joints, 2, 2),
    )
    if group.start == 0 and len(group) > 2 and words[0].casefold() in breaths.openers:
        yield _Place(0, len(group) / 2, 1)
    for index in group[1:]:
        word, before = words[index].casefold().strip(".?!"), words[index - 1]
        if before.endswith(_CLOSED) or breaths.begins(before.casefold()):
            continue
        for kind, (beginning, least_before, least_after) in enumerate(kinds):
            around = index - group.start, group.stop - index
            if word in beginning and around[0] >= least_before and around[1] >= least_after:
                yield _Place(kind, abs(around[0] - around[1]) / 2, index)
