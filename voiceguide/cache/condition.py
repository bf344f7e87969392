"""Whether a folder can be a store, in words for people."""

import os
from dataclasses import dataclass
from pathlib import Path

from voiceguide.cache.environment import VARIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """`note` says what is so where anything is; what the folder holds is known if `readable`."""

    readable: bool
    note: str | None = None


def condition(folder: Path) -> Condition:
    """Look at the folder; nothing is written."""
    cure = f"set {VARIABLE} to a folder you can write to"
    try:
        with os.scandir(folder):
            pass
    except FileNotFoundError:
        note = "nothing is kept yet: the first session makes this folder"
        return Condition(readable=True, note=note)
    except NotADirectoryError:
        return Condition(readable=False, note=f"nothing is kept: a file is in the way; {cure}")
    except OSError as error:
        return Condition(readable=False, note=f"nothing is kept: {error.strerror}; {cure}")
    if not os.access(folder, os.W_OK | os.X_OK):
        note = f"nothing new is kept: this folder can't be written to; {cure}"
        return Condition(readable=True, note=note)
    return Condition(readable=True)
