"""The temporary folder that engines write to."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voiceguide.errors import EngineCrashed, EngineError, OutputError, SpeechError

_LEAST_BYTES = 1_000_000
"""A sentence takes a few hundred kilobytes. With less free space than this, an engine's failure is
put down to a full disk, and what it wrote may be cut off."""

_PREFIX = "voiceguide-speaking-"

_LEFT_S = 24 * 60 * 60
"""No run speaks for a day: a folder as old as that is left over from a run that was killed."""

_CURE = "make room there, or set TMPDIR to another folder"


@contextmanager
def scratch() -> Iterator[Path]:
    """Yields a folder for engines to write to, and removes it afterwards.

    Raises OutputError if it can't be made. Also raises OutputError in place of an engine's error
    if the disk is full or the folder is gone, which engines report in many different ways.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(
            f"can't make a folder for temporary files ({error.strerror}): {_CURE}"
        ) from error
    with folder as name:
        _sweep(Path(name).parent)
        try:
            yield Path(name)
        except (SpeechError, EngineError) as error:
            where = Path(name).parent
            if not Path(name).is_dir():
                raise OutputError(
                    f"the folder for temporary files in {where} was removed while an engine was "
                    "writing to it: run again"
                ) from error
            if shutil.disk_usage(name).free >= _LEAST_BYTES:
                raise
            raise OutputError(
                f"no space is left in {where}, the folder for temporary files: {_CURE}"
            ) from error


def check_room(folder: Path) -> None:
    """Raises EngineCrashed if what was just written to `folder` may have been cut off.

    Programs that write to a full disk often end as if all were well.
    """
    with suppress(FileNotFoundError):
        if shutil.disk_usage(folder).free < _LEAST_BYTES:
            raise EngineCrashed(f"no space is left in {folder.parent}")


def _sweep(parent: Path) -> None:
    """Removes what killed runs have left behind."""
    with suppress(OSError):
        for left in parent.glob(f"{_PREFIX}*"):
            if time.time() - left.lstat().st_mtime > _LEFT_S:
                shutil.rmtree(left, ignore_errors=True)
