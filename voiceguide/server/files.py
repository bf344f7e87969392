"""Opens files only if they are unchanged since the server started."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""A flag that keeps the server from waiting for a writer, should a pipe be in a file's place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that the user named; `kind` is its media type.

    `identity` differs for any other file, and once the file has changed. `forever`: its address
    changes with its content.
    """

    kind: str
    path: Path
    identity: tuple[int, ...]
    forever: bool = False

    @classmethod
    def found(cls, path: Path, kind: str) -> Self:
        """Returns the file now at `path`. Raises OSError if it can't be read."""
        with _opened(path) as stream:
            return cls(kind=kind, path=path, identity=_identity(stream))

    def open(self) -> BinaryIO:
        """Returns the file, open for reading. Raises OSError if it is gone or has changed.

        Checks the file that it has opened, not what the path leads to before or after.
        """
        stream = _opened(self.path)
        if _identity(stream) != self.identity:
            stream.close()
            raise OSError(f"{self.path} has changed")
        return stream


def _opened(path: Path) -> BinaryIO:
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{path} is not a file")
    return os.fdopen(descriptor, "rb")


def _identity(stream: BinaryIO) -> tuple[int, ...]:
    found = os.fstat(stream.fileno())
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
