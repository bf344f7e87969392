"""Files as they were when the server started: nothing else is served in their place."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""A pipe in a file's place must not keep the server waiting for a writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that the user named; `kind` is its media type.

    `identity` tells it from any other, and from itself once it has changed. `forever` says that
    its address changes with its content.
    """

    kind: str
    path: Path
    identity: tuple[int, ...]
    forever: bool = False

    @classmethod
    def found(cls, path: Path, kind: str) -> Self:
        """Returns the file that is there now. Raises OSError if it can't be read."""
        with _opened(path) as stream:
            return cls(kind=kind, path=path, identity=_identity(stream))

    def open(self) -> BinaryIO:
        """Returns the file, open for reading. Raises OSError if it is gone or has changed.

        Looks at what it has opened, not at what the path led to before or after.
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
