"""The request as one value: everything about a session except its script and its files."""

from dataclasses import dataclass, field
from pathlib import Path

from voiceguide.audio.catalogue import is_own_bed, is_own_set, own_files
from voiceguide.errors import InputError
from voiceguide.sounds import BED_LEVEL_LU, CHIMES, ROOM_TONE
from voiceguide.speech.voicing import Voicing


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """How the session sounds and which files are written; fields as for `make`."""

    voicing: Voicing = field(default_factory=Voicing)
    bed: str | Path = ROOM_TONE
    bed_level_lu: float = BED_LEVEL_LU
    chimes: str | Path = CHIMES
    sleep: bool = False
    sidecars: tuple[str, ...] = ()
    inspect: bool = True

    @property
    def is_bundled(self) -> bool:
        """Whether bed and chimes are bundled ones at the default level, which can't be wrong."""
        own = is_own_bed(self.bed) or is_own_set(self.chimes)
        return not own and self.bed_level_lu == BED_LEVEL_LU

    def __post_init__(self) -> None:
        """Raises InputError for values of another type."""
        if not isinstance(self.voicing, Voicing):
            raise InputError(f"voicing={self.voicing!r}: expected a voiceguide.Voicing")
        for name in ("bed", "chimes"):
            if not isinstance(getattr(self, name), str | Path):
                raise InputError(f"{name}={getattr(self, name)!r}: expected a name or a path")

    def own_sounds(self) -> list[Path]:
        """Returns the user's own sounds that the session uses."""
        return own_files(self.bed, self.chimes)
