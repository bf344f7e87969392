"""Notices saved files by checking their times regularly.

This works wherever files can be read, even on network folders and in WSL, where the system reports
no changes, and whether an editor writes into the file or replaces it. A check takes a few
microseconds.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

State = Mapping[Path, tuple[int, int, int]]
"""The time of the last change in nanoseconds, size and inode of each file that is not empty."""

Look = Callable[[], State]

LOOK_S = 0.3
"""The time between two checks: shorter than it takes to move from the editor to the player."""

SETTLED_S = 0.2
"""After this time without a change, a file is fully written and a burst of saves is over."""

MISSING_S = 2.0
"""Editors remove or empty a file for a moment; a longer absence is deliberate."""


def look(files: Iterable[Path]) -> State:
    """Returns the state of the files that are neither missing nor empty."""
    state = {}
    for file in files:
        try:
            found = file.stat()
        except (OSError, ValueError):
            continue
        if found.st_size:
            state[file] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return state


def next_save(look: Look, seen: State, sleep: Callable[[float], None] = time.sleep) -> State:
    """Waits until the state differs from `seen` and has settled. Returns the new state."""
    missing_s = 0.0
    while True:
        sleep(LOOK_S)
        now = look()
        if now == seen:
            missing_s = 0.0
            continue
        while True:
            sleep(SETTLED_S)
            before, now = now, look()
            if now == before:
                break
        missing_s += LOOK_S + SETTLED_S
        if now != seen and (seen.keys() <= now.keys() or missing_s > MISSING_S):
            return now
