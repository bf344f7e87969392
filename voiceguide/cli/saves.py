"""When files were saved: by a look at their times now and then.

Looking works wherever files can be read: on network folders and in WSL, where
the system tells nobody of changes, and whether an editor writes into the file
or puts another in its place. A look costs some microseconds.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

State = Mapping[Path, tuple[int, int, int]]
"""Each file that has something in it: time of change in nanoseconds, size, and which file it is."""

Look = Callable[[], State]

LOOK_S = 0.3
"""Between two looks: sooner than one changes from the editor to the player."""

SETTLED_S = 0.2
"""Unchanged for so long, a file is written to its end, and a burst of saves is over."""

MISSING_S = 2.0
"""Editors take a file away or empty it for a moment; longer, and it was meant."""


def look(files: Iterable[Path]) -> State:
    """The state of files; those that are missing or empty are left out."""
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
    """Wait until the state isn't `seen` any more and has settled; the state then."""
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
