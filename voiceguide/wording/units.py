"""The units of a language, as written after numbers, after a slash, and alone."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit

_END = r"(?!\w)(?:\.(?=\s+[^\W\d_A-Z]|\s?/))?"
"""The full stop of an abbreviated unit; before a capital letter it ends the sentence."""

_FRAGMENT = re.compile(r"(?P<gap>[\s-]?)(?P<letters>[^\W\d_]+)(?P<after>-\d|[\d/'-]?)")


@lru_cache(maxsize=8)
def after_number(language: Language) -> re.Pattern[str]:
    """Returns a pattern for the `unit` after an amount, with the `hyphen` of a compound."""
    known = language.units
    hyphen = r"|(?P<hyphen>-)" if known.compound_form else r"|(?P<hyphen>(?!))"
    anywhere, close = (either(signs) for signs in (spellings(language), _any_case(known.touching)))
    gap = rf"(?:(?=\s?(?:{anywhere}){_END})\s?|(?=(?:{close}){_END}){hyphen})"
    return re.compile(rf"{gap}(?P<unit>{anywhere}|{close}){_END}")


@lru_cache(maxsize=8)
def names(language: Language) -> dict[str, Unit]:
    """Returns units by their full names."""
    return {name: unit for unit in language.units.units.values() for name in unit.counted}


@lru_cache(maxsize=8)
def named(language: Language) -> re.Pattern[str]:
    """Returns a pattern for the full `name` of a unit after a fraction."""
    return re.compile(rf"\s(?P<name>{either(names(language))})(?!\w)")


@lru_cache(maxsize=8)
def after_slash(language: Language) -> re.Pattern[str]:
    """Returns a pattern for a `unit` after "per"."""
    return re.compile(rf"(?P<unit>{either(spellings(language))}){_END}")


@lru_cache(maxsize=8)
def currency(language: Language) -> re.Pattern[str]:
    """Returns a pattern for a `currency` before an amount, and a sign of either."""
    return re.compile(rf"(?P<sign>-)?(?P<currency>{either(language.units.currencies)})\s?")


def unit_of(sign: str, language: Language) -> Unit:
    """Returns the unit that a spelling stands for."""
    spelt = spellings(language)
    return spelt[sign] if sign in spelt else _any_case(language.units.touching)[sign]


def spellings_of(unit: Unit, language: Language) -> set[str]:
    """Returns all spellings of a unit that consist of letters, short and in full."""
    known = {sign for sign, meant in spellings(language).items() if meant == unit}
    close = {sign for sign, meant in language.units.touching.items() if meant == unit}
    return {sign for sign in known | close | unit.counted if sign.isalpha()}


@lru_cache(maxsize=8)
def singulars(language: Language) -> frozenset[str]:
    """Returns the full names of the units, as they are said after "per"."""
    one = language.numbers.plurals.category("1")
    return frozenset(unit.forms[one] for unit in language.units.units.values())


def touches_letter(text: str, at: int) -> bool:
    """Whether a letter comes next; one without case is a word of a language without spaces."""
    return text[at : at + 1].swapcase() != text[at : at + 1]


def unknown(text: str, at: int, language: Language) -> str:
    """Returns letters after a number that are neither a unit nor a word: 5k, 10 pcs, 1e3.

    They include the space before them; empty if there are none.
    """
    found = _FRAGMENT.match(text, at) if language.is_known else None
    if found is None or not touches_letter(text, found.start("letters")):
        return ""
    letters, short, capitals = found["letters"], language.abbreviations.in_full, language.capitals
    is_close, is_single = found["gap"] != " ", len(letters) == 1
    whole, after = f"{found['gap']}{letters}", found["after"]
    if is_single and after == "'" and touches_letter(text, found.end()):  # 2 d'affilée
        return ""
    if is_single and after[1:]:  # 5M-5, but not a 5M-long rope
        return whole
    if is_close and (after.isdigit() or (is_single and after != "-")):
        return whole
    if not letters.islower() or letters in language.units.touching:
        return ""
    if {letters, f"{letters}.", f"{letters}/"} & set(short):
        return ""
    shouted = letters.upper()
    is_word = not capitals.consonants.issuperset(shouted) or shouted in capitals.plain
    return "" if is_word or not capitals.consonants else whole


def expand_alone(text: str, language: Language) -> str:
    """Writes out units without a number in digits before them: a few cm, per min, ten kg.

    Single letters, signs and `touching` units stay, as does "min." inside a sentence.
    """
    known = language.units
    if not known.units:
        return text
    one = language.numbers.plurals.category("1")
    if known.per and "/" in text:
        text = _alone_per(language).sub(lambda m: _per(m, language), text)
    return _alone(language).sub(
        lambda m: f"{m[1] or ''}{known.units[m[2]].forms[one if m[1] else known.alone_form]}", text
    )


def _per(match: re.Match[str], language: Language) -> str:
    """Says breaths/min as breaths per minute, but min/h, two units, as one or the other."""
    names = {word for unit in language.units.units.values() for word in unit.counted}
    if match[1] in names or match[1] in language.units.units:
        return match[0]
    unit = language.units.units[match[2]]
    return language.units.per.format(match[1], unit.forms[per_form(language)])


def per_form(language: Language) -> str:
    """Returns the name of a unit's form after "per"."""
    per = language.units.per.replace("{}", " ").strip()
    is_singular = per in language.units.singular_after
    return language.numbers.plurals.category("1") if is_singular else language.units.alone_form


@lru_cache(maxsize=8)
def _alone(language: Language) -> re.Pattern[str]:
    one = "|".join(map(re.escape, language.units.singular_after)) or "(?!)"
    return re.compile(rf"(?<![\w'./-])(\b(?i:{one})\s)?({_long(language)})(?![\w'/-]|\.\s*\w)")


@lru_cache(maxsize=8)
def _alone_per(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'./-])([^\W\d_]{{2,}})\s?/\s?({_long(language)})(?![\w'/-])")


def _long(language: Language) -> str:
    return either(s for s in language.units.units if len(s) > 1 and s.replace("/", "").isalpha())


def _any_case(known: Mapping[str, Unit]) -> dict[str, Unit]:
    """Returns units by their spellings in several cases: kg, Kg, KG."""
    forms = [(sign, unit) for sign, unit in known.items() if sign.isalpha()]
    title = {sign.capitalize(): unit for sign, unit in forms}
    return {**title, **{sign.upper(): unit for sign, unit in forms}, **known}


@lru_cache(maxsize=8)
def spellings(language: Language) -> dict[str, Unit]:
    """Returns units by all their short spellings, which follow numbers."""
    known = language.units
    return _any_case({**known.units, **known.currencies})


def either(words: Iterable[str]) -> str:
    """Returns a pattern for any of the words, the longest first; without words, it never
    matches."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or "(?!)"
