"""Decides whether a transcript's words are those that were said.

Stretches of words are the same if their letters agree, with spellings normalised and spaces ignored
("out-breath", "outbreath"), or if they sound the same ("whole", "hole"), since no voice can say
these differently.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from voiceguide.wording.language import Language
from voiceguide.wording.variants import spelling

Sounds = Callable[[str], Sequence[str]]
"""Returns a word's pronunciations, as phones separated by spaces; empty if unknown."""

LONGEST = 4
"""The most words in a stretch: enough for "one and a half", which a transcript writes as 1.5."""

_MOST_SOUNDS = 16
"""The most pronunciations of a stretch to try; only stretches of unusual words have more."""


class Sameness:
    """Compares stretches of words in a language, with pronunciations from a dictionary."""

    def __init__(self, language: Language, sounds: Sounds) -> None:
        self._language = language
        self._sounds = lru_cache(maxsize=None)(sounds)

    def forms(self, words: Sequence[str]) -> frozenset[str]:
        """Returns the forms of a stretch; stretches with a common form are the same."""
        return frozenset((spelling(words, self._language), *self._pronounced(words)))

    def _pronounced(self, words: Sequence[str]) -> Iterator[str]:
        ways = product(*map(self._sounds, words))
        return (f"/{' '.join(phones)}/" for phones in islice(ways, _MOST_SOUNDS))
