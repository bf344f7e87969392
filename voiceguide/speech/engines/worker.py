"""A worker process that answers one request at a time, with a deadline."""

import contextlib
import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from voiceguide.errors import EngineCrashed, EngineTimeout
from voiceguide.speech.engines.process import how_it_ended, kill_group, start


class Worker:
    """Started at the first request, and again after it hung, crashed or ended.

    Requests and answers are JSON objects, one a line, over its standard input
    and output. `lasting` says whether one process answers many requests.
    """

    def __init__(self, command: Sequence[str], *, lasting: bool) -> None:
        self._command = tuple(command)
        self._lasting = lasting
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def ask(self, request: Mapping[str, object], *, deadline_s: float) -> dict[str, Any]:
        """The answer to `request`.

        Raises EngineTimeout where none comes in time (the process and all that
        it started are killed then), EngineCrashed where the process ends.
        """
        with self._turn:
            process = self._running()
            alarm = _Alarm(process, deadline_s)
            line = b""
            try:
                line = _exchange(process, json.dumps(request).encode() + b"\n")
            finally:
                alarm.cancel()
                whole = line.endswith(b"\n") and not alarm.rang
                if not (whole and self._lasting):
                    self._discard()
        if alarm.rang:
            raise EngineTimeout(f"no answer within {deadline_s:g} s; the engine was ended")
        if not whole:
            raise EngineCrashed(f"the engine's process {how_it_ended(process.wait())}")
        return _parsed(line)

    def close(self) -> None:
        """End the process, also from another thread while it is being asked."""
        with self._state:
            self._closed = True
            if self._process is not None:
                kill_group(self._process)
        with self._turn:
            self._discard()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._state:
            if self._closed:
                raise EngineCrashed("the engine was closed")
            if self._process is None:
                try:
                    self._process = start(
                        self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
                    )
                except OSError as error:
                    raise EngineCrashed(f"the engine could not be started: {error}") from error
            return self._process

    def _discard(self) -> None:
        with self._state:
            process, self._process = self._process, None
            if process is None:
                return
            kill_group(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()


class _Alarm:
    """Kills a process and all that it started when the time is over."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.rang = False
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        kill_group(self._process)

    def cancel(self) -> None:
        """After this it does not ring any more; if it is ringing, wait until it has."""
        self._timer.cancel()
        self._timer.join()


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    """One line out, one line back; less than a line where the process has ended."""
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
        raise EngineCrashed("the engine's process answered with something unreadable") from error
    if not isinstance(answer, dict):
        raise EngineCrashed("the engine's process answered with something unreadable")
    return answer
