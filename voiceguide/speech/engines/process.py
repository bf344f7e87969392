"""Starts other programs, each in its own process group, and ends the whole group."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

_SHELL = "/bin/sh"

_TIED = """\
exec 3<&0
( ( read -r _ <&3; kill -s KILL 0 ) >/dev/null 2>&1 & )
input=$1; shift
exec "$@" <"$input" 3<&-
"""
"""Starts a watcher in its process group, then becomes the program. The watcher waits for the end of
standard input, a pipe from our process that the system closes however we end; then it kills the
group. It is orphaned, so that a program that waits for its children doesn't wait for it. Linux's
PR_SET_PDEATHSIG won't do: it is tied to the thread that started the program, not to the process,
and spares the program's children."""


def start(
    command: Sequence[str],
    *,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Starts `command`, without a shell, so that the terminal's Ctrl-C doesn't reach it.

    It leads a new process group, which `kill_group` ends. OSErrors pass through.
    """
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    else:
        flags = 0
    return subprocess.Popen(
        command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
        creationflags=flags,
    )


class Tied:
    """A running program that ends when our process ends, even if our process is killed outright.

    Its child processes end too, unless they left its process group. On Windows, or without a shell,
    the program outlives our process if that is killed outright. OSErrors pass through.
    """

    def __init__(self, command: Sequence[str], *, reading: Path | None) -> None:
        """Starts `command` with its arguments unchanged; it reads the file `reading`."""
        source = os.devnull if reading is None else str(reading)
        self._tie: int | None = None
        if not os.access(_SHELL, os.X_OK):
            with Path(source).open("rb") as stdin:
                self.process = start(command, stdin=stdin, stderr=subprocess.PIPE)
            return
        end, self._tie = os.pipe()
        try:
            tied = [_SHELL, "-c", _TIED, "sh", source, *command]
            self.process = start(tied, stdin=end, stderr=subprocess.PIPE)
        except BaseException:
            os.close(self._tie)
            raise
        finally:
            os.close(end)

    def kill(self) -> None:
        """Ends the program and everything it started; another thread may call it."""
        kill_group(self.process)

    def end(self) -> None:
        """Ends it, if it has not ended, and waits for it."""
        self.kill()
        self.process.wait()
        if self._tie is not None:
            os.close(self._tie)
            self._tie = None


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Ends `process` and everything it started; harmless if all have ended already."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def how_it_ended(code: int) -> str:
    """Returns an exit code in words; negative codes are signals.

    >>> how_it_ended(3), how_it_ended(-6)
    ('ended with exit code 3', 'was ended by SIGABRT')
    """
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
