"""Numbers with units and currencies in words: 10 min, 5-10 cm, 1/2 h, 40 °C, $5, a 10-min rest."""

import re
from collections.abc import Mapping
from functools import lru_cache

from voiceguide.wording import numbers
from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit

_UNIT_END = r"(?!\w)(?:\.(?=\s+[^\W\d_A-Z]))?"


def expand(text: str, language: Language) -> str:
    """Puts every number with a unit into words; units that the language does not know stay."""
    amount, known = numbers.quantity_pattern(language), language.units
    if known.per:
        unit, word = _either(known.units) or "(?!)", r"(?=[^\W\d_]{2})"
        text = re.sub(rf"(\d\s?(?:{unit}|[x×]))\s?/\s?{word}", lambda m: _per(m, language), text)
        text = re.sub(rf"(\d)\s?/\s?(?=(?:{unit})(?!\w))", lambda m: _per(m, language), text)
    if known.currencies:
        signs = _either(known.currencies)
        text = re.sub(
            rf"({signs})\s?({amount.replace('(?<![', '(?<![A-Za-z')})",
            lambda m: _measured(m[0], m[2], known.currencies[m[1]], language),
            text,
        )
    units = {**known.units, **known.currencies}
    for table, space in ((units, r"\s?"), (known.touching, "")):
        if table:
            text = _with_units(text, amount, table, space, language)
    return text


def expand_alone(text: str, language: Language) -> str:
    """Writes out units without a number in digits before them: a few cm, per min, ten kg.

    Single letters, signs and `touching` units stay, as does "min." inside a sentence.
    """
    known = language.units
    if not known.units:
        return text
    one = language.numbers.plurals.category("1")
    return _alone(language).sub(
        lambda m: f"{m[1] or ''}{known.units[m[2]].forms[one if m[1] else known.alone_form]}", text
    )


@lru_cache(maxsize=8)
def _alone(language: Language) -> re.Pattern[str]:
    signs = {sign: None for sign in language.units.units if len(sign) > 1 and sign.isalpha()}
    one = "|".join(map(re.escape, language.units.singular_after)) or "(?!)"
    either = _either(signs) or "(?!)"
    return re.compile(rf"(?<![\w'./-])(\b(?i:{one})\s)?({either})(?![\w'/-]|\.\s*\w)")


def _per(match: re.Match[str], language: Language) -> str:
    return language.units.per.format(match[1], "")


def _with_units(
    text: str, amount: str, table: Mapping[str, Unit], space: str, language: Language
) -> str:
    def spoken(match: re.Match[str]) -> str:
        unit = any_case[match["unit"]]
        said = _measured(match[0], match["amount"], unit, language, is_joined=bool(match["hyphen"]))
        is_last = match["unit"].endswith(".") and match.end() == len(match.string)
        return f"{said}." if is_last and said != match[0] else said

    shouted = {sign.upper(): unit for sign, unit in table.items() if sign.isalpha()}
    any_case = {**shouted, **table}
    hyphen = r"|(?P<hyphen>-)" if language.units.compound_form else r"|(?P<hyphen>(?!))"
    pattern = rf"(?P<amount>{amount})(?:{space}{hyphen})(?P<unit>{_either(any_case)}){_UNIT_END}"
    return re.sub(pattern, spoken, text)


def _measured(
    found: str, amount: str, unit: Unit, language: Language, *, is_joined: bool = False
) -> str:
    said = numbers.quantity(amount, language, unit)
    if said is None:
        return found
    if numbers.is_fraction(amount):
        return said
    if is_joined:
        known = language.units
        return known.joint.join(f"{said} {unit.forms[known.compound_form]}".split(" "))
    return f"{said} {unit.forms[numbers.category(amount, language)]}"


def _either(table: Mapping[str, object]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(table, key=len, reverse=True))
