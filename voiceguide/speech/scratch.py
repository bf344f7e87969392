"""The temporary folder that engines write to."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voiceguide.errors import EngineCrashed, EngineError, OutputError, SpeechError
from voiceguide.files.temporary import CURE, temporary_folder

_LEAST_BYTES = 1_000_000
"""A sentence takes a few hundred kilobytes. With less free space than this, an engine's failure is
blamed on a full disk, and its output may be cut off."""


@contextmanager
def scratch() -> Iterator[Path]:
    """Yields a folder for engines to write to, and removes it afterwards.

    Raises OutputError if it can't be made. Also raises OutputError in place of an engine's error
    if the disk is full or the folder is gone, which engines report in many different ways.
    """
    with temporary_folder() as folder:
        try:
            yield folder
        except (SpeechError, EngineError) as error:
            where = folder.parent
            if not folder.is_dir():
                raise OutputError(
                    f"the folder for temporary files in {where} was removed while an engine was "
                    "writing to it: run again"
                ) from error
            if shutil.disk_usage(folder).free >= _LEAST_BYTES:
                raise
            raise OutputError(
                f"no space is left in {where}, the folder for temporary files: {CURE}"
            ) from error


def check_room(folder: Path) -> None:
    """Raises EngineCrashed if a file just written to `folder` may be cut off.

    Programs that write to a full disk often report success.
    """
    with suppress(FileNotFoundError):
        if shutil.disk_usage(folder).free < _LEAST_BYTES:
            raise EngineCrashed(f"no space is left in {folder.parent}")
