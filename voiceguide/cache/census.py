"""Counts the cache's entries by kind."""

from dataclasses import dataclass
from pathlib import Path

from voiceguide.cache.condition import Condition, condition
from voiceguide.cache.entries import entries, shards
from voiceguide.cache.kinds import KINDS
from voiceguide.cache.limit import Limit, limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The entries of one kind; `what` is its name for people."""

    kind: str
    what: str
    count: int
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """A cache's folder and condition, its limit, and a tally of each kind in a fixed order."""

    folder: Path
    condition: Condition
    limit: Limit
    tallies: tuple[Tally, ...]

    @property
    def count(self) -> int:
        """The number of all entries."""
        return sum(tally.count for tally in self.tallies)

    @property
    def bytes(self) -> int:
        """The total size of all entries, in bytes."""
        return sum(tally.bytes for tally in self.tallies)

    @property
    def over(self) -> int:
        """The bytes over the limit; making or planning the next session removes them."""
        return 0 if self.limit.bytes is None else max(0, self.bytes - self.limit.bytes)


def census(folder: Path) -> Census:
    """Counts every entry; a folder that doesn't exist has none.

    Raises InputError if the limit is not a size.
    """
    sizes: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for shard in shards(folder):
        for entry in entries(shard):
            sizes[entry.kind].append(entry.size)
    tallies = tuple(
        Tally(kind=kind, what=what, count=len(sizes[kind]), bytes=sum(sizes[kind]))
        for kind, what in KINDS.items()
    )
    return Census(folder=folder, condition=condition(folder), limit=limit(folder), tallies=tallies)
