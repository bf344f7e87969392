"""Run a command; know its time and the peak memory of it and all its children."""

import os
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_INTERVAL_S = 0.1
"""Rare enough not to take a core away from what is measured."""


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
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(_INTERVAL_S)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall_s=wall, cpu_s=cpu, peak_mb=peak / 1e6)


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
