"""Rarer spellings of numbers, rewritten as the usual ones: 1-1/2 as 1 1/2, 10 000 as 10.000."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from voiceguide.wording import units
from voiceguide.wording.language import Language

_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_FRACTION = r"\d{1,2}/\d{1,2}(?![\d/])"


def plain(text: str, language: Language) -> str:
    """Returns `text` with its numbers as the rest of the wording expects them."""
    for pattern, usual in _rules(language):
        text = pattern.sub(usual, text)
    return text


@lru_cache(maxsize=8)
def _rules(language: Language) -> tuple[_Rule, ...]:
    return (*_signs(language), *_fractions(language), *_groups(language), *_times(language))


def _signs(language: Language) -> Iterator[_Rule]:
    before = language.numbers.before
    if "±" in before:
        yield re.compile(r"\+\s?/\s?-(?=\s?\d)"), "±"
    if "≥" in before:
        currency = units.either(language.units.currencies)
        yield re.compile(rf"(?<![\w.,:/-])((?:{currency})?\d+)\+(?![\w+])"), r"≥\1"
    if "product" in language.numbers.forms:
        signs = rf"(?:{units.either(before)}|\+)"
        yield re.compile(rf"(?<=[^\W\d_] )x(?=\s?{signs}\s?-?\.?\d)"), "×"


def _fractions(language: Language) -> Iterator[_Rule]:
    """1-1/2 h and 1 h 1/2 become 1 1/2 h."""
    known = language.numbers
    if known.fractions:
        yield re.compile(r"(?<![\w.,:/-])(-?[1-9]\d{0,2})-(?=\d/\d(?![\d/]))"), r"\1 "
    if known.after_unit:
        names = units.either({*units.spellings(language), *units.names(language)})
        yield re.compile(rf"(?<![\w.,:/-])(\d+)(\s?(?:{names}))\s({_FRACTION})"), r"\1 \3\2"


def _groups(language: Language) -> Iterator[_Rule]:
    """10 000 becomes 10.000 in a language that writes both."""
    usual, *others = language.numbers.groups or ("",)
    for sign in others:
        other = re.escape(sign)
        grouped = rf"(?<![\w.,:/])(?<!\d{other})[1-9]\d{{0,2}}(?:{other}\d{{3}})+"
        pattern = re.compile(rf"{grouped}(?!{other}?\d|[.:/]\d)")
        yield pattern, partial(_regrouped, sign=sign, usual=usual)


def _regrouped(match: re.Match[str], sign: str, usual: str) -> str:
    return match[0].replace(sign, usual)


def _times(language: Language) -> Iterator[_Rule]:
    """3-mal becomes 3x."""
    if written := language.numbers.times.written:
        yield re.compile(rf"(?<=\d)(?:{units.either(written)})(?!\w)"), "x"
