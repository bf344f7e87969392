"""Temporary folders: removed however the process ends; the next run removes what a killed one
left."""

import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from voiceguide.errors import OutputError
from voiceguide.in_use import held, left
from voiceguide.undo import undone

CURE = "make room there, or set TMPDIR to another folder"

_PREFIX = "voiceguide-run-"
_NAME = re.compile(rf"{_PREFIX}[0-9a-f]{{16}}")


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yields an empty folder, and removes it after the block. Raises OutputError.

    Also removes the folders of runs that were killed.
    """
    with ExitStack() as exits:
        try:
            parent = Path(tempfile.gettempdir())
            folder = _made(parent, exits)
        except OSError as error:
            raise OutputError(
                f"can't make a folder for temporary files ({error.strerror or error}): {CURE}"
            ) from error
        _sweep(parent)
        yield folder


def _made(parent: Path, exits: ExitStack) -> Path:
    """Returns a new folder in use. Others look only at folders that have their final names."""
    folder = parent / f"{_PREFIX}{secrets.token_hex(8)}"
    unnamed = folder if sys.platform == "win32" else folder.with_name(f".{folder.name}")

    def remove() -> None:
        for path in (unnamed, folder):
            shutil.rmtree(path, ignore_errors=True)

    exits.enter_context(undone(remove))
    unnamed.mkdir(mode=0o700)
    exits.enter_context(held(unnamed))
    return unnamed.rename(folder)


def _sweep(parent: Path) -> None:
    """Removes what killed runs have left behind."""
    with suppress(OSError):
        for path in list(parent.glob(f"{_PREFIX}*")):
            if _NAME.fullmatch(path.name):
                with left(path) as is_left:
                    if is_left:
                        shutil.rmtree(path, ignore_errors=True)
