"""The sounds that can be asked for: the bundled ones by name, or files; none of them is read."""

from pathlib import Path

from voiceguide.audio.levels import CHIME_LUFS

ROOM_TONE = "room-tone"
"""The bed where none is chosen: hardly heard, it keeps loudspeakers awake and is never ducked."""

RAIN = "rain"

FEATURELESS = (ROOM_TONE, RAIN)
"""Beds that can begin anew anywhere: nobody hears where in them they are."""

BEDS = (ROOM_TONE, RAIN, "sea", "warm-pad")

NO_BED = "none"
"""The name by which people ask for no bed at all."""

CHIME_SETS = ("classic", "bowl", "wood", "glass")

CHIMES = CHIME_SETS[0]
"""The set that is taken where none is asked for."""


def is_own_bed(bed: str | Path) -> bool:
    """Whether this is no name of ours, so that it should be a sound file."""
    return str(bed) not in (*BEDS, NO_BED)


def is_own_set(chimes: str | Path) -> bool:
    """Whether this is no name of ours, so that it should be a folder of sounds."""
    return str(chimes) not in CHIME_SETS


def own_files(bed: str | Path, chimes: str | Path) -> list[Path]:
    """What of the sounds that are asked for are files: a bed, and the chimes of a folder."""
    beds = [Path(bed)] if is_own_bed(bed) else []
    return [*beds, *_chime_files(Path(chimes))] if is_own_set(chimes) else beds


def _chime_files(folder: Path) -> list[Path]:
    """The files of a folder that are chimes by their names; none where it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.stem.lower() in CHIME_LUFS)
    except OSError:
        return []
