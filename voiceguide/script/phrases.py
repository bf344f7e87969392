"""Sentences, and the phrases of those whose lines end on purpose."""

import re
from collections.abc import Iterator
from itertools import pairwise

from voiceguide.wording import abbreviations
from voiceguide.wording.language import Language

WRAPPED_FROM = 60
"""Authors wrap prose at this many characters or more. A line that ends earlier, although the next
word would fit, ends on purpose."""


def sentences(piece: str, language: Language) -> Iterator[str]:
    """Returns the sentences of a text without marks, whatever its lines."""
    return filter(_has_words, _all_sentences(piece, language))


def _all_sentences(piece: str, language: Language) -> list[str]:
    return abbreviations.sentences(" ".join(piece.split()), language)


def _has_words(sentence: str) -> bool:
    return bool(re.search(r"\w", sentence))  # a lone full stop after [pause 3s] is not a sentence


def phrases(piece: str, language: Language) -> Iterator[tuple[str, bool]]:
    """Yields sentences, cut where a line ends within one; True if the sentence continues."""
    ends, at = frozenset(_ends_of_phrases(piece)), 0
    for sentence in _all_sentences(piece, language):
        phrase = list[str]()
        for word in sentence.split():
            if at in ends and _has_words(" ".join(phrase)):
                yield " ".join(phrase), True
                phrase = []
            phrase.append(word)
            at += len(word)
        if _has_words(last := " ".join(phrase)):
            yield last, False


def _ends_of_phrases(piece: str) -> Iterator[int]:
    """Yields the positions where lines end on purpose, in characters without spaces.

    A line is only wrapped if the next word would have made it too long.
    """
    lines, at = [line.split() for line in piece.split("\n")], 0
    for line, following in pairwise(lines):
        at += sum(map(len, line))
        if line and following and len(" ".join([*line, following[0]])) <= WRAPPED_FROM:
            yield at
