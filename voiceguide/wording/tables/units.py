"""`units.toml`: units and currencies, in all the forms that a language has for them."""

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
    joint: str = ""
    """Joins the words of a compound: ten-minute."""
    compound_form: str = ""
    singular_after: tuple[str, ...] = ()
    alone_form: str = "other"
    """The form without a number in digits: a few centimetres."""
    units: Mapping[str, Unit] = NONE
    touching: Mapping[str, Unit] = NONE
    currencies: Mapping[str, Unit] = NONE


def read_units(table: Table, numbers: Numbers) -> Units:
    """Reads `units.toml`, checked against the language's numbers. Raises InputError."""
    has_units = any(name in table for name in ("units", "touching", "currencies"))
    columns = table.texts("columns", required=has_units)
    _check(table, columns, numbers)
    compound, alone = table.table("compound"), table.table("alone")
    return Units(
        per=table.between("per"),
        joint=compound.text("joint", " "),
        compound_form=_column(compound, "form", columns, ""),
        singular_after=alone.texts("singular_after"),
        alone_form=_column(alone, "form", columns, "other"),
        units=_units(table.table("units"), columns, numbers),
        touching=_units(table.table("touching"), columns, numbers),
        currencies=_units(table.table("currencies"), columns, numbers),
    )


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


def _unit(table: Table, sign: str, columns: tuple[str, ...], numbers: Numbers) -> Unit:
    words = table.texts(sign)
    if len(words) != len(columns):
        raise table.fault(sign, f"expected {', '.join(columns)}; found {list(words)}")
    forms = dict(zip(columns, words, strict=True))
    gender = forms.pop(_GENDER, "")
    if gender and gender not in numbers.genders:
        raise table.fault(sign, f"unknown gender {gender!r}{nearest(gender, numbers.genders)}")
    return Unit(forms=forms, gender=gender)
