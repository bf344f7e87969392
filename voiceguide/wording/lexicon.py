"""Words respelt for the voice: the script's `pronounce`, and the language's own lexicon."""

import re
from collections.abc import Mapping
from functools import lru_cache

from voiceguide.wording.characters import tidy
from voiceguide.wording.language import Language


def respell(text: str, pronounce: Mapping[str, str]) -> str:
    """Returns `text` with whole words respelt, whatever their case."""
    if not pronounce:
        return text
    words = tuple(sorted(pronounce, key=len, reverse=True))
    return _pattern(words).sub(lambda m: pronounce[words[(m.lastindex or 1) - 1]], text)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One group per word: ignoring case, a dotless i matches an i, but does not fold to it."""
    groups = "|".join(f"({re.escape(word)})" for word in words)
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8)
def respellings(
    language: Language, pronounce: tuple[tuple[str, str], ...] = ()
) -> Mapping[str, str]:
    """Returns the lexicon, overridden by the script's own respellings (words and respellings)."""
    own = {tidy(word): respelling for word, respelling in pronounce if tidy(word)}
    taken = {word.casefold() for word in own}
    shipped = {word: said for word, said in language.lexicon.items() if word not in taken}
    return {**shipped, **{word: tidy(respelling) for word, respelling in own.items()}}
