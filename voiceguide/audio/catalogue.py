"""The sounds that a session can use: bundled ones by name, or the user's files. Reads none of
them."""

from pathlib import Path

from voiceguide.sounds import BEDS, BELL, CHIME_SETS, MEANINGS, NO_BED, RAIN, ROOM_TONE

FEATURELESS = (ROOM_TONE, RAIN)
"""Beds that sound alike at every point, so they can restart at any time without anyone noticing."""


def is_own_bed(bed: str | Path) -> bool:
    """Whether this is not the name of a bundled bed, so it should be a sound file."""
    return str(bed) not in (*BEDS, NO_BED)


def is_own_set(chimes: str | Path) -> bool:
    """Whether this is not the name of a bundled set, so it should be a folder of sounds."""
    return str(chimes) not in CHIME_SETS


def own_files(bed: str | Path, chimes: str | Path) -> list[Path]:
    """Returns the chosen sounds that are the user's own files: a bed, and the chimes in a
    folder."""
    beds = [Path(bed)] if is_own_bed(bed) else []
    return [*beds, *_chime_files(Path(chimes))] if is_own_set(chimes) else beds


def _chime_files(folder: Path) -> list[Path]:
    """Returns the files in a folder that are named as chimes; none if it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.stem.lower() in (*MEANINGS, BELL))
    except OSError:
        return []
