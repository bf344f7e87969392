"""Marks temporary files and folders as in use by a lock, which ends with the process that holds it.

The date says nothing: clocks jump. `flock` is on the opened file itself, and systemd's own sweeper
respects it too. Where the file system has no locks, everything counts as in use. On Windows, a
file that is open can't be deleted, and that is the lock.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MARK = "in-use"
"""On Windows, the open file in a folder in use."""


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
    """Yields whether nobody uses a file or folder; if so, nobody can start to use it during the
    block.

    A link is always in use.
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
    """Returns whether a folder's mark could be deleted. A file shows that only when it is deleted
    itself."""
    if not path.is_dir():
        return True
    try:
        (path / _MARK).unlink()
    except OSError:
        return False
    return True
