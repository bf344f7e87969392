"""Whether the files of a session can be written where they were asked for.

Everything is checked before any work is done; nothing is touched.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from voiceguide.atomic import Publication
from voiceguide.errors import OutputError, OutputPathError, nearest

FORMATS = (".mp3",)


@contextmanager
def publishing(output: Path) -> Iterator[Publication]:
    """Files that appear together at the end, or not at all; `output` is the one people name.

    Raises OutputError where they can't be written.
    """
    try:
        with Publication() as publication:
            yield publication
            publication.publish()
    except OSError as error:
        raise OutputError(
            f"could not write {output}: {error.strerror or error}. What stood there before is "
            "untouched, and the spoken cues are kept: run again when that is mended"
        ) from error


def check_track(path: Path) -> None:
    """Raise OutputPathError where the name isn't that of a track we can write."""
    if path.suffix.lower() not in FORMATS:
        found = f"{path.suffix} is not a format voiceguide writes"
        hint = nearest(path.suffix, FORMATS)
        raise OutputPathError(f"{path}: {found if path.suffix else 'the name has no suffix'}{hint}")


def resolve(path: Path, inputs: Iterable[Path]) -> Path:
    """The real file that `path` stands for, writable and none of the `inputs`.

    Links are followed, so that writing replaces the file and not the link.
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
        raise OutputPathError(f"{path}: this is a folder; name a file in it")
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
