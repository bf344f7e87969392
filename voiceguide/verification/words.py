"""Spells the words of a text as a recogniser's dictionary does."""

import re
import unicodedata

from voiceguide.wording import counting
from voiceguide.wording import language as languages
from voiceguide.wording.numbers import LONGEST
from voiceguide.wording.spoken import in_words

_LANGUAGE = "en"
"""The recogniser's model knows only English."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_NUMBER = re.compile(r"\d+")


def words_of(text: str) -> tuple[str, ...]:
    """Returns the words in lower-case letters and apostrophes, with numbers and units in words, and
    split at hyphens and dashes.

    The text is as written in the plan; the script's `pronounce` is not known here.

    >>> words_of("Don’t rush: 2 well-oiled hands, à la café.")
    ("don't", 'rush', 'two', 'well', 'oiled', 'hands', 'a', 'la', 'cafe')
    """
    spelt = _NUMBER.sub(lambda digits: f" {_said(digits[0])} ", in_words(text, _LANGUAGE))
    decomposed = unicodedata.normalize("NFKD", spelt.replace("’", "'").lower())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(_WORD.findall(plain))


def _said(digits: str) -> str:
    """Returns a number in words; a very long one digit by digit."""
    numbers = [digits] if len(digits) <= LONGEST else digits
    return " ".join(counting.number(int(number), languages.of(_LANGUAGE)) for number in numbers)
