"""Finds the sound files beside a page, without which it would be silent when served."""

import json
import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from voiceguide.errors import InputError

_WORDS_BYTES: Final = 8 * 2**20
"""How many bytes of a page to search: addresses come before the sounds inside it."""

_ADDRESS: Final = re.compile(rb'"sound":("(?:[^"\\]|\\.)*")')


def check_sounds(given: Mapping[Path, Path]) -> None:
    """Checks that every sound that pages play is served. `given` maps each file to its path as
    typed.

    Raises InputError for a sound that doesn't exist or isn't named, with the command to type.
    """
    for page, typed in given.items():
        for address in sounds_beside(page):
            if _joined(page, address) in given:
                continue
            sound = _joined(typed, address)
            if not sound.is_file():
                raise InputError(
                    f"{typed} plays {_quoted(sound)}, which isn't there. Put it back, or make the "
                    "page again"
                )
            command = shlex.join(["voiceguide", "serve", *map(str, given.values()), str(sound)])
            raise InputError(
                f"{typed} plays {_quoted(sound)}, which is not in the command, and only files in "
                f"the command are served. Add it: {command}"
            )


def sounds_beside(page: Path) -> list[str]:
    """Returns the relative addresses of the sounds of a voiceguide page; none for other files."""
    if page.suffix.lower() not in (".html", ".htm"):
        return []
    with page.open("rb") as stream:
        words = stream.read(_WORDS_BYTES)
    found: list[str] = []
    for address in _ADDRESS.findall(words):
        try:
            found.append(json.loads(address))
        except ValueError:
            continue
    return found


def _joined(page: Path, address: str) -> Path:
    return Path(os.path.normpath(page.parent / unquote(address)))


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))
