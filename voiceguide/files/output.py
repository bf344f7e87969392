"""Checks that a session's files can be written to the requested paths, and writes them.

All checks come before any work, and change nothing on disk.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from voiceguide.errors import OutputError, OutputPathError, nearest
from voiceguide.files.atomic import Publication

PAGES = (".html", ".htm")
SCRIPTS = (".yaml", ".yml")

RUN_AGAIN = "; spoken cues are kept, so fix this and run again"
"""Advice for a track that couldn't be written."""


@contextmanager
def publishing(output: Path, *, advice: str = "") -> Iterator[Publication]:
    """Yields a publication whose files appear together at the end, or not at all.

    `output` is the path shown in errors. Raises OutputError if the files can't be written;
    its message ends with `advice`.
    """
    try:
        with Publication() as publication:
            yield publication
            publication.publish()
    except OSError as error:
        raise OutputError(
            f"can't write {output}: {error.strerror or error}. If the file existed before, it is "
            f"unchanged{advice}"
        ) from error


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that can be written: its `path` as shown to people, and its real `place`."""

    path: Path
    place: Path

    @classmethod
    def at(cls, path: Path, inputs: Iterable[Path], suffixes: Sequence[str], kind: str) -> Self:
        """Checks `path`. `kind` describes files with one of the `suffixes`, for the error message.

        Changes nothing on disk. Raises OutputPathError.
        """
        check_suffix(path, suffixes, kind)
        return cls(path, resolve(path, inputs))

    def check_new(self) -> None:
        """Raises OutputPathError if the file exists, since a person may have written in it."""
        if os.path.lexists(self.place):
            raise OutputPathError(
                f"{self.path}: this file exists, and may hold your own words; choose another name, "
                "or add --force to replace it"
            )

    def publish(self, content: bytes) -> None:
        """Writes the file, whole or not at all. Raises OutputError."""
        with publishing(self.path) as publication:
            publication.open(self.place).write(content)


def check_suffix(path: Path, suffixes: Sequence[str], kind: str) -> None:
    """Raises OutputPathError if the name has none of the `suffixes`; `kind` describes those."""
    if path.suffix.lower() not in suffixes:
        raise wrong_suffix(path, suffixes, kind)


def wrong_suffix(path: Path, suffixes: Sequence[str], kind: str) -> OutputPathError:
    """Returns the error for a name that has none of the `suffixes`; `kind` describes those."""
    with suppress(OSError):  # such as: the name is too long
        if path.is_dir():
            return _folder(path)
    found = f"{path.suffix} is not {kind}" if path.suffix else "the name has no suffix"
    return OutputPathError(f"{path}: {found}{nearest(path.suffix.lower(), suffixes)}")


def _folder(path: Path) -> OutputPathError:
    return OutputPathError(f"{path}: this is a folder; add the name of a file to it")


def resolve(path: Path, inputs: Iterable[Path]) -> Path:
    """Returns the real file behind `path`, checked to be writable and not one of the `inputs`.

    Follows links, so that writing replaces the file and not the link.
    Raises OutputPathError.
    """
    try:
        target = path.resolve()
        _check_existing(path, target, inputs)
        _check_folder(path, target.parent)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputPathError(f"{path}: can't be written: {reason}; choose another name") from error
    return target


def _check_existing(path: Path, target: Path, inputs: Iterable[Path]) -> None:
    if target.is_dir():
        raise _folder(path)
    if not target.exists():
        return
    if not target.is_file():
        raise OutputPathError(f"{path}: this is not a regular file; choose another name")
    for source in inputs:
        if source.exists() and target.samefile(source):
            raise OutputPathError(f"{path}: this is the input {source}; choose another name")
    if not os.access(target, os.W_OK):
        raise OutputPathError(f"{path}: this file is write-protected; choose another name")


def _check_folder(path: Path, folder: Path) -> None:
    if not folder.exists():
        raise OutputPathError(f"{path}: there is no folder {folder}; make it first")
    if not folder.is_dir():
        raise OutputPathError(f"{path}: {folder} is not a folder")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputPathError(
            f"{path}: the folder {folder} can't be written to: {error.strerror}; choose another"
        ) from error
