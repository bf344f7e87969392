"""Keys as they are pressed, on POSIX terminals and the Windows console, or no keys at all."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from voiceguide.terminal.keys import WINDOWS, Key, decode
from voiceguide.undo import undone

_POLL_S = 0.02


class Keyboard(Protocol):
    """A source of keys."""

    def keys(self, timeout_s: float) -> list[Key]:
        """Waits for keys, at most `timeout_s`, and returns them."""


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """Yields this terminal's keyboard, without echo; if input isn't a terminal, one without keys.

    Restores the terminal however the block is left.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        yield NoKeyboard()
    elif sys.platform == "win32":
        yield WindowsKeyboard()
    else:
        with _unbuffered(sys.stdin.fileno()):
            yield TerminalKeyboard(sys.stdin.fileno())


class NoKeyboard:
    """A keyboard that nobody presses."""

    def keys(self, timeout_s: float) -> list[Key]:
        """Waits, and returns no keys."""
        time.sleep(timeout_s)
        return []


class TerminalKeyboard:
    """A POSIX terminal that delivers each character at once."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = ""
        self._gone = False

    def keys(self, timeout_s: float) -> list[Key]:
        """See `Keyboard.keys`."""
        import select

        if self._gone:
            time.sleep(timeout_s)
            return []
        if not select.select([self._descriptor], [], [], timeout_s)[0]:
            self._rest = ""  # it was the Escape key: nothing followed
            return []
        try:
            sent = os.read(self._descriptor, 1024)
        except OSError:
            sent = b""
        self._gone = not sent
        found, self._rest = decode(self._rest + sent.decode("ascii", "replace"))
        return found


class WindowsKeyboard:
    """The Windows console."""

    def keys(self, timeout_s: float) -> list[Key]:
        """See `Keyboard.keys`."""
        import msvcrt

        until = time.monotonic() + timeout_s
        while not msvcrt.kbhit():  # type: ignore[attr-defined, unused-ignore]
            if time.monotonic() >= until:
                return []
            time.sleep(_POLL_S)
        char: str = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
        if char in "\x00\xe0":
            second: str = msvcrt.getwch()  # type: ignore[attr-defined, unused-ignore]
            char = "\x1b" + WINDOWS[second] if second in WINDOWS else ""
        return decode(char)[0]


@contextmanager
def _unbuffered(descriptor: int) -> Iterator[None]:
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    with undone(lambda: termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)):
        tty.setcbreak(descriptor, termios.TCSANOW)
        mode = termios.tcgetattr(descriptor)
        # Ctrl-Z would leave the shell with our screen and without the cursor.
        mode[6][termios.VSUSP] = b"\0"
        termios.tcsetattr(descriptor, termios.TCSANOW, mode)
        yield
