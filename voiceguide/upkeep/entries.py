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
    "rate": "speaking rates",
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
    path: Path
    kind: str
    size: int


def shards(folder: Path) -> Iterator[Path]:
    """The folders of entries, in order; links to other places are not followed."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        names = [e.name for e in found if _SHARD.fullmatch(e.name) and _own(e, folder=True)]
        yield from (folder / name for name in sorted(names))


def entries(shard: Path) -> Iterator[Entry]:
    """The entries of one shard."""
    for file, stat in _files(shard):
        match = _ENTRY.fullmatch(file.name)
        if match and match[1] == shard.name:
            yield Entry(stat.st_mtime_ns, Path(file.path), match[2], stat.st_size)


def remove_stale_parts(folder: Path) -> bool:
    """Take away what killed runs left half-written; whether younger ones remain."""
    young = False
    for file, stat in _files(folder):
        if _PART.fullmatch(file.name):
            if time.time() - stat.st_mtime <= _STALE_S:
                young = True
                continue
            with contextlib.suppress(OSError):
                Path(file.path).unlink()
    return young


def _files(folder: Path) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            # Another run may take one away between the listing and the look at it.
            with contextlib.suppress(OSError):
                if _own(entry, folder=False):
                    yield entry, entry.stat(follow_symlinks=False)


def _own(entry: os.DirEntry[str], *, folder: bool) -> bool:
    look = entry.is_dir if folder else entry.is_file
    return look(follow_symlinks=False)
