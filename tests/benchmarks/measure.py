"""Runs a command, and measures its time and its peak memory, including all children."""

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path

_INTERVAL_S = 0.1
_LOOKING_SHARE = 0.03
"""The most of the time spent on sampling: counting a process's pages delays it and its forks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds on the clock, processor seconds, and peak resident memory in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a command to its end, silently. Raises RuntimeError with its output if it fails.

    Processor seconds, user and system, cover the command and every descendant that
    was waited for. Memory is the sum of the proportional set sizes in the process tree
    (PSS: a page that several processes share counts once in all), sampled ten times a
    second, or less often if sampling is slow. The peak of any single process is known
    exactly, so a short peak in one process is not missed.
    """
    with tempfile.TemporaryFile() as words, ThreadPoolExecutor(1) as watcher:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
        )
        ended = threading.Event()
        seen = watcher.submit(_peak, process.pid, ended)
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        ended.set()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            last = words.read().decode(errors="replace")[-1000:]
            raise RuntimeError(f"{command} ended with {process.returncode}: {last}")
        return Cost(
            wall_s=wall_s,
            cpu_s=usage.ru_utime + usage.ru_stime,
            peak_mb=max(seen.result(), usage.ru_maxrss * 1024) / 1e6,
        )


def median(costs: Sequence[Cost]) -> Cost:
    """Returns the median of each number separately."""
    wall_s, cpu_s, peak_mb = map(statistics.median, zip(*map(astuple, costs), strict=True))
    return Cost(wall_s=wall_s, cpu_s=cpu_s, peak_mb=peak_mb)


def _peak(pid: int, ended: threading.Event) -> int:
    """Samples until the process has ended; returns the most resident bytes seen."""
    most, pause_s = 0, _INTERVAL_S
    while not ended.wait(pause_s):
        began = time.perf_counter()
        most = max(most, _resident(pid))
        pause_s = max(_INTERVAL_S, (time.perf_counter() - began) / _LOOKING_SHARE)
    return most


def _resident(pid: int) -> int:
    """Returns the memory of a process and all its descendants, in bytes (Linux)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        share = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        children: list[str] = []
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += (task / "children").read_text().split()
    except (OSError, StopIteration):
        return 0
    return share * 1024 + sum(_resident(int(child)) for child in set(children))
