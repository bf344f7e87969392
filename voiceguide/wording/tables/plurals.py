"""Plural forms: the form of a word after a number, by conditions in CLDR's notation.

    one = "i = 1 and v = 0"
    few = "n % 10 = 2..4 and n % 100 != 12..14"

`n` is the number without its sign, `i` its integer part, `f` the digits after
the decimal point as a whole number, and `v` the number of those digits.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from voiceguide.wording.tables.reader import NONE, Table

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's names; `other` applies if no condition holds."""

_RELATION = re.compile(
    r"(?P<operand>[nifv])(?: % (?P<modulus>[1-9]\d*))? (?P<sign>!?=) "
    r"(?P<ranges>\d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*)"
)


class Relation(NamedTuple):
    """One comparison, such as n % 10 = 2..4."""

    operand: str
    modulus: int | None
    is_equal: bool
    ranges: tuple[tuple[int, int], ...]

    def holds(self, operands: Mapping[str, Decimal]) -> bool:
        """Whether it is true; only whole numbers lie within a range."""
        value = operands[self.operand]
        if self.modulus is not None:
            value %= self.modulus
        is_within = any(least <= value <= most for least, most in self.ranges)
        return (is_within and value == value.to_integral_value()) is self.is_equal


Condition = tuple[tuple[Relation, ...], ...]
"""Alternatives. It holds if all relations of one of them hold."""


class Plurals(NamedTuple):
    """The plural categories of a language except `other`, with their conditions, in order."""

    conditions: Mapping[str, Condition] = NONE

    @property
    def categories(self) -> tuple[str, ...]:
        """All plural categories of the language."""
        return (*self.conditions, "other")

    def category(self, digits: str) -> str:
        """Returns the category of a number such as 3 or 0.5."""
        whole, _, share = digits.partition(".")
        operands = {
            "n": Decimal(digits),
            "i": Decimal(whole),
            "f": Decimal(share or 0),
            "v": Decimal(len(share)),
        }
        for category, alternatives in self.conditions.items():
            if any(all(r.holds(operands) for r in relations) for relations in alternatives):
                return category
        return "other"


def read_plurals(table: Table) -> Plurals:
    """Reads the table of conditions. Raises InputError."""
    return Plurals(
        conditions={name: _condition(table, name) for name in CATEGORIES[:-1] if name in table}
    )


def _condition(table: Table, category: str) -> Condition:
    text = table.text(category)
    return tuple(
        tuple(_relation(table, category, relation) for relation in alternative.split(" and "))
        for alternative in text.split(" or ")
    )


def _relation(table: Table, category: str, text: str) -> Relation:
    match = _RELATION.fullmatch(text)
    if match is None:
        raise table.fault(
            category, f"{text!r} is not a condition such as 'i = 1' or 'n % 10 = 2..4'"
        )
    ends = [part.split("..") for part in match["ranges"].split(",")]
    return Relation(
        operand=match["operand"],
        modulus=int(match["modulus"]) if match["modulus"] else None,
        is_equal=match["sign"] == "=",
        ranges=tuple((int(part[0]), int(part[-1])) for part in ends),
    )
