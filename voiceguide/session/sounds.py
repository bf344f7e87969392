"""The sounds of a session besides speech: finds and levels its bed and its chimes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from voiceguide.audio.clip import Clip, Loop
from voiceguide.audio.library import find_bed, find_chimes
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import InputError
from voiceguide.sounds import BED_LEVEL_LU, BEDS, CHIMES, LOUDEST_BED_LU, NO_BED, SOFTEST_BED_LU
from voiceguide.timeline.model import ChimeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionBed:
    """The session's bed under the name that the user chose.

    The sound `loop` is at `BED_LEVEL_LU`; the mix brings it to `level_lu`. The user's file may
    have the name of a `bundled` bed.
    """

    loop: Loop | None
    name: str
    bundled: bool
    level_lu: float = BED_LEVEL_LU


def session_bed(bed: str | Path, level_lu: float, *, store: Store = NOWHERE) -> SessionBed:
    """Returns a bundled bed, a sound file or "none", at `level_lu` relative to speech.

    `store` caches a sound file's bed. Raises InputError for a level outside the limits; errors
    in finding the bed pass.
    """
    if not SOFTEST_BED_LU <= level_lu <= LOUDEST_BED_LU:
        raise InputError(
            f"the bed can't be at {level_lu:g} LU relative to speech; choose a level from "
            f"{SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g} LU"
        )
    if str(bed) == NO_BED and level_lu != BED_LEVEL_LU:
        raise InputError("there is a bed level but no bed; choose a bed, or leave out the level")
    return SessionBed(
        loop=find_bed(bed, store),
        name=Path(bed).name,
        bundled=str(bed) in BEDS,
        level_lu=level_lu,
    )


def signals(chimes: str | Path = CHIMES) -> Mapping[ChimeKind, Clip]:
    """Returns a bundled set of chimes, or the sounds in a folder, by their meaning."""
    return {ChimeKind(name): clip for name, clip in find_chimes(chimes).items()}
