"""A worker process that answers one request at a time, with a deadline."""

import contextlib
import json
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from voiceguide.errors import EngineCrashed, EngineTimeout
from voiceguide.speech.engines.process import how_it_ended, kill_group, start

_LOOK_S = 0.1
"""The interval between checks for an overdue answer."""


class _Watch:
    """Kills a process, and everything it started, when an answer is overdue.

    It uses one thread for the life of the process. A timer for each request would make a short one
    take a tenth longer.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._due: float | None = None
        self._rang = False
        self._over = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()

    def wait_for(self, seconds: float) -> None:
        """Sets the deadline for an answer, in seconds from now."""
        with self._lock:
            self._due = time.monotonic() + seconds

    def rang(self) -> bool:
        """Returns whether the deadline passed, and clears it."""
        with self._lock:
            self._due = None
            return self._rang

    def end(self) -> None:
        """Stops watching."""
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_S):
            with self._lock:
                if self._due is not None and time.monotonic() > self._due:
                    self._rang = True
                    kill_group(self._process)
                    return


class Worker:
    """A process that starts at the first request, and again after it hung, crashed or ended.

    Requests and answers are JSON objects, one per line, over its standard input and output.
    `lasting` says whether one process answers many requests.
    """

    def __init__(self, command: Sequence[str], *, lasting: bool) -> None:
        self._command = tuple(command)
        self._lasting = lasting
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: _Watch | None = None
        self._closed = False

    def ask(self, request: Mapping[str, object], *, deadline_s: float) -> dict[str, Any]:
        """Returns the answer to `request`.

        Raises EngineTimeout if none comes in time, after killing the process and everything it
        started; EngineCrashed if the process ends.
        """
        with self._turn:
            process, watch = self._running()
            watch.wait_for(deadline_s)
            line = b""
            try:
                line = _exchange(process, json.dumps(request).encode() + b"\n")
            finally:
                late = watch.rang()
                whole = line.endswith(b"\n") and not late
                if not (whole and self._lasting):
                    self._discard()
        if late:
            raise EngineTimeout(f"no answer within {deadline_s:g} s; the engine was stopped")
        if not whole:
            raise EngineCrashed(f"the engine's process {how_it_ended(process.wait())}")
        return _parsed(line)

    def close(self) -> None:
        """Ends the process; another thread may call it during `ask`."""
        with self._state:
            self._closed = True
            if self._process is not None:
                kill_group(self._process)
        with self._turn:
            self._discard()

    def _running(self) -> tuple[subprocess.Popen[bytes], _Watch]:
        with self._state:
            if self._closed:
                raise EngineCrashed("the engine was closed")
            if self._process is None or self._watch is None:
                try:
                    self._process = start(
                        self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                    )
                except OSError as error:
                    raise EngineCrashed(f"the engine could not be started: {error}") from error
                self._watch = _Watch(self._process)
            return self._process, self._watch

    def _discard(self) -> None:
        with self._state:
            process, self._process = self._process, None
            watch, self._watch = self._watch, None
            if process is None or watch is None:
                return
            watch.end()
            kill_group(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Writes one line and returns the answer: an incomplete line if the process has ended."""
    if process.stdin is None or process.stdout is None:
        return b""
    try:
        process.stdin.write(request)
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return b""


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError as error:
        raise EngineCrashed("the engine's process sent an unreadable answer") from error
    if not isinstance(answer, dict):
        raise EngineCrashed("the engine's process sent an unreadable answer")
    return answer
