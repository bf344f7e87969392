"""Turns written text into words to speak; every text for an engine passes through it.

Characters are normalised first. Then come the script's respellings and the
lexicon, which take precedence over everything after them; then dates, units,
numbers, abbreviations, signs and capitals. Text that can't be spoken after that is
refused.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from voiceguide.errors import InputError
from voiceguide.wording import (
    abbreviations,
    capitals,
    characters,
    counting,
    dates,
    elsewhere,
    heteronyms,
    letters,
    lexicon,
    numbers,
    ordinals,
    parts,
    roman,
    times,
    units,
    usual,
)
from voiceguide.wording import language as languages
from voiceguide.wording.language import Language
from voiceguide.wording.lexicon import Pronounce, Respellings
from voiceguide.wording.pronunciation import Pronunciation
from voiceguide.wording.tables.writing import Refused, any_of

_PASSES = 5
"""The most passes; two are enough for anything that people write."""

_NOTHING: Pronounce = MappingProxyType({})
_LETTERS_ALONE = frozenset[str]()

_DIGIT = re.compile(r"\d")
_PLAINLY_SAID = re.compile(r"[A-Za-z ,.;:?!'-]*")

_UNSURE = "this could mean several things; write it in words"

_ENDLESS = re.compile(r"\S{200,}")
_ENDLESS_CURE = "no word is this long; write it in words"

_WRITE = "write it as it should be said"
_ADDRESS = "nobody can follow an address by ear; leave it out"
_NAMES = (
    (r"(?:https?|ftp|mailto):\S+|\bwww\.\S+", _ADDRESS),
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _ADDRESS),
    (r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|app|dev|io)\b(?:/\S*)?", _ADDRESS),
    (r"(?<![\w@])@[^\W\d]\w*|(?<!\w)#[^\W\d]\w*", _WRITE),
)
_BRACKETS_AND_CALLS = (
    (r"[^\W\d_]+\(\w*\)?", "write it out, without brackets in the word"),
    (r"\b\d{3}-\d{4}\b", "a number like this is said digit by digit; write it in words"),
)
_JOINED = (
    (
        r"[\d.,:/–-]*\d\s?[/:.,–-]\s?\d[\d.,:/–-]*|(?<![\w.…-])-\d+|(?<![\w.…])\.\d+",
        _UNSURE,
    ),
)
_RUN_TOGETHER = (
    (r"[^\W\d_]+(?:\.[^\W\d_]+)+", "this is a file name, or a space is missing; write it in words"),
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A piece of text that can't be spoken sensibly, and what to do about it."""

    found: str
    cure: str

    def __str__(self) -> str:
        return f"{self.found!r} can't be spoken: {self.cure}"


def spoken(
    text: str,
    language: str,
    pronounce: Pronounce = _NOTHING,
    symbols: frozenset[str] = _LETTERS_ALONE,
) -> str:
    """Returns the text for an engine: words of letters, hyphens and apostrophes, and `,.;:?!…`.

    `pronounce` has the script's own respellings and sounds. An engine that takes the IPA `symbols`
    gets sounds in double brackets, `[[ˈɛɡ]]`; any other gets their respelling, if they have one.
    Raises InputError for text that can't be spoken; a script that has been read contains none.

    >>> spoken("Hold for 5–10 s, e.g. 1/2 min.", "en")
    'Hold for five to ten seconds, for example half a minute.'
    """
    items = tuple(pronounce.items())
    said, refusals = _expanded(text, languages.of(language), items, symbols)
    if refusals:
        raise InputError("; ".join(map(str, refusals)))
    return said


def refusals(text: str, language: str, pronounce: Pronounce = _NOTHING) -> list[Refusal]:
    """Returns everything in `text` that can't be spoken."""
    return list(_expanded(text, languages.of(language), tuple(pronounce.items()))[1])


def in_words(text: str, language: str) -> str:
    """Returns `text` as it is said, in dictionary spelling, without what can't be spoken.

    >>> in_words("5 cm of fascia", "en")
    'five centimetres of fascia'
    """
    return _expanded(text, languages.of(language), (), is_respelt=False)[0]


@lru_cache(maxsize=4096)
def _expanded(
    text: str,
    language: Language,
    pronounce: tuple[tuple[str, str | Pronunciation], ...],
    symbols: frozenset[str] = _LETTERS_ALONE,
    *,
    is_respelt: bool = True,
) -> tuple[str, tuple[Refusal, ...]]:
    """Repeats the pass until nothing changes, since new words may be beside an abbreviation."""
    if endless := _ENDLESS.search(text):  # some patterns below take quadratic time
        return text, (Refusal(f"{endless[0][:40]}...", _ENDLESS_CURE),)
    foreign = elsewhere.found(text)
    refused = [Refusal(piece.found, piece.cure) for piece in foreign if piece.cure]
    text = elsewhere.without(text, foreign)
    respellings, sounds = Respellings({}, {})
    if is_respelt:
        respellings, sounds = lexicon.respellings(language, pronounce, symbols)
    refused += [Refusal(sign, _WRITE) for sign in text if lexicon.is_mark(sign)]
    for _ in range(_PASSES):
        before = text
        text = _pass(characters.tidy(text), language, respellings, refused)
        if refused or text == before:
            break
        respellings = {} if pronounce else respellings  # respellings are not respelt
    return lexicon.with_sounds(text, sounds), tuple(dict.fromkeys(refused))


def _pass(
    text: str, language: Language, respellings: Mapping[str, str], refused: list[Refusal]
) -> str:
    text = lexicon.respell(text, respellings)
    if respellings:
        text = heteronyms.respell(text, language, respellings)
    text = parts.with_primes(letters.plain(text, language), language)
    text = roman.ordinals_in_digits(text, language)
    for table in (_NAMES, language.refused, _BRACKETS_AND_CALLS):
        text = _without(text, table, refused)
    if _DIGIT.search(text):
        text = _counted(text, language, refused)
    text = units.expand_alone(text, language)
    text = abbreviations.expand(text, language)
    text = _without(text, _lone_letters(language), refused)
    text = _without_unsaid(text, language, refused)
    text = _without(text, _JOINED + (_RUN_TOGETHER if language.is_known else ()), refused)
    if _DIGIT.search(text) and counting.knows_numbers(language):
        text = numbers.bare(text, language)
    text = characters.settle(
        capitals.lower(_signs(roman.expand(text, language), language), language)
    )
    refused += [Refusal(word, cure) for word, cure in letters.foreign(text, language)]
    refused += _left_over(text)
    if not refused and not any(c.isalpha() or lexicon.is_mark(c) for c in text):
        refused.append(Refusal(text, "there is nothing to say here"))
    return text


def _counted(text: str, language: Language, refused: list[Refusal]) -> str:
    """Puts dates, times, measures and formatted numbers into words."""
    text = ordinals.lowered(text, language)
    text = _without(text, ordinals.refused(language), refused)
    text = abbreviations.expand_before_numbers(usual.plain(text, language), language)
    text = times.expand(dates.expand(text, language), language)
    text = _without(text, _unsayable_numbers(language), refused)
    if not counting.knows_numbers(language):
        return text
    return numbers.expand(text, language)


@lru_cache(maxsize=8)
def _unsayable_numbers(language: Language) -> Refused:
    """Returns patterns of numbers to refuse; the default thousands separator is a comma."""
    thousands = re.escape(language.numbers.thousands or ",")
    is_grouped = r"(?!\d{1,3}(?:\.\d{3})+(?![\d.]))" if thousands == r"\." else ""
    return (
        (
            rf"(?<![\d.,:/])(?<!\d{thousands})0\d[\d.,:/-]*",
            "the number starts with a zero; write it in words",
        ),
        (
            rf"\d(?:{thousands}?\d){{{numbers.LONGEST},}}|\d[\d,.]{{{numbers.LONGEST + 2},}}",
            "nobody can follow such a long number by ear; round it",
        ),
        (rf"{is_grouped}\d+(?:\.\d+){{2,}}", _WRITE),
    )


@lru_cache(maxsize=8)
def _lone_letters(language: Language) -> Refused:
    """Returns patterns of a lone consonant beside a slash, which is no word: breaths/h, hand/s."""
    letters = {c.lower() for c in language.capitals.consonants} - {*language.numbers.letters}
    if not letters:
        return ()
    lone, word = f"[{''.join(sorted(letters))}]", r"[^\W\d_]+"
    sides = rf"{lone}\s?/\s?{word}|{word}\s?/\s?{lone}"
    return ((rf"(?<![\w'/-])(?:{sides})(?![\w'])", _WRITE),)


def _without(text: str, table: Refused, refused: list[Refusal]) -> str:
    """Returns `text` without matches of a table of patterns and cures; adds them to `refused`."""
    if not any_of(table).search(text):
        return text
    for pattern, cure in table:
        if found := [Refusal(match[0], cure) for match in re.finditer(pattern, text)]:
            refused += found
            text = re.sub(pattern, " ", text)
    return text


def _without_unsaid(text: str, language: Language, refused: list[Refusal]) -> str:
    """Returns `text` without numbers that have no words; adds them to `refused`."""
    for found, unknown in numbers.unsaid(text, language):
        message = f"{unknown!r} is not a known word or unit; write it in words"
        refused.append(Refusal(found, message if unknown else _UNSURE))
        text = text.replace(found, " ", 1)
    return text


def _signs(text: str, language: Language) -> str:
    for sign, word in language.signs.words.items():
        text = text.replace(sign, f" {word} ")
    if language.signs.either:
        either = language.signs.either.format(" ", " ")
        text = re.sub(r"(?<=[^\W\d_])\s?/\s?(?=[^\W\d_])", lambda _: either, text)
    return re.sub(r"\s*[()—–]\s*|\s+-+\s+|--+", ", ", text)


def _left_over(text: str) -> Iterator[Refusal]:
    if _PLAINLY_SAID.fullmatch(text):
        return
    for raised, run in groupby(text, lambda sign: unicodedata.category(sign) == "Lm"):
        for sign in ["".join(run)] if raised else run:
            if not lexicon.is_mark(sign[0]) and (sign.isdigit() or not _is_speakable(sign)):
                yield Refusal(sign, _WRITE)


def _is_speakable(signs: str) -> bool:
    return all(map(characters.is_speakable, signs))
