"""Respells text that can't be said as written: its words, and its numbers in words."""

import re
import unicodedata
from collections.abc import Iterator

from voiceguide.wording.spoken import in_words

_LONGEST_NUMBER = 4
_AROUND = ".,;:?!…'\""


def around(found: str, sentence: str) -> Iterator[str]:
    """Yields the words of a sentence that contain a piece; only whole words can be respelt."""
    for word in sentence.split():
        for signs in (_AROUND + "()", _AROUND):
            whole = word.strip(signs)
            if found in whole:
                yield whole
                break


def spellings(found: str, language: str) -> Iterator[str]:
    """Yields respellings of text that can't be said as written, the likeliest first."""
    words = re.findall(r"[^\W\d_]+|\d+", found)
    said = [_counted(word, language) if word.isdigit() else word for word in words]
    yield " ".join(said)
    yield ", ".join(said)
    single = [_digits(word, language) if word.isdigit() else word for word in words]
    yield " ".join(single)
    yield ", ".join(single)
    names = [unicodedata.name(character, "").split(" ")[-1].lower() for character in found]
    if len(found) == 1 and names[0].isalpha():
        yield names[0]


def _counted(number: str, language: str) -> str:
    is_long = len(number) > _LONGEST_NUMBER or (len(number) > 1 and number.startswith("0"))
    return _digits(number, language) if is_long else in_words(number, language)


def _digits(number: str, language: str) -> str:
    return " ".join(in_words(digit, language) for digit in number)
