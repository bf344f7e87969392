"""Reads a measure, an amount and the thing it counts, and puts it into words."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from voiceguide.wording import amounts, money, nouns, parts, units
from voiceguide.wording.amounts import Amount
from voiceguide.wording.language import Language
from voiceguide.wording.tables.units import Unit

_TIMES = re.compile(r"(?:\s?[x×]|X)(?!\w)(?!\s*-?\.?\d)")
_FACTOR = re.compile(r"\s?[xX]\s?-?\.?\d")


@dataclass(frozen=True, slots=True)
class Tail:
    """The thing that an amount counts: a unit, any other word, or times; none for a bare number."""

    unit: Unit | None = None
    word: str = ""
    is_times: bool = False
    is_currency: bool = False
    is_joined: bool = False
    magnitude: str = ""
    stop: str = ""
    """The full stop that ends both an abbreviated unit and the sentence."""

    def __bool__(self) -> bool:
        return bool(self.unit or self.word or self.is_times)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, and its end in the text. A measure in parts (5 ft 10 in) is already in words."""

    amount: Amount
    end: int
    tail: Tail = Tail()
    in_parts: str = ""
    gender: str = ""
    """The gender of the thing counted."""
    rules: str = ""
    """The rule set for its number, if the words before it require one."""

    def is_whole(self, language: Language) -> bool:
        """Whether its words include the unit, so that a range can't say the unit only once."""
        return bool(self.in_parts or _with_hundredths(self, language))

    def said(self, language: Language, *, is_adjective: bool = False) -> str | None:
        """Returns the words; None if the language has no form for it."""
        if whole := self.in_parts or _with_hundredths(self, language):
            return whole
        if form := self._after_unit(language):
            counted = replace(self, amount=self.amount.whole()).said(language)
            return None if counted is None else form.format(counted)
        said = self.number(language)
        if said is None or (self.amount.is_fraction and self.tail.unit):
            return said
        return self.counted(said, language, is_adjective=is_adjective)

    def number(self, language: Language) -> str | None:
        """Returns the amount in words, with the gender of the thing counted."""
        if self.tail.is_times:
            return self.amount.said(language, Unit({}, language.numbers.times.gender))
        return self.amount.said(language, self.tail.unit or Unit({}, self.gender), self.rules)

    def _after_unit(self, language: Language) -> str:
        """Returns the form of a measure with its fraction after the unit, if there is one."""
        unit = self.tail.unit
        forms = language.numbers.after_unit.get(self.amount.fraction, {})
        return forms.get(unit.gender, "") if unit else ""

    def counted(self, said: str, language: Language, *, is_adjective: bool = False) -> str | None:
        """Returns the amount and the thing counted in words."""
        tail, known = self.tail, language.units
        if tail.is_times:
            return language.numbers.times.forms[self.amount.category(language)].format(said)
        if tail.unit is None:
            return f"{said} {tail.word}" if tail.word else said
        said = f"{said} {tail.magnitude}" if tail.magnitude else said
        form = tail.unit.forms["other" if tail.magnitude else self.amount.category(language)]
        single = tail.unit.forms[known.compound_form] if known.compound_form else form
        if tail.is_joined or (is_adjective and single != form):
            return known.joint.join(f"{said} {single}".split(" "))
        return f"{said} {form}{tail.stop}"


def read(text: str, at: int, language: Language) -> Measure | None:
    """Reads one measure; None if there is none, or an unknown unit follows."""
    if sign := units.currency(language).match(text, at):
        return _money(text, sign, language)
    if row := parts.read(text, at, language):
        return Measure(Amount("2"), row.end, Tail(unit=row.unit), row.said)
    number = amounts.read(text, at, language)
    if number is None:
        return None
    amount, end = number
    if found := units.after_number(language).match(text, end):
        is_last = found["unit"].endswith(".") and found.end() == len(text)
        unit = units.unit_of(found["unit"], language)
        tail = Tail(unit=unit, is_joined=bool(found["hyphen"]), stop="." if is_last else "")
        rules = nouns.rules_before(text, at, unit.gender, language)
        return Measure(amount, found.end(), tail, rules=rules)
    if named := _with_name(text, at, amount, end, language):
        return named
    if language.numbers.times.forms and (times := _TIMES.match(text, end)):
        return Measure(amount, times.end(), Tail(is_times=True))
    is_factor = "product" in language.numbers.forms and _FACTOR.match(text, end)
    if not is_factor and units.unknown(text, end, language):
        return None
    if nouns.unknown(text, at, end, language):
        return None
    gender = nouns.gender_behind(text, end, language)
    rules = nouns.rules_before(text, at, gender, language)
    return Measure(amount, end, gender=gender, rules=rules)


def _with_name(text: str, at: int, amount: Amount, end: int, language: Language) -> Measure | None:
    """Reads the full name of a unit after a fraction, whose form it takes: 1/2 hour."""
    found = units.named(language).match(text, end) if "/" in amount.digits else None
    if found is None or is_adjective(text, at, found.end(), language):
        return None
    return Measure(amount, found.end(), Tail(unit=units.names(language)[found["name"]]))


def of_same_currency(text: str, at: int, first: Measure, language: Language) -> Measure | None:
    """Reads the second sum of $5-10 and $5-10M, which has no sign of its own."""
    number = amounts.read(text, at, language)
    if number is None:
        return None
    word, end = money.magnitude(text, number[1], language)
    tail = replace(first.tail, magnitude=word or first.tail.magnitude)
    return None if _has_unit(text, end, language) else Measure(number[0], end, tail)


def between(
    first: Measure, last: Measure, language: Language, *, is_adjective: bool = False
) -> str | None:
    """Returns a range in words; a unit that both ends share is said once."""
    if "range" not in language.numbers.forms:
        return None
    tail = last.tail or first.tail
    first, last = replace(first, tail=first.tail or tail), replace(last, tail=tail)
    if not _share_unit(first, last, language):
        start, end = first.said(language), last.said(language)
    else:
        first = replace(first, gender=first.gender or last.gender)
        start, end = first.number(language), last.number(language)
    if start is None or end is None:
        return None
    said = language.numbers.between(start, end)
    if not _share_unit(first, last, language) or (last.amount.is_fraction and tail.unit):
        return said
    return last.counted(said, language, is_adjective=is_adjective)


def _share_unit(first: Measure, last: Measure, language: Language) -> bool:
    """Whether a range says its unit once. A fraction includes its unit: half a minute."""
    if first.tail != last.tail or first.is_whole(language) or last.is_whole(language):
        return False
    fractions = first.amount.is_fraction, last.amount.is_fraction
    if not last.tail.unit or fractions[0] == fractions[1]:
        return True
    return fractions[0] and not last.tail.is_joined


def is_adjective(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a measure describes the noun after it: a 40cm gap, 90° turn."""
    article, noun = _around(language)
    if noun.match(text, end):
        return True
    return (
        bool(article.search(text[max(0, start - 12) : start]))
        and text[end : end + 2].strip().isalpha()
    )


@lru_cache(maxsize=8)
def _around(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = language.units
    articles = known.compound_after
    capitals = units.either(word.capitalize() for word in articles)
    return (
        re.compile(rf"(?:(?<!\w)(?:{units.either(articles)})|(?:^|[.!?…]\s)(?:{capitals}))\s$"),
        re.compile(rf"\s(?:{units.either(known.compound_before)})(?!\w)(?!\s*\d)"),
    )


def _money(text: str, sign: re.Match[str], language: Language) -> Measure | None:
    number = amounts.read(text, sign.end(), language)
    if number is None:
        return None
    amount, end = number
    word, end = money.magnitude(text, end, language)
    if _has_unit(text, end, language):
        return None
    unit = language.units.currencies[sign["currency"]]
    is_negative = amount.is_negative or bool(sign["sign"])
    tail = Tail(unit=unit, is_currency=True, magnitude=word)
    return Measure(replace(amount, is_negative=is_negative), end, tail)


def _has_unit(text: str, at: int, language: Language) -> bool:
    """Whether letters or another unit follow a sum of money."""
    if "product" in language.numbers.forms and _FACTOR.match(text, at):
        return False
    return units.touches_letter(text, at) or bool(
        units.after_number(language).match(text, at) or units.unknown(text, at, language)
    )


def _with_hundredths(measure: Measure, language: Language) -> str:
    tail = measure.tail
    if tail.unit is None or tail.magnitude:
        return ""
    return money.with_hundredths(measure.amount, tail.unit, language)
