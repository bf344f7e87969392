"""The one door to the engines: a text as it is to be said.

Plain characters first; then the script's respellings and the lexicon, so that
they win over all that follows; then abbreviations, dates, units, numbers,
signs and capitals in words. What is left over and can't be said is refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from voiceguide.errors import InputError
from voiceguide.wording import (
    abbreviations,
    calendar,
    characters,
    counting,
    lexicon,
    numbers,
    units,
)
from voiceguide.wording import language as languages
from voiceguide.wording.language import Language

_PASSES = 5
"""Two are enough for what people write."""

_NOTHING: Mapping[str, str] = MappingProxyType({})

_DIGIT = re.compile(r"\d")
_PLAINLY_SAID = re.compile(r"[A-Za-z ,.;:?!'-]*")

_WRITE = "write it as it should be said"
_ADDRESS = "an address can't be followed by ear; leave it out of the words"
_DATE = "day and month could be meant either way; write such as 22 November 2026"
_UNSAYABLE = (
    (r"(?:https?|ftp|mailto):\S+|\bwww\.\S+", _ADDRESS),
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _ADDRESS),
    (r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|app|dev|io)\b(?:/\S*)?", _ADDRESS),
    (r"(?<![\w@])@[^\W\d]\w*|(?<!\w)#[^\W\d]\w*", _WRITE),
    (r"\d{1,4}/\d{1,2}/\d{1,4}|\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)", _DATE),
    (
        r"\b(?:1\d|20)\d0s\b|\b(?:the|my|our|his|her|your|their) [2-9]0s\b",
        "seconds or years could be meant; write it in words",
    ),
    (
        r"(?<![\w.,:/-])\d+(?:[.,]\d+)?\s?m(?![\w/']|\s?\d+\s?s)",
        "minutes or metres could be meant; write it in words",
    ),
    (r"\b\d+(?:\.\d+)?\s?in\.(?!\w)", "inches or the word in could be meant; write it in words"),
    (r"\d'(?!s\b)", "feet, minutes or a quotation could be meant; write it in words"),
    (r"[^\W\d_]+\(\w*\)?", "write it out, without brackets in the word"),
    (r"\b\d{3}-\d{4}\b", "say such a number digit by digit; write it in words"),
)
_UNSAYABLE_NUMBERS = (
    (r"(?<![\d.,:/])0\d[\d.,:/-]*", "a number that starts with nought; write it in words"),
    (
        rf"\d(?:,?\d){{{numbers.LONGEST},}}|\d[\d,.]{{{numbers.LONGEST + 2},}}",
        "nobody follows so long a number by ear; round it",
    ),
    (r"\d+(?:\.\d+){2,}", _WRITE),
)
_JOINED = (
    (
        r"[\d.,:/-]*\d\s?[/:.,-]\s?\d[\d.,:/-]*",
        "it could be meant in several ways; write it in words",
    ),
)
_RUN_TOGETHER = (
    (r"[^\W\d_]+(?:\.[^\W\d_]+)+", "a name of a file, or a space is missing; write it in words"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What can't be said sensibly, as it stands in the text, and what to do."""

    found: str
    cure: str

    def __str__(self) -> str:
        return f"{self.found!r} can't be spoken: {self.cure}"


def spoken(text: str, language: str, pronounce: Mapping[str, str] = _NOTHING) -> str:
    """What the engine gets for `text`: letters, hyphens and apostrophes in words, `,.;:?!…`.

    `pronounce` are the script's own respellings. Raises InputError for what
    can't be said; a script that was read has nothing of the kind.

    >>> spoken("Hold for 5–10 s, e.g. 1/2 min.", "en")
    'Hold for five to ten seconds, for example half a minute.'
    """
    said, refusals = _expanded(text, language, tuple(pronounce.items()))
    if refusals:
        raise InputError("; ".join(map(str, refusals)))
    return said


def refusals(text: str, language: str, pronounce: Mapping[str, str] = _NOTHING) -> list[Refusal]:
    """All that can't be said in `text`."""
    return list(_expanded(text, language, tuple(pronounce.items()))[1])


def in_words(text: str, language: str) -> str:
    """`text` as it is said, in the spelling of dictionaries, and without what can't be said.

    >>> in_words("5 cm of fascia", "en")
    'five centimetres of fascia'
    """
    return _expanded(text, language, (), is_respelt=False)[0]


@lru_cache(maxsize=4096)
def _expanded(
    text: str, tag: str, pronounce: tuple[tuple[str, str], ...], *, is_respelt: bool = True
) -> tuple[str, tuple[Refusal, ...]]:
    """Words put in the place of digits may stand beside an abbreviation: once more, then."""
    language, refused = languages.of(tag), list[Refusal]()
    respellings = lexicon.respellings(language, dict(pronounce)) if is_respelt else {}
    for _ in range(_PASSES):
        before = text
        text = _pass(characters.tidy(text), language, respellings, refused)
        if refused or text == before:
            break
        respellings = {} if pronounce else respellings  # a respelling is not respelt
    return text, tuple(dict.fromkeys(refused))


def _pass(
    text: str, language: Language, respellings: Mapping[str, str], refused: list[Refusal]
) -> str:
    text = lexicon.respell(text, respellings)
    text = _without(text, _UNSAYABLE, refused)
    if _DIGIT.search(text):
        text = _counted(text, language, refused)
    text = units.expand_alone(text, language)
    text = abbreviations.expand(text, language)
    text = _without(text, _JOINED + (_RUN_TOGETHER if language.is_known else ()), refused)
    if _DIGIT.search(text) and counting.knows_numbers(language.code):
        text = numbers.bare(text, language)
    text = characters.settle(abbreviations.lower_capitals(_signs(text, language), language))
    refused += _left_over(text)
    if not refused and not any(character.isalpha() for character in text):
        refused.append(Refusal(text, "there is nothing to say here"))
    return text


def _counted(text: str, language: Language, refused: list[Refusal]) -> str:
    """Dates, times, measures and numbers that have a form of their own."""
    text = abbreviations.expand_before_numbers(numbers.plain(text, language), language)
    text = calendar.expand(text, language)
    text = _without(text, _UNSAYABLE_NUMBERS, refused)
    if not counting.knows_numbers(language.code):
        return text
    return numbers.expand(units.expand(text, language), language)


def _without(text: str, table: tuple[tuple[str, str], ...], refused: list[Refusal]) -> str:
    """`text` without what a table of patterns and cures refuses."""
    if not _any_of(table).search(text):
        return text
    for pattern, cure in table:
        if found := [Refusal(match[0], cure) for match in re.finditer(pattern, text)]:
            refused += found
            text = re.sub(pattern, " ", text)
    return text


@cache
def _any_of(table: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    """Finds in one look whether there is anything for the table: there hardly ever is."""
    return re.compile("|".join(f"(?:{pattern})" for pattern, _ in table))


def _signs(text: str, language: Language) -> str:
    for sign, word in language.signs.items():
        text = text.replace(sign, f" {word} ")
    if either := language.forms.get("either"):
        text = re.sub(r"(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])", either.format(" ", " "), text)
    return re.sub(r"\s*[()—]\s*|\s+-+\s+|--+", ", ", text)


def _left_over(text: str) -> Iterator[Refusal]:
    if _PLAINLY_SAID.fullmatch(text):
        return
    for character in text:
        if character.isdigit() or not characters.is_speakable(character):
            yield Refusal(character, _WRITE)
