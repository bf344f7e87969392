"""The cache's total size, without looking at every entry each time.

A folder's modification time changes when a file in it appears or disappears. So the size of each
shard is recorded with that time, and only shards that have changed are read again.
"""

import contextlib
import json
import time
from pathlib import Path
from typing import Any

from voiceguide.cache.entries import entries, remove_stale_parts, shards
from voiceguide.cache.folder import write_whole

FILE = "sizes.json"
"""The file with each shard's name, its modification time in nanoseconds, and its bytes."""

_SECOND_NS = 1_000_000_000
_SETTLED_NS = _SECOND_NS // 10
_SETTLED_COARSELY_NS = 5 * _SECOND_NS
"""A shard that has just changed may change again within the resolution of its time: some
milliseconds, or two seconds on some file systems."""

_Sizes = dict[str, tuple[int, int]]


def total_bytes(folder: Path) -> int:
    """Returns the size of all entries in bytes. Unreadable ones count as zero."""
    known, found, settled = _known(folder), 0, _Sizes()
    now = time.time_ns()
    for shard in shards(folder):
        try:
            changed = shard.stat().st_mtime_ns
        except OSError:
            continue
        if shard.name in known and known[shard.name][0] == changed:
            size, young = known[shard.name][1], False
        else:
            young = remove_stale_parts(shard)
            size = sum(entry.size for entry in entries(shard))
        if not young and _settled(now - changed, changed):
            settled[shard.name] = (changed, size)
        found += size
    if settled != known:
        remove_stale_parts(folder)
        with contextlib.suppress(OSError):
            write_whole(folder / FILE, json.dumps(settled).encode())
    return found


def _settled(ago_ns: int, changed_ns: int) -> bool:
    return ago_ns > (_SETTLED_NS if changed_ns % _SECOND_NS else _SETTLED_COARSELY_NS)


def _known(folder: Path) -> _Sizes:
    """Returns the recorded sizes; none if the file is missing or damaged."""
    try:
        kept: Any = json.loads((folder / FILE).read_bytes())
        return {name: (int(changed), int(size)) for name, (changed, size) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
