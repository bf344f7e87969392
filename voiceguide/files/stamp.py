"""Finds out whether a file has changed, without reading it."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path


def stamp(file: Path) -> str:
    """Returns a text for cache keys that differs once the file has changed. OSErrors pass through.

    The modification time can be set back, so the time of the last status change and the inode
    number count too.
    """
    return _text(str(file), file.stat())


def stamps(folder: Path) -> Iterator[str]:
    """Yields the stamps of all files except compiled modules in a folder and its subfolders, in
    order.

    A folder that doesn't exist has none. Anything else that can't be examined counts as changed
    every time.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from stamps(Path(entry.path))
            elif entry.is_file():
                yield _text(entry.path, entry.stat())
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield secrets.token_hex()


def _text(path: str, status: os.stat_result) -> str:
    return f"{path}, {status.st_size}, {status.st_mtime_ns}, {status.st_ctime_ns}, {status.st_ino}"
