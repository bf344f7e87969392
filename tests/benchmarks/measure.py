"""Run a command; know its time and the peak memory of it and all its children."""

import os
import resource
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_INTERVAL_S = 0.2
"""Rare enough not to take a core away from what is measured: a look takes some milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds on the clock, seconds of processors, megabytes resident at most."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(command: list[str], environment: dict[str, str] | None = None) -> Cost:
    """Run to the end. Raises CalledProcessError where the command fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL
    )
    with ThreadPoolExecutor(1) as watcher:
        ended = threading.Event()
        peak = watcher.submit(_peak, process.pid, ended)
        process.wait()
        wall = time.perf_counter() - started
        ended.set()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall_s=wall, cpu_s=cpu, peak_mb=peak.result() / 1e6)


def _peak(pid: int, ended: threading.Event) -> int:
    """The most resident bytes seen until the process has ended."""
    most = 0
    while not ended.wait(_INTERVAL_S):
        most = max(most, _resident(pid))
    return most


def _resident(pid: int) -> int:
    """Resident bytes of a process and all its descendants (Linux)."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        tasks = [int(task.name) for task in Path(f"/proc/{pid}/task").iterdir()]
        for task in tasks:
            if task != pid:
                children += Path(f"/proc/{pid}/task/{task}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return pages * _PAGE + sum(_resident(int(child)) for child in set(children))
