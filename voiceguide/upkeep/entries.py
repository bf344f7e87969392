"""The store's files: found by their names, so that nobody else's are ever touched."""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceguide.store import Kind

KINDS: dict[Kind, str] = {
    "clip": "spoken cues",
    "block": "encoded blocks",
    "track": "finished tracks",
    "picture": "drawn pictures",
    "rate": "speaking rates",
    "length": "session lengths",
}
"""Every kind in plain words."""

_SHARD = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(rf"([0-9a-f]{{2}})[0-9a-f]{{30,126}}\.({'|'.join(KINDS)})")
_PART = re.compile(r"\.[0-9a-z_]{8}\.part")
_STALE_S = 60 * 60
"""A part is written within a moment; this old, its run is dead."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One file of the store; the least recently used sorts first."""

    used_ns: int
    path: str
    kind: str
    size: int


def shards(folder: Path) -> Iterator[Path]:
    """The folders of entries, in order; links to other places are not followed."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        names = [e.name for e in found if _SHARD.fullmatch(e.name) and _own(e, folder=True)]
        yield from (folder / name for name in sorted(names))


def entries(shard: Path) -> Iterator[Entry]:
    """The entries of one shard."""
    prefix = shard.name
    for file, match in _files(shard, _ENTRY):
        if match[1] == prefix:
            with contextlib.suppress(OSError):  # another run may have taken it away meanwhile
                stat = file.stat(follow_symlinks=False)
                yield Entry(stat.st_mtime_ns, file.path, match[2], stat.st_size)


def remove_stale_parts(folder: Path) -> bool:
    """Take away what killed runs left half-written; whether younger ones remain."""
    young = False
    for file, _ in _files(folder, _PART):
        with contextlib.suppress(OSError):
            if time.time() - file.stat(follow_symlinks=False).st_mtime <= _STALE_S:
                young = True
            else:
                Path(file.path).unlink()
    return young


def _files(
    folder: Path, pattern: re.Pattern[str]
) -> Iterator[tuple[os.DirEntry[str], re.Match[str]]]:
    """The files of a folder with names of that pattern."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for file in found:
            if (match := pattern.fullmatch(file.name)) and _own(file, folder=False):
                yield file, match


def _own(entry: os.DirEntry[str], *, folder: bool) -> bool:
    look = entry.is_dir if folder else entry.is_file
    return look(follow_symlinks=False)
