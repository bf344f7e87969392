"""Guesses the language of a text from its letters and its commonest words."""

import re
import unicodedata
from collections import Counter

from voiceguide.authoring import phrases

_LOOKED_AT = 20_000
_BY_LETTERS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "CJK": "zh",
}
"""The likeliest language of each writing system."""

_JAPANESE = 0.1
"""The least share of Japanese's own letters among the Chinese ones."""

_USUAL = "en"


def guessed(text: str) -> str:
    """Returns the code of the likeliest language; `en` if there is no sign of another."""
    sample = text[:_LOOKED_AT]
    letters = Counter(
        unicodedata.name(character, "").split(" ")[0].split("-")[0]
        for character in sample
        if character.isalpha()
    )
    if not letters:
        return _USUAL
    kana = letters["HIRAGANA"] + letters["KATAKANA"]
    if kana and kana >= _JAPANESE * letters.total():
        return "ja"
    writing, count = letters.most_common(1)[0]
    if writing in _BY_LETTERS and count * 2 > letters.total():
        return _BY_LETTERS[writing]
    return _by_words(sample)


def _by_words(sample: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    hits = {code: sum(words[word] for word in phrases.of(code).common) for code in phrases.codes()}
    return max(hits, key=lambda code: hits[code])
