"""Marks temporary files and folders as in use, with a lock that ends with the process holding it.

Dates are unreliable, since clocks jump. `flock` locks the opened file itself, and systemd's own
cleaner respects it too. If the file system has no locks, everything counts as in use. On Windows,
an open file can't be deleted, so an open file is the lock.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = "in-use"
"""The name of the open file that marks a folder as in use on Windows."""


def hold(descriptor: int) -> None:
    """Marks an open file or folder as in use until it is closed."""
    if sys.platform != "win32":
        _locked(descriptor)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Marks a folder as in use while the block runs."""
    if sys.platform == "win32":
        with (folder / _MARK).open("xb"):
            yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        hold(descriptor)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def left(path: Path) -> Iterator[bool]:
    """Yields whether a file or folder is unused; if it is, nobody can start to use it during the
    block.

    A link always counts as in use.
    """
    if sys.platform == "win32":
        yield _unmarked(path)
        return
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        yield False
        return
    try:
        yield _locked(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Takes the lock, and returns whether that was possible."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unmarked(path: Path) -> bool:
    """Returns whether a folder's mark could be deleted. For a file, only deleting the file itself
    shows whether it is in use."""
    if not path.is_dir():
        return True
    try:
        (path / _MARK).unlink()
    except OSError:
        return False
    return True
