"""Sums of money with the sign in front: $5, -$5, $1.50, $5M, $5 million."""

import re
from functools import lru_cache

from voiceguide.wording import counting, units
from voiceguide.wording.amounts import Amount
from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit


def magnitude(text: str, at: int, language: Language) -> tuple[str, int]:
    """Reads the "M" of $5M or the "million" of $5 million; returns its word and its end."""
    found = _magnitudes(language).match(text, at)
    return (language.units.magnitudes[found["sign"]], found.end()) if found else ("", at)


def with_hundredths(amount: Amount, unit: Unit, language: Language) -> str:
    """Says 1.50 as one dollar fifty, and 0.50 as fifty cents; returns "" for other sums."""
    whole, _, share = amount.digits.partition(".")
    small = language.units.hundredths.get(_sign(unit, language))
    if small is None or len(share) != 2 or amount.is_negative:
        return ""
    if not int(whole):
        return _counted(share, small, language)
    said = _counted(whole, unit, language)
    if not int(share):
        return said
    form = language.numbers.forms.get("sum", "{} {}")
    return form.format(said, counting.number(int(share), language))


def _counted(digits: str, unit: Unit, language: Language) -> str:
    number = str(int(digits))
    said = counting.number(int(number), language, unit.gender)
    return f"{said} {unit.forms[language.numbers.plurals.category(number)]}"


def _sign(unit: Unit, language: Language) -> str:
    return next((sign for sign, u in language.units.currencies.items() if u is unit), "")


@lru_cache(maxsize=8)
def _magnitudes(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<sign>{units.either(language.units.magnitudes)})(?!\w)")
