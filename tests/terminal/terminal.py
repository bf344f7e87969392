"""The real command in a pseudo-terminal, with a silent device that keeps time."""

import os
import re
import select
import subprocess
import sysconfig
import time
from collections.abc import Callable, Mapping
from pathlib import Path

_PATIENCE_S = 40.0
_SETTLED_S = 0.02
"""A frame is written in one go, but may arrive in pieces."""

_ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|.)")

HOME, CURSOR_SHOWN, MAIN_SCREEN = "\x1b[H", "\x1b[?25h", "\x1b[?1049l"


def voiceguide(*arguments: str | Path) -> list[str]:
    """The argument list of the installed command."""
    return [str(Path(sysconfig.get_path("scripts")) / "voiceguide"), *map(str, arguments)]


class Terminal:
    """`voiceguide play` as seen by somebody at a terminal."""

    def __init__(
        self,
        *arguments: str | Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self._ours, self._theirs = pty.openpty()
        columns, rows = size
        packed = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, packed)
        self._modes = termios.tcgetattr(self._theirs)
        self._process = subprocess.Popen(
            voiceguide("play", *arguments, "--device", "null"),
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env={
                **{name: value for name, value in os.environ.items() if name not in _SIZES},
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                # Keep the tests off a real desktop.
                "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus",
                **(environment or {}),
            },
            preexec_fn=_own_terminal,
        )
        self.output = ""

    @property
    def lines(self) -> list[str]:
        """The lines on the screen; each frame begins with a move to the top left corner."""
        frame = self.output.rpartition(HOME)[2]
        return [line.rstrip() for line in _ESCAPES.sub("", frame).replace("\r", "").split("\n")]

    @property
    def text(self) -> str:
        """The screen's contents as one text."""
        return "\n".join(self.lines)

    def press(self, keys: str) -> None:
        """Types the keys."""
        os.write(self._ours, keys.encode())

    def until(self, condition: Callable[[], object], what: str = "it") -> None:
        """Reads the output until the condition holds."""
        deadline = time.monotonic() + _PATIENCE_S
        while not condition():
            assert self._process.poll() is None, f"ended before {what}: {self.output[-1500:]!r}"
            assert time.monotonic() < deadline, f"{what} never came: {self.text}"
            self._read(0.05)

    def shows(self, wanted: str) -> None:
        """Waits until the screen shows `wanted`."""
        self.until(lambda: wanted in self.text, wanted)

    def signal(self, number: int) -> None:
        """Sends a signal to the process alone."""
        self._process.send_signal(number)

    def ended(self) -> int:
        """Waits for the end and returns the exit code."""
        deadline = time.monotonic() + _PATIENCE_S
        while self._process.poll() is None:
            assert time.monotonic() < deadline, "it did not end"
            self._read(0.05)
        while self._read(0.1):
            pass
        return self._process.returncode

    @property
    def process_id(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def modes_are_as_before(self) -> bool:
        """Whether echo and line mode are as they were."""
        import termios

        return termios.tcgetattr(self._theirs) == self._modes

    @property
    def is_given_back(self) -> bool:
        """Whether modes, cursor and screen are as they were."""
        shown = self.output.rfind(CURSOR_SHOWN) > self.output.rfind("\x1b[?25l")
        main = self.output.rfind(MAIN_SCREEN) > self.output.rfind("\x1b[?1049h")
        return self.modes_are_as_before and shown and main

    @property
    def last_words(self) -> str:
        """The text left on the main screen afterwards."""
        return _ESCAPES.sub("", self.output.rpartition(MAIN_SCREEN)[2]).strip()

    def close(self) -> None:
        """Ends the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def _read(self, timeout_s: float) -> bool:
        if not select.select([self._ours], [], [], timeout_s)[0]:
            return False
        sent = b""
        while select.select([self._ours], [], [], _SETTLED_S)[0]:
            sent += os.read(self._ours, 65536)
        self.output += sent.decode("utf-8", "replace")
        return True


_SIZES = ("COLUMNS", "LINES")


def _own_terminal() -> None:
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
