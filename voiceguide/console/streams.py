"""Standard output and standard error, which pass only visible text, and notice a loss."""

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from voiceguide.console.visible import visible_lines
from voiceguide.errors import StreamError

_NAMES = ("standard output", "standard error")


class Outlet(io.TextIOBase):
    """A standard stream for our own output, including colours and cursor moves.

    The first write that fails raises StreamError, and sets `loss`, in case the error is dropped.
    Anything written later disappears.
    """

    def __init__(self, stream: TextIO | None, name: str) -> None:
        self._stream = stream
        self.loss: str | None = None
        self.is_quiet = False
        """Whether its reader has left, as `head` does, which needs no message."""
        self._name = name
        if stream is None:
            self._lose("it is closed")

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The stream's encoding."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """The stream's handling of characters that its encoding lacks."""
        return getattr(self._stream, "errors", None) or "strict"

    def writable(self) -> bool:
        """Returns whether it may be written to; a lost stream discards the text."""
        return True

    def isatty(self) -> bool:
        """Returns whether it is a terminal."""
        return self._stream is not None and not self._stream.closed and self._stream.isatty()

    def fileno(self) -> int:
        """Returns the stream's descriptor. Raises OSError if it has none."""
        if self._stream is None:
            raise io.UnsupportedOperation("fileno")
        return self._stream.fileno()

    def write(self, text: str) -> int:
        """Writes the text unchanged. Raises StreamError."""
        self._tried(lambda stream: stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Flushes the stream. Raises StreamError."""
        self._tried(lambda stream: stream.flush())

    def _tried(self, action: Callable[[TextIO], object]) -> None:
        if self._stream is None or self.loss is not None or self._stream.closed:
            return
        try:
            action(self._stream)
        except OSError as error:
            self.is_quiet = error.errno == errno.EPIPE
            self._lose(error.strerror or str(error))
            raise StreamError(self.loss) from error

    def _lose(self, reason: str) -> None:
        self.loss = f"{self._name} can't be written to: {reason}"
        # Python flushes the stream's buffer when it ends; let that succeed.
        with contextlib.suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            try:
                os.dup2(null, self.fileno())
            finally:
                os.close(null)


class Door(io.TextIOBase):
    """Replaces a standard stream while a command runs, and passes only visible text."""

    def __init__(self, own: Outlet) -> None:
        self.own = own
        self.buffer = _Bytes(self)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The stream's encoding."""
        return self.own.encoding

    @property
    def errors(self) -> str:  # type: ignore[override]
        """The stream's handling of characters that its encoding lacks."""
        return self.own.errors

    def writable(self) -> bool:
        """Returns whether it may be written to."""
        return True

    def isatty(self) -> bool:
        """Returns whether it is a terminal."""
        return self.own.isatty()

    def fileno(self) -> int:
        """Returns the stream's descriptor. Raises OSError if it has none."""
        return self.own.fileno()

    def write(self, text: str) -> int:
        """Writes lines of text, made visible. Raises StreamError."""
        self.own.write(visible_lines(text))
        return len(text)

    def flush(self) -> None:
        """Flushes the stream. Raises StreamError."""
        self.own.flush()


class _Bytes(io.BufferedIOBase):
    """The same door for encoded text, in which click writes completions."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def writable(self) -> bool:
        return True

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]
        self._door.write(bytes(data).decode("utf-8", "surrogateescape"))
        return len(bytes(data))

    def flush(self) -> None:
        self._door.flush()


@contextmanager
def doors() -> Iterator[tuple[Outlet, Outlet]]:
    """Puts doors in front of the standard streams; yields the outlets behind: output, error."""
    before = sys.stdout, sys.stderr
    outlets = Outlet(sys.stdout, _NAMES[0]), Outlet(sys.stderr, _NAMES[1])
    sys.stdout, sys.stderr = map(Door, outlets)
    try:
        yield outlets
    finally:
        sys.stdout, sys.stderr = before


def own(stream: Any) -> TextIO:
    """Returns the outlet behind a door, for text that is already visible; for any other stream, the
    stream itself."""
    return cast("TextIO", stream.own if isinstance(stream, Door) else stream)


def occupy_descriptors() -> None:
    """Opens the null device on each of the descriptors 0 to 2 that is closed.

    Otherwise the next files would get these numbers, and a library's output would end up in a
    session.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
