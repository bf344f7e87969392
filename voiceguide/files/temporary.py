"""Temporary folders that are removed however the process ends. The next run removes those of a
killed one."""

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

CURE = "free some space there, or set TMPDIR to another folder"

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
    """Returns a new folder that is marked as in use. Other runs look only at folders with final
    names."""
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
    """Removes the folders of killed runs."""
    with suppress(OSError):
        for path in list(parent.glob(f"{_PREFIX}*")):
            if _NAME.fullmatch(path.name):
                with left(path) as is_left:
                    if is_left:
                        shutil.rmtree(path, ignore_errors=True)
