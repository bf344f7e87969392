"""`numbers.toml`: how a language writes and says numbers."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from unicode_rbnf import RbnfEngine

from voiceguide.errors import nearest
from voiceguide.wording.tables.plurals import Plurals, read_plurals
from voiceguide.wording.tables.reader import NONE, Table
from voiceguide.wording.tables.rules import Rules, check, engine, read_rules

ROLES = ("cardinal", "ordinal", "year", "day", "mixed")
"""The roles of rule sets; `day` is the day of a date, `mixed` the number before a fraction."""

_FORMS = {"negative": 1, "range": 2, "mixed": 2, "ratio": 2, "product": 2, "sum": 2}


class Fraction(NamedTuple):
    """A fraction alone (one half), after a whole number (a half), of a unit (half {article})."""

    alone: str
    after_whole: str
    of_unit: str


class Ordinal(NamedTuple):
    """A way to write ordinals: the signs around the digits, and the words that come first, if
    any."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[str, ...]
    words: str
    """The rule set for its words; empty for the language's usual one."""
    genders: Mapping[str, str] = NONE
    """Rule sets by the gender of the noun after it; if there are any, it needs such a noun."""


class Case(NamedTuple):
    """Words that change the numbers after them: in German, "in einer Minute"."""

    follows: tuple[str, ...]
    genders: Mapping[str, str]
    """Rule sets by the gender of the thing counted."""


class Times(NamedTuple):
    """The forms of "3x" by plural category, and the gender of the number in it."""

    forms: Mapping[str, str] = NONE
    gender: str = ""
    written: tuple[str, ...] = ()
    """Other signs for it that touch the number: in German, 3-mal."""


class Numbers(NamedTuple):
    """The numbers of one language. An empty field means that it has no such form."""

    file: str = ""
    """Its file's name, for messages."""
    borrowed: str = ""
    """The unicode-rbnf language to take words from; empty to use only `rules`."""
    rules: Rules = ()
    roles: Mapping[str, str] = NONE
    genders: Mapping[str, str] = NONE
    decimal: str = ""
    groups: tuple[str, ...] = ()
    """Signs between thousands, the usual one first."""
    joined: tuple[str, ...] = ()
    """Words between two numbers that count the same thing: 1 or 2 steps."""
    forms: Mapping[str, str] = NONE
    times: Times = Times()
    cases: tuple[Case, ...] = ()
    ordinals: tuple[Ordinal, ...] = ()
    before: Mapping[str, str] = NONE
    fractions: Mapping[str, Fraction] = NONE
    after_unit: Mapping[str, Mapping[str, str]] = NONE
    """Forms of a measure with a fraction after the unit, by fraction and gender: {} et demie."""
    plurals: Plurals = Plurals()
    letters: tuple[str, ...] = ()
    """Letters that may follow a number as its label, as in step 3a."""

    @property
    def thousands(self) -> str:
        """The usual sign between thousands; empty if there is none."""
        return self.groups[0] if self.groups else ""

    @property
    def around_range(self) -> tuple[str, str, str]:
        """The words before, between and after the two numbers of a range."""
        before, between, after = self.forms.get("range", "{}-{}").split("{}")
        return before, between, after

    def between(self, first: str, last: str) -> str:
        """Joins two numbers in words into a range; with a hyphen if there is no form."""
        return self.forms.get("range", "{}-{}").format(first, last)


def read_numbers(table: Table, code: str) -> Numbers:
    """Reads `numbers.toml`. Raises InputError."""
    words, written, said = table.table("words"), table.table("written"), table.table("said")
    rules = read_rules(table.table("rules"))
    plurals = read_plurals(table.table("plurals"))
    borrowed = words.text("borrow", "" if rules else code)
    numbers = Numbers(
        file=str(table.file),
        borrowed=borrowed,
        rules=rules,
        roles={role: words.text(role) for role in ROLES if role in words},
        genders=words.words("genders"),
        decimal=written.text("decimal", ""),
        groups=_one_or_more(written, "thousands"),
        joined=written.texts("joined"),
        forms={name: said.form(name, slots) for name, slots in _FORMS.items() if name in said},
        times=_times(said, plurals),
        cases=tuple(_case(case) for case in words.tables("after")),
        ordinals=tuple(_ordinal(ordinal) for ordinal in table.tables("ordinals")),
        before=table.words("before"),
        fractions=_fractions(table.table("fractions")),
        after_unit=_after_unit(table.table("fractions_after_units")),
        plurals=plurals,
        letters=written.texts("letters"),
    )
    if "borrow" in words and engine(borrowed, ()) is None:
        known = RbnfEngine.get_supported_languages()
        hint = nearest(borrowed, known)
        raise words.fault("borrow", f"unicode-rbnf has no numbers in {borrowed!r}{hint}")
    check(table.table("rules"), borrowed, rules)
    for role, name in numbers.roles.items():
        check_set(words, role, name, numbers)
    for gender, name in numbers.genders.items():
        check_set(words, f"genders.{gender}", name, numbers)
    for at, ordinal in enumerate(numbers.ordinals, start=1):
        check_set(table, f"ordinals[{at}].words", ordinal.words, numbers)
        _check_genders(table, f"ordinals[{at}].genders", ordinal.genders, numbers)
    for at, case in enumerate(numbers.cases, start=1):
        _check_genders(words, f"after[{at}].genders", case.genders, numbers)
    for fraction, forms in numbers.after_unit.items():
        _check_known(table, f"fractions_after_units.{fraction}", forms, numbers)
    if numbers.times.gender:
        _check_known(said.table("times"), "gender", (numbers.times.gender,), numbers)
    return numbers


def _check_genders(table: Table, key: str, sets: Mapping[str, str], numbers: Numbers) -> None:
    _check_known(table, key, sets, numbers)
    for gender, name in sets.items():
        check_set(table, f"{key}.{gender}", name, numbers)


def _check_known(table: Table, key: str, genders: Iterable[str], numbers: Numbers) -> None:
    """Raises InputError for a gender that the numbers don't have."""
    for gender in genders:
        if gender not in numbers.genders:
            hint = nearest(gender, numbers.genders)
            raise table.fault(key, f"unknown gender {gender!r}{hint}")


def _times(said: Table, plurals: Plurals) -> Times:
    """Reads the forms of "3x": one text, or a table of texts by plural category."""
    if "times" not in said:
        return Times()
    if said.is_text("times"):
        return Times(dict.fromkeys(plurals.categories, said.form("times", 1)))
    inner = said.table("times")
    forms = {name: inner.form(name, 1, least=0) for name in plurals.categories}
    return Times(forms, inner.text("gender", ""), inner.texts("written"))


def _one_or_more(table: Table, key: str) -> tuple[str, ...]:
    """Returns a text, or a list of them, as a list without empty ones."""
    if key in table and not table.is_text(key):
        return table.texts(key)
    return tuple(filter(None, (table.text(key, ""),)))


def _case(table: Table) -> Case:
    return Case(table.texts("follows", required=True), table.words("genders"))


def _after_unit(table: Table) -> Mapping[str, Mapping[str, str]]:
    return {
        fraction: {gender: inner.form(gender, 1) for gender in inner}
        for fraction, inner in ((name, table.table(name)) for name in table)
    }


def check_set(table: Table, key: str, name: str, numbers: Numbers) -> None:
    """Raises InputError if `name` is set, but no rule set has it."""
    made = engine(numbers.borrowed, numbers.rules) if name else None
    if name and (made is None or name not in made.rulesets):
        sets = sorted(made.rulesets) if made else []
        raise table.fault(key, f"unknown rule set {name!r}{nearest(name, sets)}")


def _ordinal(table: Table) -> Ordinal:
    ordinal = Ordinal(
        before=table.texts("before"),
        after=table.texts("after"),
        follows=table.texts("follows"),
        words=table.text("words", ""),
        genders=table.words("genders"),
    )
    if not ordinal.before and not ordinal.after:
        raise table.fault("", "expected what is written 'before' or 'after' the digits")
    return ordinal


def _fractions(table: Table) -> Mapping[str, Fraction]:
    fractions = {}
    for written in table:
        said = table.texts(written)
        if len(said) != 3 or not re.fullmatch(r"[1-9]\d*/[1-9]\d*", written):
            message = f'expected "1/2" = [alone, after a number, of a unit], found {said}'
            raise table.fault(written, message)
        alone, after_whole, of_unit = said
        if set("{}") & set(re.sub(r"\{\w+\}", "", of_unit)):
            message = f"expected a column name between the braces, found {of_unit!r}"
            raise table.fault(written, message)
        fractions[written] = Fraction(alone=alone, after_whole=after_whole, of_unit=of_unit)
    return fractions
