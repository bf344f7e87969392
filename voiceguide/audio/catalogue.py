"""The names of the sounds that a session can use; the user's files count too. Reads no sound."""

from pathlib import Path

from voiceguide.sounds import BEDS, BELL, CHIME_SETS, MEANINGS, NO_BED, RAIN, ROOM_TONE

FEATURELESS = (ROOM_TONE, RAIN)
"""Beds that sound alike at every point, so that nobody notices when they restart."""


def is_own_bed(bed: str | Path) -> bool:
    """Whether this is a sound file of the user's, not the name of a bundled bed."""
    return str(bed) not in (*BEDS, NO_BED)


def is_own_set(chimes: str | Path) -> bool:
    """Whether this is a folder of the user's, not the name of a bundled set."""
    return str(chimes) not in CHIME_SETS


def own_files(bed: str | Path, chimes: str | Path) -> list[Path]:
    """Returns the user's own files among the chosen sounds: a bed, and the chimes in a folder."""
    beds = [Path(bed)] if is_own_bed(bed) else []
    return [*beds, *_chime_files(Path(chimes))] if is_own_set(chimes) else beds


def _chime_files(folder: Path) -> list[Path]:
    """Returns the files in a folder that have the names of chimes; none if it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.stem.lower() in (*MEANINGS, BELL))
    except OSError:
        return []
