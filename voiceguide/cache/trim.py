"""Keeps the cache within its limit, and empties it on request."""

import contextlib
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from voiceguide.cache import total
from voiceguide.cache.entries import Entry, entries, obstacles, remove, remove_stale_parts, shards
from voiceguide.cache.folder import USED_AGAIN_S
from voiceguide.cache.limit import Limit, limit
from voiceguide.errors import CacheError, InputError

_LEFT_SHARE = 0.9
"""Trimming goes a little below the limit, so that not every run has to trim."""

SPARED_S = 3 * USED_AGAIN_S
"""Entries used within this time stay, whatever the limit. A session in progress records the use of
an entry at least every `USED_AGAIN_S` seconds, and may read it again up to a few minutes later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The number of removed entries and their total `bytes`; `spared` bytes remain over the
    limit."""

    count: int = 0
    bytes: int = 0
    spared: int = 0


def trim(folder: Path | None, allowed: Limit | None = None) -> Removed:
    """Removes the least recently used entries if the cache is over its limit. Never fails.

    `allowed` None means the limit in force. Entries used within `SPARED_S` stay, for the run that
    uses them. Several runs may trim at once. If the limit is not a size, nothing is removed.
    """
    if folder is None:
        return Removed()
    try:
        most = (allowed or limit(folder)).bytes
    except InputError:
        return Removed()
    if most is None or total.total_bytes(folder) <= most:
        return Removed()
    found = sorted(entry for shard in shards(folder) for entry in entries(shard))
    held = sum(entry.size for entry in found)
    if held <= most:  # then the recorded sizes were wrong
        _forget_total(folder)
        return Removed()
    now_ns = time.time_ns()
    old = [entry for entry in found if abs(now_ns - entry.used_ns) > SPARED_S * 10**9]
    removed = _remove(_first(old, held - int(most * _LEFT_SHARE)))[0]
    return replace(removed, spared=max(0, held - removed.bytes - most))


def clear(folder: Path, kinds: Collection[str]) -> Removed:
    """Removes everything that is named like an entry of these kinds, and then empty folders.

    Raises CacheError if some can't be removed.
    """
    found = [
        entry
        for shard in shards(folder)
        for entry in chain(entries(shard), obstacles(shard))
        if entry.kind in kinds
    ]
    removed, failure = _remove(found)
    for shard in shards(folder):
        remove_stale_parts(shard)
        with contextlib.suppress(OSError):
            shard.rmdir()
    if failure is not None:
        raise CacheError(
            f"{len(found) - removed.count} of {len(found)} entries in {folder} can't be removed: "
            f"{failure.strerror}"
        ) from failure
    _forget_total(folder)
    return removed


def _first(found: Iterable[Entry], size: int) -> Iterator[Entry]:
    """Yields just enough entries for `size` bytes."""
    for entry in found:
        if size <= 0:
            return
        yield entry
        size -= entry.size


def _forget_total(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / total.FILE).unlink()


def _remove(found: Iterable[Entry]) -> tuple[Removed, OSError | None]:
    """Removes entries. Returns the removed ones, even if another run removed them, and the last
    failure."""
    count, size, failure = 0, 0, None
    for entry in found:
        try:
            remove(entry)
        except OSError as error:
            failure = error
        else:
            count, size = count + 1, size + entry.size
    return Removed(count=count, bytes=size), failure
