"""`numbers.toml`: how a language writes numbers, and says them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from unicode_rbnf import RbnfEngine

from voiceguide.errors import nearest
from voiceguide.wording.tables.plurals import Plurals, read_plurals
from voiceguide.wording.tables.reader import NONE, Table
from voiceguide.wording.tables.rules import Rules, check, engine, read_rules

ROLES = ("cardinal", "ordinal", "year", "day", "mixed")
"""What a set of rules is for: the day in a date, and the number in front of a fraction, too."""

_FORMS = {"negative": 1, "range": 2, "mixed": 2, "ratio": 2, "times": 1, "product": 2}


class Fraction(NamedTuple):
    """One half, alone; (one and) a half, after a whole number; half {article}, of a unit."""

    alone: str
    after_whole: str
    of_unit: str


class Ordinal(NamedTuple):
    """How a place in a row is written: what stands around its digits, and in front of both."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    follows: tuple[str, ...]
    words: str
    """The set of rules that says it; empty for the language's usual one."""


class Numbers(NamedTuple):
    """Numbers of one language. What is empty has no form there."""

    file: str = ""
    """For messages."""
    borrowed: str = ""
    """The language of unicode-rbnf that has the words; empty where `rules` are all."""
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

    @property
    def around_range(self) -> tuple[str, str, str]:
        """The words of a range in front of its two numbers, between and behind them."""
        before, between, after = self.forms.get("range", "{}-{}").split("{}")
        return before, between, after

    def between(self, first: str, last: str) -> str:
        """A range of two that are in words already; with a hyphen where there is no form."""
        return self.forms.get("range", "{}-{}").format(first, last)


def read_numbers(table: Table, code: str) -> Numbers:
    """The file as a value. Raises InputError."""
    words, written, said = table.table("words"), table.table("written"), table.table("said")
    rules = read_rules(table.table("rules"))
    borrowed = words.text("borrow", "" if rules else code)
    numbers = Numbers(
        file=f"{code}/numbers.toml",
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
    )
    if "borrow" in words and engine(borrowed, ()) is None:
        known = RbnfEngine.get_supported_languages()
        raise words.fault("borrow", f"nobody has numbers in {borrowed!r}{nearest(borrowed, known)}")
    check(table.table("rules"), borrowed, rules)
    for role, name in numbers.roles.items():
        check_set(words, role, name, numbers)
    for gender, name in numbers.genders.items():
        check_set(words, f"genders.{gender}", name, numbers)
    for at, ordinal in enumerate(numbers.ordinals, start=1):
        check_set(table, f"ordinals[{at}].words", ordinal.words, numbers)
    return numbers


def check_set(table: Table, key: str, name: str, numbers: Numbers) -> None:
    """Raise InputError for a set of rules that is named and isn't there."""
    made = engine(numbers.borrowed, numbers.rules) if name else None
    if name and (made is None or name not in made.rulesets):
        sets = sorted(made.rulesets) if made else []
        raise table.fault(key, f"no set of rules {name!r}{nearest(name, sets)}")


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
            message = f'expected such as "1/2" = [alone, after a number, of a unit], found {said}'
            raise table.fault(written, message)
        alone, after_whole, of_unit = said
        if set("{}") & set(re.sub(r"\{\w+\}", "", of_unit)):
            message = f"expected the name of a column between the braces, found {of_unit!r}"
            raise table.fault(written, message)
        fractions[written] = Fraction(alone=alone, after_whole=after_whole, of_unit=of_unit)
    return fractions
