"""Starts other programs, each in its own process group, and ends the whole group."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import IO


def start(
    command: Sequence[str],
    *,
    stdin: int | IO[bytes] = subprocess.DEVNULL,
    stdout: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Starts `command`, without a shell and out of reach of the terminal's Ctrl-C.

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
