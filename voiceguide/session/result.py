"""What `make` returns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceguide.timeline.model import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished session.

    `track` is its file, or None if it went to a stream. `notes` describe where its plan breaks
    a rule of a good session. `spoken` and `encoded` count the sentences and the blocks of
    sound that had to be made because they were not in the cache.
    """

    track: Path | None
    sidecars: tuple[Path, ...]
    total_ms: int
    chapters: int
    notes: tuple[str, ...] = ()
    spoken: int = 0
    encoded: int = 0
    read_timeline: "Callable[[], Timeline]" = field(repr=False, compare=False)

    @property
    def timeline(self) -> "Timeline":
        """The session's plan: the time of every sound."""
        return self.read_timeline()
