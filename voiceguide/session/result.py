"""What `make` gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voiceguide.timeline.model import Timeline


Progress = Callable[[str, int, int], None]
"""Told the stage ("speak" or "encode"), how much is done and how much there is."""


def quietly(_stage: str, _done: int, _whole: int) -> None:
    """Progress that is told to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished session.

    `notes` say where its plan breaks a rule of a good session; `spoken` and `encoded` are
    the texts and the blocks of sound that were made for it, and not taken from the store.
    """

    track: Path
    sidecars: tuple[Path, ...]
    total_ms: int
    chapters: int
    notes: tuple[str, ...] = ()
    spoken: int = 0
    encoded: int = 0
    read_timeline: "Callable[[], Timeline]" = field(repr=False, compare=False)

    @property
    def timeline(self) -> "Timeline":
        """When everything sounds."""
        return self.read_timeline()
