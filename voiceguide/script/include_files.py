"""The files that a script may include: those in its own folder, and in the folders below."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Final

from voiceguide.errors import ScriptError, nearest
from voiceguide.script import contents, source
from voiceguide.script.decoding import decoded
from voiceguide.script.library import SUFFIXES
from voiceguide.script.source import Path, Source

MOST_FILES: Final = 50
"""The most files that a script may include; each is read in full."""

_FORM: Final = "such as shared.yaml#steps/welcome"
_WRITTEN: Final = re.compile(r"(?P<file>[^#]+)#(?P<place>[^#]+)")
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\~]")


class RefusedError(ValueError):
    """Why something can't be included, for people."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file by its path; it begins at `start` of the joined text. `name` is its path from the
    script's folder, empty for the script itself."""

    path: FilePath
    source: Source
    start: int
    name: str
    digest: str = ""


class Files:
    """Opens each file once; all of them together are no larger than a script may be."""

    def __init__(self, script: FilePath | None) -> None:
        self.script = contents.STANDARD_INPUT if script is None else script.resolve()
        self._folder = None if script is None else script.parent.resolve()
        self.tried: dict[FilePath, None] = {}
        """All files that are named, whether they can be included or not."""
        self._left = contents.MAX_BYTES
        self._opened: dict[FilePath, Opened | str] = {}
        """Each file, or why it is refused."""

    def named(self, written: object, inside: Opened) -> tuple[Opened, str]:
        """Returns the file that an `include` names `inside` a file, and the place in it.

        Raises RefusedError.
        """
        match = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
        if match is None:
            raise RefusedError(f"expected a file and a place in it, {_FORM}")
        if self._folder is None:
            raise RefusedError("only a script in a file can include others; save it in a file")
        name = match["file"]
        if _ELSEWHERE.match(name) or "\\" in name:
            raise RefusedError(
                f"{name!r} is not the name of a file in the script's folder, {_FORM}"
            )
        base = inside.path.parent if inside.name else self._folder
        path = self._resolved(base / name, name)
        if path == self.script:
            return Opened(path, inside.source, 0, path.name), match["place"]
        if path not in self._opened:
            try:
                self._opened[path] = self._open(path, name)
            except RefusedError as refused:
                self._opened[path] = str(refused)
        found = self._opened[path]
        if isinstance(found, str):
            raise RefusedError(found)
        return found, match["place"]

    def _resolved(self, path: FilePath, name: str) -> FilePath:
        """Returns the path without links. Raises RefusedError if it leads out of the folder."""
        try:
            found = path.resolve()
            is_file, exists = found.is_file(), found.exists()
        except (OSError, RuntimeError, ValueError) as error:  # a circle of links, a NUL
            reason = getattr(error, "strerror", None) or str(error)
            raise RefusedError(f"{name!r} can't be read: {reason}") from error
        if not found.is_relative_to(self._folder or found):
            raise RefusedError(f"{name!r} is outside the script's folder; copy it there")
        if found.suffix.lower() not in SUFFIXES:
            raise RefusedError(f"{name!r} is no script file; expected {', '.join(SUFFIXES)}")
        self.tried[found] = None
        if not exists:
            raise RefusedError(f"{name!r} does not exist; check the name")
        if not is_file:
            raise RefusedError(f"{name!r} is not a regular file; expected a script file")
        return found

    def _open(self, path: FilePath, name: str) -> Opened:
        if len(self._opened) >= MOST_FILES:
            raise RefusedError(f"{name!r} is one file too many; at most {MOST_FILES} are possible")
        shown = path.relative_to(self._folder or path.parent).as_posix()
        try:
            data = contents.read(path)
            text = decoded(data, shown)
        except ScriptError as error:
            problem = error.problems[0]
            at = f":{problem.line}:{problem.column}" if problem.line else ""
            raise RefusedError(f"in {shown}{at}: {problem.message}") from error
        self._left -= len(data)
        if self._left < 0:
            limit = contents.MAX_BYTES // 1024
            raise RefusedError(f"with {name!r}, all included files are larger than {limit} kB")
        try:
            parsed = source.parse(text)
        except source.SourceError as error:
            first = error.problems[0]
            at = f":{first.line}:{first.column}" if first.line else ""
            raise RefusedError(f"in {shown}{at}: {first.message}") from error
        return Opened(path, parsed, 0, shown, hashlib.sha256(data).hexdigest())


def place_in(file: Opened, place: str) -> tuple[Path, object]:
    """Returns the path and the value of a place such as `steps/welcome`: keys, and in a list the
    ids of its entries, or their numbers from 1. Raises RefusedError."""
    path: Path = ()
    value: Any = file.source.data
    for name in place.split("/"):
        key = _key(value, name)
        if key is None:
            here = "/".join(map(str, path))
            where = f"{file.name}#{here}" if here else file.name
            raise RefusedError(f"{where} has no {name!r}{nearest(name, _names(value))}")
        value = value[key]
        path = (*path, key)
    return path, value


def _key(value: object, name: str) -> str | int | None:
    """Returns the key of a name in keys and values, or its index in a list; None if there is
    none."""
    if isinstance(value, Mapping):
        return name if name in value else None
    if not isinstance(value, list):
        return None
    ids = (
        at for at, each in enumerate(value) if isinstance(each, Mapping) and each.get("id") == name
    )
    if (index := next(ids, None)) is not None:
        return index
    number = int(name) if _NUMBER.fullmatch(name) else 0
    return number - 1 if 1 <= number <= len(value) else None


def _names(value: object) -> list[str]:
    """Returns the names of what stands in a value."""
    if isinstance(value, Mapping):
        return list(value)
    entries = value if isinstance(value, list) else []
    return [str(each["id"]) for each in entries if isinstance(each, Mapping) and "id" in each]
