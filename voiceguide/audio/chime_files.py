"""Which files of a folder are chimes; found without reading a sound."""

from pathlib import Path

from voiceguide.audio.levels import CHIME_LUFS


def chime_files(folder: Path) -> list[Path]:
    """The files of a folder that are chimes by their names; none where it can't be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.stem.lower() in CHIME_LUFS)
    except OSError:
        return []
