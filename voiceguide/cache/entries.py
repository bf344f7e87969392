"""The cache's files, recognised by their names, so that other files are never touched."""

import contextlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceguide.cache.kinds import KINDS
from voiceguide.in_use import left

_SHARD = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(rf"([0-9a-f]{{2}})[0-9a-f]{{30,126}}\.({'|'.join(KINDS)})")
_PART = re.compile(r"\.[0-9a-z_]{8}\.part")
_STALE_S = 60 * 60
"""A part this old was left by a killed run, unless it is in use: writing takes only a moment."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One file of the cache; the least recently used sorts first."""

    used_ns: int
    path: str
    kind: str
    size: int


def shards(folder: Path) -> Iterator[Path]:
    """Yields the folders of entries, in order; does not follow links."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        names = [e.name for e in found if _SHARD.fullmatch(e.name) and _own(e, folder=True)]
        yield from (folder / name for name in sorted(names))


def entries(shard: Path) -> Iterator[Entry]:
    """Yields the entries of one shard."""
    for file, kind in _named_as_entries(shard):
        with contextlib.suppress(OSError):  # another run may have removed it
            if _own(file, folder=False):
                stat = file.stat(follow_symlinks=False)
                yield Entry(stat.st_mtime_ns, file.path, kind, stat.st_size)


def obstacles(shard: Path) -> Iterator[Entry]:
    """Yields folders and links that have an entry's name."""
    for found, kind in _named_as_entries(shard):
        if not _own(found, folder=False):
            yield Entry(0, found.path, kind, 0)


def remove(entry: Entry) -> None:
    """Removes an entry or an obstacle, if it still exists. OSErrors pass through."""
    path = Path(entry.path)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def remove_stale_parts(folder: Path) -> bool:
    """Removes the half-written parts of killed runs. Returns whether younger parts remain."""
    young = False
    for file, _ in _matching(folder, _PART):
        with contextlib.suppress(OSError):
            if not _own(file, folder=False):
                continue
            age_s = time.time() - file.stat(follow_symlinks=False).st_mtime
            with left(Path(file.path)) as is_left:
                if is_left and age_s > _STALE_S:
                    Path(file.path).unlink()
                else:
                    young = True
    return young


def _named_as_entries(shard: Path) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yields each item named like an entry of this shard, with its kind."""
    for found, match in _matching(shard, _ENTRY):
        if match[1] == shard.name:
            yield found, match[2]


def _matching(
    folder: Path, pattern: re.Pattern[str]
) -> Iterator[tuple[os.DirEntry[str], re.Match[str]]]:
    """Yields the items in a folder whose names match the pattern, with the match."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for one in found:
            if match := pattern.fullmatch(one.name):
                yield one, match


def _own(entry: os.DirEntry[str], *, folder: bool) -> bool:
    look = entry.is_dir if folder else entry.is_file
    return look(follow_symlinks=False)
