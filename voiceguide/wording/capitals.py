"""Words in capitals: some are spelt out, some are said as words, and some could be either."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from voiceguide.wording import roman
from voiceguide.wording.language import Language

_CAPITALS = re.compile(r"[^\W\d_a-z]{2}")
"""A quick test for two capitals in a row, which most texts don't have."""
_ELIDED = r"(?<=\b[a-z]')(?=[^\W\d_a-z]{2})"
"""The boundary before a word in capitals, even after an apostrophe: l'IRM."""
_WORD = re.compile(rf"(?:(?<![\w'])|{_ELIDED})[^\W\d_]{{2,}}(?:'[^\W\d_]+)*(?!\w)")


def lower(text: str, language: Language) -> str:
    """Puts words in capitals into lower case, or spells them out if they are said letter by
    letter."""
    if not language.is_known or not _CAPITALS.search(text):
        return text
    text = _phrases(language).sub(lambda match: "-".join(match[0]), text)
    return _WORD.sub(lambda match: _word(match, language), text)


def unknown(text: str, language: Language, pronounce: Collection[str]) -> Iterator[str]:
    """Yields words in capitals that may be meant as words or as letters.

    Skips those that the script respells, and those beside others in capitals: an author who writes
    everything in capitals means words.
    """
    if not language.is_known or not _CAPITALS.search(text):
        return
    respelt = {word.casefold() for word in pronounce}
    text = _phrases(language).sub(lambda match: "-".join(match[0]), text)
    for match in _WORD.finditer(roman.expand(text, language)):
        word = match[0]
        if not word.isupper() or word.casefold() in respelt or _is_known(word, language):
            continue
        if not _is_shouted(match, language):
            yield word


def _is_known(word: str, language: Language) -> bool:
    capitals = language.capitals
    return (
        "'" in word
        or any(word in table for table in (capitals.respelt, capitals.spelt, capitals.plain))
        or word.casefold() in language.lexicon
        or capitals.consonants.issuperset(word)
        or roman.alone(word, language) != ""
    )


def _is_shouted(match: re.Match[str], language: Language) -> bool:
    """Whether the word before it or after it is in capitals, too."""
    before = re.search(r"([^\W\d_]{2,})\s*$", match.string[: match.start()])
    after = re.match(r"\s*([^\W\d_]{2,})", match.string[match.end() :])
    others = [other[1] for other in (before, after) if other is not None]
    letters = language.capitals.spelt - language.capitals.words_too
    return any(other.isupper() and other not in letters for other in others)


def _word(match: re.Match[str], language: Language) -> str:
    capitals, word = language.capitals, match[0]
    for ending in (*(f"'{ending}" for ending in capitals.plurals), *capitals.plurals):
        stem = word.removesuffix(ending)
        if stem != word and stem.isupper() and len(stem) > 1:
            return f"{_in_letters(stem, match, language) or stem.lower()}{ending}"
    if not word.isupper():
        return word
    return _in_letters(word, match, language) or roman.alone(word, language) or word.lower()


def _in_letters(word: str, match: re.Match[str], language: Language) -> str:
    """Returns the letters of a word that is spelt out, or its respelling; empty for other words."""
    capitals = language.capitals
    if word in capitals.respelt:
        return capitals.respelt[word]
    if word in capitals.words_too and _is_shouted(match, language):
        return ""
    is_spelt = word in capitals.spelt or capitals.consonants.issuperset(word)
    return "-".join(word) if is_spelt and word not in capitals.plain else ""


@lru_cache(maxsize=8)
def _phrases(language: Language) -> re.Pattern[str]:
    """Matches words that are spelt out only before another word, such as IT band."""
    pairs = [entry.split(maxsplit=1) for entry in language.capitals.spelt if " " in entry]
    found = "|".join(rf"{re.escape(word)}(?=\s(?i:{re.escape(next_)})\b)" for word, next_ in pairs)
    return re.compile(rf"(?<![\w'-])(?:{found or '(?!)'})")
