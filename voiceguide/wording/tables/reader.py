"""Reads a language's file key by key, so that every error names its place.

Since translators write languages, a key that is misspelt, missing or of the wrong
type raises one InputError that names the file and the key.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from voiceguide.errors import InputError, nearest

NONE: Mapping[str, Any] = MappingProxyType({})
"""An empty table."""


class Table:
    """One table of a file. `done` refuses keys that were never read."""

    def __init__(self, file: Path, path: str, values: Mapping[str, Any]) -> None:
        self.file = file
        self._path = path
        self._values = values
        self._asked: set[str] = set()
        self._inner: dict[str, Table] = {}

    def __contains__(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._values

    def fault(self, key: str, message: str) -> InputError:
        """Returns the error for a key's value; an empty key means the table itself."""
        place = ".".join(part for part in (self._path, key) if part)
        return InputError(f"{self.file}: {place + ': ' if place else ''}{message}")

    def text(self, key: str, default: str | None = None) -> str:
        """Returns non-empty text; the key is required if there is no default."""
        if key not in self and default is not None:
            return default
        value = self._value(key)
        if not isinstance(value, str) or not value:
            raise self.fault(key, f"expected text in quotes, found {value!r}")
        return value

    def is_text(self, key: str) -> bool:
        """Returns whether the key has text, and not a table or a list."""
        return isinstance(self._value(key), str)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Returns a list of texts; a required one has at least one."""
        if key not in self and not required:
            return ()
        values = self._value(key)
        is_list = isinstance(values, list) and (values or not required)
        if not is_list or not all(isinstance(value, str) and value for value in values):
            raise self.fault(key, f'expected a list such as ["one", "two"], found {values!r}')
        return tuple(values)

    def integers(self, key: str) -> tuple[int, ...]:
        """Returns a list of whole numbers above 0; empty if the key is missing."""
        values = self._value(key) if key in self else []
        if not isinstance(values, list) or not all(type(v) is int and v > 0 for v in values):
            raise self.fault(key, f"expected a list such as [3, 4], found {values!r}")
        return tuple(values)

    def form(self, key: str, most: int, *, least: int | None = None) -> str:
        """Returns text with `most` {}, or with at `least` so many; the key is required."""
        form = self.text(key)
        found = re.findall(r"\{[^{}]*\}|[{}]", form)
        if set(found) - {"{}"} or not (most if least is None else least) <= len(found) <= most:
            raise self.fault(key, f"expected {most} {{}} in the text, found {form!r}")
        return form

    def between(self, key: str) -> str:
        """Returns text such as "{} or {}", words between two {}; empty if the key is missing."""
        form = self.form(key, 2) if key in self else ""
        if form and not (form.startswith("{}") and form.endswith("{}")):
            raise self.fault(key, f"expected only words between two {{}}, found {form!r}")
        return form

    def words(self, key: str) -> Mapping[str, str]:
        """Returns the texts of an inner table whose keys the author chooses."""
        return self.table(key).texts_by_name()

    def texts_by_name(self) -> Mapping[str, str]:
        """Returns all texts of this table, by keys that the author chooses."""
        return {name: self.text(name) for name in self}

    def table(self, key: str, *, required: bool = False) -> "Table":
        """Returns an inner table; empty if the key is missing."""
        value = self._value(key) if key in self or required else {}
        if not isinstance(value, dict):
            raise self.fault(key, f"expected a table, [{key}], found {value!r}")
        return self._within(key, value)

    def tables(self, key: str) -> list["Table"]:
        """Returns a list of inner tables; empty if the key is missing."""
        values = self._value(key) if key in self else []
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(key, f"expected tables, each under [[{key}]], found {values!r}")
        return [self._within(f"{key}[{at}]", value) for at, value in enumerate(values, start=1)]

    def __iter__(self) -> Iterator[str]:
        """Yields the keys."""
        return iter(self._values)

    def done(self) -> None:
        """Raises InputError for a key, here or in an inner table, that was never read."""
        for key in self._values:
            if key not in self._asked:
                raise self.fault("", f"unknown key {key!r}{nearest(key, sorted(self._asked))}")
        for inner in self._inner.values():
            inner.done()

    def _within(self, key: str, values: Mapping[str, Any]) -> "Table":
        path = f"{self._path}.{key}" if self._path else key
        return self._inner.setdefault(key, Table(self.file, path, values))

    def _value(self, key: str) -> Any:
        if key in self:
            return self._values[key]
        close = get_close_matches(key, self._values, n=1)
        hint = f"; is {close[0]!r} a misspelling of it?" if close else ""
        raise self.fault("", f"missing key {key!r}{hint}")


def read_file(path: Path) -> Table:
    """Reads a file; an empty table if it does not exist. Raises InputError."""
    try:
        return Table(path, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Table(path, "", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: can't be read as TOML in UTF-8: {error}") from error
