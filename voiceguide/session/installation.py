"""The installation as a text for cache keys, since another version makes different sessions."""

import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from voiceguide import resources
from voiceguide.files.stamp import stamp
from voiceguide.wording import places


def installation() -> str:
    """Returns stamps of this program's files, sounds and languages, and of the packages beside it.

    A file that can't be examined counts as changed each time.
    """
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield sys.version
    folders = (resources.package(), resources.audio_assets(), places.own())
    for folder in filter(None, folders):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".pyc", "") and path.is_file():
                yield _stamp(path)
    for entry in map(Path, sys.path):
        if entry.is_dir():
            yield from sorted(found.name for found in entry.glob("*.dist-info"))


def _stamp(path: Path) -> str:
    try:
        return stamp(path)
    except OSError:
        return secrets.token_hex()
