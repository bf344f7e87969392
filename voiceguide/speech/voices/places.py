"""Where the files of natural voices are: in the user's folder, or in an installed package."""

import os
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import platformdirs

from voiceguide.speech.voices.catalogue import NaturalVoice, PinnedFile

VARIABLE = "VOICEGUIDE_VOICES"
"""Names the folder to use in place of the usual one."""


def folder() -> Path:
    """Returns the folder for voices that are installed by voiceguide; it may not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return platformdirs.user_data_path("voiceguide", appauthor=False) / "voices"


def find(voice: NaturalVoice) -> tuple[Path, Path] | None:
    """Returns the paths of a voice's model and config, or None if one of them is missing.

    Their sizes are compared, but not their bytes: an engine does that when it loads them.
    """
    model, config = (_file(pinned, voice.packages) for pinned in voice.files)
    return (model, config) if model and config else None


def _file(pinned: PinnedFile, packages: tuple[str, ...]) -> Path | None:
    for path in (folder() / pinned.name, *_packaged(pinned.name, packages)):
        try:
            size = path.stat().st_size
        except OSError:
            continue
        if pinned.size is None or size == pinned.size:
            return path
    return None


def _packaged(name: str, packages: tuple[str, ...]) -> Iterator[Path]:
    """Yields the files of that name in installed packages, without importing any."""
    for package in packages:
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:
            continue
        yield from (Path(str(file.locate())) for file in files if file.name == name)
