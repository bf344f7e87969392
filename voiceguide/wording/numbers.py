"""Numbers that are written with digits, in words: 3.5, 2nd, 5-10, 1/2, 1 1/2, 4-7-8, 2x, L5."""

import re
from collections.abc import Callable

from voiceguide.wording import counting
from voiceguide.wording.language import Language

LONGEST = 15
"""Digits of the longest number that is said; beyond that nobody follows by ear."""

_FRACTION = r"(?:\d+ )?\d+/\d+"


def number_pattern(language: Language) -> str:
    """A regular expression for one number as this language writes it."""
    point, thousands = (re.escape(language.forms.get(name, "")) for name in _SEPARATORS)
    grouped = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|" if thousands else ""
    share = rf"(?:{point}\d+)?" if point else ""
    return rf"(?:(?:{grouped}\d+){share})"


def quantity_pattern(language: Language) -> str:
    """A number, a fraction, or a range of two of them, not part of something longer."""
    one = rf"(?:{_FRACTION}|{number_pattern(language)})"
    return rf"(?<![\w.,:/'-])(?:{one}\s?-\s?{one}|-?{one})(?![\d/:]|[.,-]\d)"


def quantity(written: str, language: Language, unit: str | None = None) -> str | None:
    """What `quantity_pattern` matches, in words; None where this language has no form for it.

    `unit` is one of a unit with its article ("an hour"); a fraction is said of it.
    """
    negative = written.startswith("-")
    ends = [_one(end.strip(), language, unit) for end in written.removeprefix("-").split("-")]
    said = [end for end in ends if end is not None]
    if len(said) < len(ends):
        return None
    if len(said) == 2:
        return _formed(language, "range", *said)
    return _formed(language, "negative", *said) if negative else said[0]


def is_fraction(written: str) -> bool:
    """Whether this is less than one, written as a fraction."""
    return re.fullmatch(r"\d+/\d+", written) is not None


def plain(text: str, language: Language) -> str:
    """Numbers written as some people do, as most do: 1-1/2 as 1 1/2, 5+ as ≥5."""
    if language.fractions:
        text = re.sub(r"(?<![\w.,:/-])(\d{1,3})-(?=\d/\d(?![\d/]))", r"\1 ", text)
    if "≥" in language.before_number:
        text = re.sub(r"(?<![\w.,:/-])(\d+)\+(?![\w+])", r"≥\1", text)
    return text


def expand(text: str, language: Language) -> str:
    """Every number in `text` in words; what has no form in the language stays as it is."""
    number = number_pattern(language)
    text = re.sub(
        rf"({quantity_pattern(language)})\s?[x×](?!\w)(?!\s*\d)", _template(language, "times"), text
    )
    text = re.sub(
        rf"(?<![\w.,])({number})\s?[x×]\s?({number})(?![\w/])", _template(language, "product"), text
    )
    text = re.sub(r"(?<![\w.,:])(\d{1,2}):(\d)(?![\d:])", _template(language, "ratio"), text)
    between = language.forms.get("range", "{}-{}").format(r"\1", r"\2")
    if suffixes := language.forms.get("ordinal"):
        nth = rf"\d{{1,6}}(?:{suffixes})"
        text = re.sub(rf"\b({nth})\s?[-—]\s?({nth})\b", between, text)
        text = re.sub(rf"\b(\d{{1,6}})(?:{suffixes})\b", lambda m: _ordinal(m[1], language), text)
    text = re.sub(r"(?<![\w.,:/-])\d{1,2}(?:-\d{1,2}){2,}(?![\w/:-]|[.,]\d)", _chain, text)
    alone = rf"{quantity_pattern(language)}(?![A-Za-z])"
    text = re.sub(alone, lambda m: quantity(m[0], language) or m[0], text)
    # A vertebra, a vitamin: the letter's name and the number. L5/S1 is one place, no choice.
    text = re.sub(r"\b([A-Z]\d{1,2})\s?-\s?([A-Z]\d{1,2})\b", between, text)
    text = re.sub(r"\b([A-Z]\d{1,2})\s?/\s?([A-Z]\d{1,2})\b", r"\1 \2", text)
    return re.sub(r"\b([A-Z])-?(\d{1,2})(?!\w)(?![.,:/]\d)", r"\1-\2", text)


def bare(text: str, language: Language) -> str:
    """The whole numbers that are left, beside letters and elsewhere."""
    return re.sub(r"([^\W\d_])?(-?)(\d+)(?=([^\W\d_])?)", lambda m: _spaced(m, language), text)


_SEPARATORS = ("decimal", "thousands")


def _one(written: str, language: Language, unit: str | None) -> str | None:
    whole, _, fraction = written.rpartition(" ")
    if "/" in fraction:
        said = language.fractions.get(fraction)
        if said is None:
            return None
        if whole:
            return _formed(language, "mixed", _cardinal(whole, language), said[1])
        return said[2].format(unit) if unit else said[0]
    return _cardinal(written, language)


def _cardinal(written: str, language: Language) -> str:
    point, thousands = (language.forms.get(name, "") for name in _SEPARATORS)
    digits = written.replace(thousands, "") if thousands else written
    whole, _, share = digits.partition(point) if point else (digits, "", "")
    if share:
        return counting.decimal(f"{whole}.{share}", language.code)
    return counting.number(int(whole), language.code)


def _ordinal(digits: str, language: Language) -> str:
    return counting.ordinal(int(digits), language.code)


def _formed(language: Language, form: str, *said: str) -> str | None:
    template = language.forms.get(form)
    return template.format(*said) if template else None


def _template(language: Language, form: str) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        said = [quantity(group, language) for group in match.groups()]
        formed = _formed(language, form, *filter(None, said)) if all(said) else None
        return formed or match[0]

    return replace


def _chain(match: re.Match[str]) -> str:
    return match[0].replace("-", " ")


def _spaced(match: re.Match[str], language: Language) -> str:
    before, hyphen, digits, after = match.groups(default="")
    joint = hyphen or (" " if before else "")
    return f"{before}{joint}{counting.number(int(digits), language.code)}{' ' if after else ''}"
