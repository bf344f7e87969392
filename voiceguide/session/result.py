"""The result of `make`."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceguide.timeline.model import Timeline


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished session.

    `track` is its file, or None if it was written to a stream. `notes` describe the rules of a
    good session that its plan breaks. `spoken` and `encoded` count the sentences and the blocks
    of sound that had to be made because they were not in the cache. `timeline_json` is the text
    of the `timeline`, which is read on first use.
    """

    track: Path | None
    sidecars: tuple[Path, ...]
    total_ms: int
    chapters: int
    notes: tuple[str, ...] = ()
    spoken: int = 0
    encoded: int = 0
    timeline_json: str = field(repr=False, compare=False)

    @cached_property
    def timeline(self) -> "Timeline":
        """The session's plan: the time of every sound."""
        from voiceguide.track.sidecars.timeline_json import read_timeline

        return read_timeline(self.timeline_json)
