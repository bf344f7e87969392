"""Describes for people whether a folder can hold the cache."""

import os
from dataclasses import dataclass
from pathlib import Path

from voiceguide.cache.environment import VARIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`note` describes a problem, if there is one. `readable`: the folder's contents can be
    listed."""

    readable: bool
    note: str | None = None


def condition(folder: Path) -> Condition:
    """Examines the folder, without writing anything."""
    cure = f"set {VARIABLE} to a folder you can write to"
    try:
        with os.scandir(folder):
            pass
    except FileNotFoundError:
        note = "nothing is cached yet: the first session creates this folder"
        return Condition(readable=True, note=note)
    except NotADirectoryError:
        return Condition(readable=False, note=f"nothing is cached: a file is in the way; {cure}")
    except OSError as error:
        return Condition(readable=False, note=f"nothing is cached: {error.strerror}; {cure}")
    if not os.access(folder, os.W_OK | os.X_OK):
        note = f"nothing new is cached: this folder can't be written to; {cure}"
        return Condition(readable=True, note=note)
    return Condition(readable=True)
