"""Where engines write before their sound is looked at."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voiceguide.errors import EngineCrashed, EngineError, OutputError, SpeechError

_LEAST_BYTES = 1_000_000
"""A sentence takes a few hundred kilobytes: with less than this, that is why it failed, or
how its end may have been lost."""

_PREFIX = "voiceguide-speaking-"

_LEFT_S = 24 * 60 * 60
"""No run speaks for a day: a folder as old as that was left by one that was killed."""

_CURE = "make room there, or set TMPDIR to another folder"


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for what engines write, gone at the end with all that is in it.

    Raises OutputError where there can be none; and in the place of an engine's error where
    no space is left in it, of which every engine has words of its own, or where it is gone.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(
            f"there is no folder for temporary files ({error.strerror}): {_CURE}"
        ) from error
    with folder as name:
        _sweep(Path(name).parent)
        try:
            yield Path(name)
        except (SpeechError, EngineError) as error:
            where = Path(name).parent
            if not Path(name).is_dir():
                raise OutputError(
                    f"the folder for temporary files in {where} was taken away while words were "
                    "spoken to it: run again"
                ) from error
            if shutil.disk_usage(name).free >= _LEAST_BYTES:
                raise
            raise OutputError(
                f"no space is left in {where}, where words are spoken to: {_CURE}"
            ) from error


def check_room(folder: Path) -> None:
    """Raise EngineCrashed where what was just written to `folder` may have been cut off.

    Programs that write on a full disk often end as if all were well.
    """
    with suppress(FileNotFoundError):
        if shutil.disk_usage(folder).free < _LEAST_BYTES:
            raise EngineCrashed(f"no space is left in {folder.parent}")


def _sweep(parent: Path) -> None:
    """Remove what runs that were killed have left."""
    with suppress(OSError):
        for left in parent.glob(f"{_PREFIX}*"):
            if time.time() - left.lstat().st_mtime > _LEFT_S:
                shutil.rmtree(left, ignore_errors=True)
