"""What `make` was asked for, once its script, its length and its files were found right."""

from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio.levels import BED_LEVEL_LU
from voiceguide.audio.selection import is_own_bed, is_own_set
from voiceguide.script.model import Script
from voiceguide.timeline.parts import Outline
from voiceguide.track.sidecars.kinds import Sidecar


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A session that can be made: `planned` is what is said in it.

    The `track`, and the files `beside` it, may be written where they are to stand.
    The rest is as for `session.make`.
    """

    script: Script
    planned: Outline
    bed: str | Path
    bed_level_lu: float
    chimes: str | Path
    sleep: bool
    output: Path
    track: Path
    beside: tuple[tuple[Sidecar, Path], ...]
    inspect: bool
    receipt_key: str | None

    @property
    def is_bundled(self) -> bool:
        """Whether its sounds come with voiceguide, at the usual level: none can be wrong."""
        own = is_own_bed(self.bed) or is_own_set(self.chimes)
        return not own and self.bed_level_lu == BED_LEVEL_LU
