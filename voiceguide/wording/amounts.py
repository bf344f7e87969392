"""Amounts: the numbers in measures, such as 3.5, .5, -5, 1/2, 1 1/2, as a language writes them."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from voiceguide.wording import counting
from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit

NOT_INSIDE = r"(?<![\w.,:/'-])"
"""A pattern for text that must not come before an amount, which would be part of something
longer."""

_FRACTION = re.compile(r"\d+/")
_IN_MIXED = re.compile(r"\d $")
"""A pattern before the fraction of a mixed number that could not be read as one."""
_NO_UNIT = Unit(forms={})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a fraction. `digits` is in the form `1000.5`, or as written: `1 1/2`."""

    digits: str
    is_negative: bool = False

    @property
    def is_fraction(self) -> bool:
        """Whether this is a fraction without a whole number."""
        return "/" in self.digits and " " not in self.digits

    def category(self, language: Language) -> str:
        """Returns the plural category of the thing counted."""
        return "other" if "/" in self.digits else language.numbers.plurals.category(self.digits)

    @property
    def fraction(self) -> str:
        """The fraction after a whole number, as in 1 1/2; empty if there is none."""
        return self.digits.partition(" ")[2]

    def whole(self) -> "Amount":
        """Returns a mixed number without its fraction."""
        return replace(self, digits=self.digits.partition(" ")[0])

    def said(self, language: Language, unit: Unit | None = None, rules: str = "") -> str | None:
        """Returns the words; None if the language has no form for it.

        A fraction includes its `unit` (half an hour). A number takes the unit's gender, or uses the
        rule set `rules`.
        """
        said = self._unsigned(language, unit or _NO_UNIT, rules)
        if said is None or not self.is_negative:
            return said
        return formed(language, "negative", said)

    def _unsigned(self, language: Language, unit: Unit, rules: str) -> str | None:
        whole, _, fraction = self.digits.rpartition(" ")
        if "/" in fraction:
            known = language.numbers.fractions.get(fraction)
            if known is None:
                return None
            if whole:
                number = counting.before_fraction(int(whole), language, unit.gender)
                return formed(language, "mixed", number, known.after_whole)
            return known.of_unit.format_map(unit.forms) if unit.forms else known.alone
        if "." in self.digits:
            return counting.decimal(self.digits, language)
        return counting.number(int(self.digits), language, unit.gender, rules)


def read(text: str, at: int, language: Language) -> tuple[Amount, int] | None:
    """Reads an amount at index `at`; returns it and its end."""
    match = _pattern(language).match(text, at)
    if match is None or (_FRACTION.match(match["amount"]) and _IN_MIXED.search(text, 0, at)):
        return None
    digits, written = match["amount"], language.numbers
    if written.thousands and "/" not in digits:
        digits = digits.replace(written.thousands, "")
    digits = digits.replace(written.decimal or ".", ".")
    return Amount(f"0{digits}" if digits[0] == "." else digits, bool(match["sign"])), match.end()


def starts(language: Language) -> str:
    """Returns a pattern for the start of an amount, without its sign."""
    point = re.escape(language.numbers.decimal)
    return rf"(?:{point}?\d)" if point else r"\d"


def formed(language: Language, form: str, *said: str) -> str | None:
    """Fills one of the language's forms for numbers; None if it has no such form."""
    template = language.numbers.forms.get(form)
    return template.format(*said) if template else None


@lru_cache(maxsize=8)
def _pattern(language: Language) -> re.Pattern[str]:
    point, thousands = map(re.escape, (language.numbers.decimal, language.numbers.thousands))
    grouped = rf"\d{{1,3}}(?:{thousands}\d{{3}})+|" if thousands else ""
    share = rf"(?:{point}\d+)?" if point else ""
    small = rf"|{point}\d+" if point else ""
    number = rf"(?:\d+ )?\d+/\d+|(?:{grouped}\d+){share}{small}"
    return re.compile(rf"(?P<sign>-)?(?P<amount>{number})(?!\d|[.,:/]\d)")
