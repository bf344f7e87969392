"""Numbers with units and currencies in words: 10 min, 5-10 cm, 1/2 h, 40 °C, $5, a 10-min rest."""

import re
from collections.abc import Mapping
from functools import cache

from voiceguide.wording import language as languages
from voiceguide.wording import numbers
from voiceguide.wording.language import Language, Unit

_UNIT_END = r"(?!\w)(?:\.(?=\s+[^\W\d_A-Z]))?"


def expand(text: str, language: Language) -> str:
    """Every number with a unit in words; units that the language does not have stay."""
    amount = numbers.quantity_pattern(language)
    if per := language.forms.get("per"):
        unit, word = _either(language.units), r"(?=[^\W\d_]{2})"
        text = re.sub(rf"(\d\s?(?:{unit}|[x×]))\s?/\s?{word}", per.format(r"\1", ""), text)
        text = re.sub(rf"(\d)\s?/\s?(?=(?:{unit})(?!\w))", per.format(r"\1", ""), text)
    if language.currencies:
        signs = _either(language.currencies)
        text = re.sub(
            rf"({signs})\s?({amount.replace('(?<![', '(?<![A-Za-z')})",
            lambda m: _measured(m[0], m[2], language.currencies[m[1]], language),
            text,
        )
    units = {**language.units, **language.currencies}
    for table, space in ((units, r"\s?"), (language.joined_units, "")):
        if table:
            text = _with_units(text, amount, table, space, language)
    return text


def expand_alone(text: str, language: Language) -> str:
    """Units that no number in digits stands before: a few cm, per min, ten kg.

    Only those that are no words of their own; "min." inside a sentence is an abbreviation.
    """
    if not language.units:
        return text
    return _alone(language.code).sub(
        lambda m: f"{m[1] or ''}{language.units[m[2]][0 if m[1] else 1]}", text
    )


@cache
def _alone(code: str) -> re.Pattern[str]:
    language = languages.of(code)
    signs = {sign: None for sign in language.units if len(sign) > 1 and sign.isalpha()}
    one = language.forms.get("singular", "(?!)")
    either = _either(signs) or "(?!)"
    return re.compile(rf"(?<![\w'./-])(\b(?i:{one})\s)?({either})(?![\w'/-]|\.\s*\w)")


def _with_units(
    text: str, amount: str, table: Mapping[str, Unit], space: str, language: Language
) -> str:
    def spoken(match: re.Match[str]) -> str:
        unit = any_case[match["unit"]]
        return _measured(match[0], match["amount"], unit, language, hyphen=bool(match["hyphen"]))

    shouted = {sign.upper(): unit for sign, unit in table.items() if sign.isalpha()}
    any_case = {**shouted, **table}
    pattern = (
        rf"(?P<amount>{amount})(?:{space}|(?P<hyphen>-))(?P<unit>{_either(any_case)}){_UNIT_END}"
    )
    return re.sub(pattern, spoken, text)


def _measured(
    found: str, amount: str, unit: Unit, language: Language, *, hyphen: bool = False
) -> str:
    one, several, with_article = unit
    said = numbers.quantity(amount, language, with_article)
    if said is None:
        return found
    if numbers.is_fraction(amount):
        return said
    if hyphen:
        return f"{said.replace(' ', '-')}-{one.replace(' ', '-')}"
    last = amount.rpartition("-")[2].strip() if not amount.startswith("-") else amount[1:]
    return f"{said} {one if last == '1' else several}"


def _either(table: Mapping[str, object]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(table, key=len, reverse=True))
