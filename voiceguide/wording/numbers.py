"""Numbers in digits, put into words: 3.5, 2nd, 5-10, 1/2, 1 1/2, 4-7-8, 2x, L5."""

import re
from collections.abc import Callable

from voiceguide.wording import counting, ordinals
from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit

LONGEST = 15
"""Digits of the longest number that is spoken; nobody can follow longer ones by ear."""

_FRACTION = r"(?:\d+ )?\d+/\d+"
_NOTHING = Unit(forms={})


def number_pattern(language: Language) -> str:
    """Returns a regular expression for one number as this language writes it."""
    point, thousands = map(re.escape, (language.numbers.decimal, language.numbers.thousands))
    grouped = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|" if thousands else ""
    share = rf"(?:{point}\d+)?" if point else ""
    return rf"(?:(?:{grouped}\d+){share})"


def quantity_pattern(language: Language) -> str:
    """Returns one for a number, a fraction, or a range of two, not part of anything longer."""
    one = rf"(?:{_FRACTION}|{number_pattern(language)})"
    return rf"(?<![\w.,:/'-])(?:{one}\s?-\s?{one}|-?{one})(?![\d/:]|[.,-]\d)"


def quantity(written: str, language: Language, unit: Unit = _NOTHING) -> str | None:
    """Puts a match of `quantity_pattern` into words; None if this language has no form for it.

    A fraction includes its `unit` (half an hour); a number takes the unit's gender.
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
    """Whether this is a fraction without a whole number."""
    return re.fullmatch(r"\d+/\d+", written) is not None


def category(written: str, language: Language) -> str:
    """The plural category of a match of `quantity_pattern`: that of its last number."""
    last = written.removeprefix("-").rpartition("-")[2].strip()
    return "other" if "/" in last else language.numbers.plurals.category(_digits(last, language))


def plain(text: str, language: Language) -> str:
    """Rewrites rarer spellings of numbers as the usual ones: 1-1/2 as 1 1/2, 5+ as ≥5."""
    if language.numbers.fractions:
        text = re.sub(r"(?<![\w.,:/-])(\d{1,3})-(?=\d/\d(?![\d/]))", r"\1 ", text)
    if "≥" in language.numbers.before:
        text = re.sub(r"(?<![\w.,:/-])(\d+)\+(?![\w+])", r"≥\1", text)
    return text


def expand(text: str, language: Language) -> str:
    """Puts every number in `text` into words; those that the language has no form for stay."""
    number = number_pattern(language)
    text = re.sub(
        rf"({quantity_pattern(language)})\s?[x×](?!\w)(?!\s*\d)", _template(language, "times"), text
    )
    text = re.sub(
        rf"(?<![\w.,])({number})\s?[x×]\s?({number})(?![\w/])", _template(language, "product"), text
    )
    text = re.sub(r"(?<![\w.,:])(\d{1,2}):(\d)(?![\d:])", _template(language, "ratio"), text)
    text = ordinals.expand(text, language)
    text = re.sub(r"(?<![\w.,:/-])\d{1,2}(?:-\d{1,2}){2,}(?![\w/:-]|[.,]\d)", _chain, text)
    alone = rf"{quantity_pattern(language)}(?![A-Za-z])"
    text = re.sub(alone, lambda m: quantity(m[0], language) or m[0], text)
    # A vertebra, a vitamin: the letter's name and the number. L5/S1 is one place, not a choice.
    text = re.sub(r"\b([A-Z]\d{1,2})\s?-\s?([A-Z]\d{1,2})\b", lambda m: _between(m, language), text)
    text = re.sub(r"\b([A-Z]\d{1,2})\s?/\s?([A-Z]\d{1,2})\b", r"\1 \2", text)
    return re.sub(r"\b([A-Z])-?(\d{1,2})(?!\w)(?![.,:/]\d)", r"\1-\2", text)


def bare(text: str, language: Language) -> str:
    """Puts the remaining whole numbers into words, also those that touch letters."""
    return re.sub(r"([^\W\d_])?(-?)(\d+)(?=([^\W\d_])?)", lambda m: _spaced(m, language), text)


def _one(written: str, language: Language, unit: Unit) -> str | None:
    whole, _, fraction = written.rpartition(" ")
    if "/" in fraction:
        said = language.numbers.fractions.get(fraction)
        if said is None:
            return None
        if whole:
            number = counting.before_fraction(int(whole), language, unit.gender)
            return _formed(language, "mixed", number, said.after_whole)
        return said.of_unit.format_map(unit.forms) if unit.forms else said.alone
    return _cardinal(written, language, unit)


def _cardinal(written: str, language: Language, unit: Unit) -> str:
    digits = _digits(written, language)
    if "." in digits:
        return counting.decimal(digits, language)
    return counting.number(int(digits), language, unit.gender)


def _digits(written: str, language: Language) -> str:
    """Returns a number without thousands separators, with a full stop as its decimal point."""
    if language.numbers.thousands:
        written = written.replace(language.numbers.thousands, "")
    return written.replace(language.numbers.decimal or ".", ".")


def _between(match: re.Match[str], language: Language) -> str:
    return language.numbers.between(match[1], match[2])


def _formed(language: Language, form: str, *said: str) -> str | None:
    template = language.numbers.forms.get(form)
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
    return f"{before}{joint}{counting.number(int(digits), language)}{' ' if after else ''}"
