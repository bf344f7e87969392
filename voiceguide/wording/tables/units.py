"""`units.toml`: units and currencies, in all their forms in a language."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from voiceguide.errors import nearest
from voiceguide.wording.tables.numbers import Numbers
from voiceguide.wording.tables.plurals import CATEGORIES
from voiceguide.wording.tables.reader import NONE, Table

_GENDER = "gender"


class Unit(NamedTuple):
    """One unit's forms by column name, such as one, other, article."""

    forms: Mapping[str, str]
    gender: str = ""

    @property
    def counted(self) -> set[str]:
        """The words that follow numbers."""
        return {word for column, word in self.forms.items() if column in CATEGORIES}


class Units(NamedTuple):
    """The units of one language. An empty field means that it has no such form."""

    per: str = ""
    each: frozenset[str] = frozenset()
    """Words, other than units, that come after "per" in 10 breaths/side."""
    joint: str = ""
    """Joins the words of a compound: ten-minute."""
    compound_form: str = ""
    compound_after: tuple[str, ...] = ()
    """Articles after which a measure is a compound: a 40 cm gap."""
    compound_before: tuple[str, ...] = ()
    """Nouns before which a measure is a compound even without an article: 90° turn."""
    singular_after: tuple[str, ...] = ()
    alone_form: str = "other"
    """The form for a unit without a number in digits: a few centimetres."""
    units: Mapping[str, Unit] = NONE
    touching: Mapping[str, Unit] = NONE
    currencies: Mapping[str, Unit] = NONE
    hundredths: Mapping[str, Unit] = NONE
    """Cents, by the sign of their currency."""
    magnitudes: Mapping[str, str] = NONE
    """Signs for thousand, million and so on after a sum of money, with their words."""
    smaller: Mapping[str, str] = NONE
    """Units by the larger unit that they may follow: 5 ft 10 in."""
    nouns: Mapping[str, str] = NONE
    """Genders of words that may be counted: 1 Seite."""
    not_counted: frozenset[str] = frozenset()
    """Words that may follow a number without being counted; empty if any may."""


def read_units(table: Table, numbers: Numbers) -> Units:
    """Reads `units.toml`, checked against the language's numbers. Raises InputError."""
    has_units = any(name in table for name in ("units", "touching", "currencies"))
    columns = table.texts("columns", required=has_units)
    _check(table, columns, numbers)
    compound, alone = table.table("compound"), table.table("alone")
    units = _units(table.table("units"), columns, numbers)
    touching = _units(table.table("touching"), columns, numbers)
    currencies = _units(table.table("currencies"), columns, numbers)
    return Units(
        per=table.between("per"),
        each=frozenset(table.texts("each")),
        joint=compound.text("joint", " "),
        compound_form=_column(compound, "form", columns, ""),
        compound_after=compound.texts("after"),
        compound_before=compound.texts("before"),
        singular_after=alone.texts("singular_after"),
        alone_form=_column(alone, "form", columns, "other"),
        units=units,
        touching=touching,
        currencies=currencies,
        hundredths=_hundredths(table.table("hundredths"), columns, numbers, currencies),
        magnitudes=table.words("magnitudes"),
        smaller=_smaller(table.table("smaller"), {*units, *touching}),
        nouns=_nouns(table.table("nouns"), numbers, {**currencies, **touching, **units}),
        not_counted=frozenset(table.texts("not_counted")),
    )


def _nouns(table: Table, numbers: Numbers, units: Mapping[str, Unit]) -> Mapping[str, str]:
    """Returns genders by noun; the names of units are nouns, too."""
    nouns = {word: unit.gender for unit in units.values() if unit.gender for word in unit.counted}
    for gender in table:
        if gender not in numbers.genders:
            raise table.fault("", f"unknown gender {gender!r}{nearest(gender, numbers.genders)}")
        nouns |= dict.fromkeys(table.texts(gender), gender)
    return nouns


def _check(table: Table, columns: tuple[str, ...], numbers: Numbers) -> None:
    """Raises InputError unless the columns are exactly the forms that numbers use."""
    fractions = numbers.fractions.values()
    asked = {name for f in fractions for name in re.findall(r"\{(\w+)\}", f.of_unit)}
    needed = {*numbers.plurals.categories, *asked} if columns else set()
    for name in sorted(needed - set(columns)):
        raise table.fault("columns", f"{name!r} is missing; {numbers.file} uses that form")
    for name in columns:
        if name not in needed and name in CATEGORIES:
            raise table.fault(
                "columns",
                f"no number takes {name!r}; leave it out, or add the plural form `{name}` under "
                f"[plurals] in {numbers.file}",
            )
        if name not in needed and name != _GENDER:
            hint = nearest(name, [*numbers.plurals.categories, _GENDER])
            raise table.fault("columns", f"nothing uses {name!r}{hint}")


def _column(table: Table, key: str, columns: tuple[str, ...], default: str) -> str:
    column = table.text(key, default)
    if key in table and column not in columns:
        raise table.fault(key, f"unknown column {column!r}{nearest(column, columns)}")
    return column


def _units(table: Table, columns: tuple[str, ...], numbers: Numbers) -> Mapping[str, Unit]:
    return {sign: _unit(table, sign, columns, numbers) for sign in table}


def _hundredths(
    table: Table, columns: tuple[str, ...], numbers: Numbers, currencies: Mapping[str, Unit]
) -> Mapping[str, Unit]:
    for sign in table:
        if sign not in currencies:
            raise table.fault(sign, f"unknown currency {sign!r}{nearest(sign, currencies)}")
    return _units(table, columns, numbers)


def _smaller(table: Table, known: set[str]) -> Mapping[str, str]:
    """Returns units by larger ones. Raises InputError for a unit that does not exist."""
    smaller = table.texts_by_name()
    for great, small in smaller.items():
        for sign in (great, small):
            if sign not in known:
                raise table.fault(great, f"unknown unit {sign!r}{nearest(sign, sorted(known))}")
    return smaller


def _unit(table: Table, sign: str, columns: tuple[str, ...], numbers: Numbers) -> Unit:
    words = table.texts(sign)
    if len(words) != len(columns):
        raise table.fault(sign, f"expected {', '.join(columns)}; found {list(words)}")
    forms = dict(zip(columns, words, strict=True))
    gender = forms.pop(_GENDER, "")
    if gender and gender not in numbers.genders:
        raise table.fault(sign, f"unknown gender {gender!r}{nearest(gender, numbers.genders)}")
    return Unit(forms=forms, gender=gender)
