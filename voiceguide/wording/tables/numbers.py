"""`numbers.toml`: how a language writes and says numbers."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from unicode_rbnf import RbnfEngine

from voiceguide.errors import nearest
from voiceguide.wording.tables.plurals import Plurals, read_plurals
from voiceguide.wording.tables.reader import NONE, Table
from voiceguide.wording.tables.rules import Rules, check, engine, read_rules

ROLES = ("cardinal", "ordinal", "year", "day", "mixed")
"""What rule sets are for; `day` is the day of a date, `mixed` the number before a fraction."""

_FORMS = {"negative": 1, "range": 2, "mixed": 2, "ratio": 2, "times": 1, "product": 2}


class Fraction(NamedTuple):
    """A fraction alone (one half), after a whole number (a half), of a unit (half {article})."""

    alone: str
    after_whole: str
    of_unit: str


class Ordinal(NamedTuple):
    """How ordinals are written: around the digits, and, if any, the words that come first."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[str, ...]
    words: str
    """The rule set to say it with; empty for the language's usual one."""


class Numbers(NamedTuple):
    """The numbers of one language. An empty field means that it has no such form."""

    file: str = ""
    """Its file's name, for messages."""
    borrowed: str = ""
    """The unicode-rbnf language to take words from; empty if `rules` are all there is."""
    rules: Rules = ()
    roles: Mapping[str, str] = NONE
    genders: Mapping[str, str] = NONE
    decimal: str = ""
    thousands: str = ""
    forms: Mapping[str, str] = NONE
    ordinals: tuple[Ordinal, ...] = ()
    before: Mapping[str, str] = NONE
    fractions: Mapping[str, Fraction] = NONE
    plurals: Plurals = Plurals()
    letters: tuple[str, ...] = ()
    """Letters that may follow a number as its label, as in step 3a."""

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
    borrowed = words.text("borrow", "" if rules else code)
    numbers = Numbers(
        file=str(table.file),
        borrowed=borrowed,
        rules=rules,
        roles={role: words.text(role) for role in ROLES if role in words},
        genders=words.words("genders"),
        decimal=written.text("decimal", ""),
        thousands=written.text("thousands", ""),
        forms={name: said.form(name, slots) for name, slots in _FORMS.items() if name in said},
        ordinals=tuple(_ordinal(ordinal) for ordinal in table.tables("ordinals")),
        before=table.words("before"),
        fractions=_fractions(table.table("fractions")),
        plurals=read_plurals(table.table("plurals")),
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
    return numbers


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
