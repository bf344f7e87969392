"""`shown.toml`: the words that people see on the page, the card, in the terminal and in pictures.

The bundled English file defines the keys. A language has all of them, or shows English words.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from voiceguide.errors import nearest
from voiceguide.wording.tables.reader import NONE, Table

_PLACES = "places"
_FORMS = 4
_FIELD = re.compile(r"\{\w*\}")


class Shown(NamedTuple):
    """The words that people see, and the language that they are in."""

    code: str = ""
    texts: Mapping[str, Mapping[str, str]] = NONE
    """Texts by table and key."""
    places: Mapping[str, tuple[str, ...]] = NONE
    """The forms for each place in a picture: from it, over it, to it, at it."""

    def text(self, table: str, key: str, **values: str) -> str:
        """Returns one of the texts, its fields filled in."""
        return self.texts[table][key].format(**values)


def read_shown(table: Table, code: str, model: Shown | None) -> Shown:
    """Reads `shown.toml`, which must have all keys of `model`. Returns `model` if there is no file.

    Raises InputError.
    """
    names = tuple(table)
    if model is not None and not names:
        return model
    texts = {name: table.words(name) for name in names if name != _PLACES}
    places = table.table(_PLACES)
    shown = Shown(code, texts, {place: places.texts(place) for place in places})
    if model is not None:
        _check(table, shown, model)
    return shown


def _check(table: Table, shown: Shown, model: Shown) -> None:
    _check_keys(table, "", shown.texts, model.texts)
    for name, known in model.texts.items():
        _check_keys(table, name, shown.texts[name], known)
        for key, text in known.items():
            wanted, found = (sorted(_FIELD.findall(one)) for one in (text, shown.texts[name][key]))
            if wanted != found:
                message = f"expected {', '.join(wanted) or 'no braces'}, as in {text!r}"
                raise table.fault(f"{name}.{key}", message)
    _check_keys(table, _PLACES, shown.places, model.places)
    for place, forms in shown.places.items():
        if len(forms) != _FORMS:
            raise table.fault(f"{_PLACES}.{place}", f"expected {_FORMS} texts, found {len(forms)}")


def _check_keys(
    table: Table, name: str, found: Mapping[str, object], known: Mapping[str, object]
) -> None:
    for key in found:
        if key not in known:
            raise table.fault(name, f"unknown key {key!r}{nearest(key, [*known])}")
    for key in known:
        if key not in found:
            raise table.fault(name, f"missing key {key!r}")
