"""The words of a text as a recogniser's dictionary spells them."""

import re
import unicodedata

from voiceguide.wording import counting
from voiceguide.wording import language as languages
from voiceguide.wording.numbers import LONGEST
from voiceguide.wording.spoken import in_words

_LANGUAGE = "en"
"""The recogniser has a model of English alone."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_NUMBER = re.compile(r"\d+")


def words_of(text: str) -> tuple[str, ...]:
    """Small letters and apostrophes: numbers and units in words, hyphens and dashes taken apart.

    Of the plan's text as it was written; what its script's `pronounce` made of it isn't known.

    >>> words_of("Don’t rush: 2 well-oiled hands, à la café.")
    ("don't", 'rush', 'two', 'well', 'oiled', 'hands', 'a', 'la', 'cafe')
    """
    spelt = _NUMBER.sub(lambda digits: f" {_said(digits[0])} ", in_words(text, _LANGUAGE))
    decomposed = unicodedata.normalize("NFKD", spelt.replace("’", "'").lower())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(_WORD.findall(plain))


def _said(digits: str) -> str:
    """A number in words, one digit at a time where nobody would say it otherwise."""
    numbers = [digits] if len(digits) <= LONGEST else digits
    return " ".join(counting.number(int(number), languages.of(_LANGUAGE)) for number in numbers)
