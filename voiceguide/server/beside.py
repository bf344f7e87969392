"""The sounds that pages play from beside them: without these, a page is given out dead."""

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
"""A page's own words come before the sounds that are inside it."""

_ADDRESS: Final = re.compile(rb'"sound":("(?:[^"\\]|\\.)*")')


def check_sounds(given: Mapping[Path, Path]) -> None:
    """Whether all that the pages play is given out; `given` has what was typed for each file.

    Raises InputError with what to type where a sound is not named, or isn't there.
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
                f"{typed} plays {_quoted(sound)}, which is not named, and only named files are "
                f"given out. Name it too: {command}"
            )


def sounds_beside(page: Path) -> list[str]:
    """The relative addresses of what a page of voiceguide's plays; none for other files."""
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
