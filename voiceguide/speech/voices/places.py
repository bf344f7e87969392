"""Where the files of natural voices are: in the user's folder, or in an installed package."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path

import platformdirs

from voiceguide.speech import registry
from voiceguide.speech.voices.catalogue import NaturalVoice, PinnedFile, module_of

VARIABLE = "VOICEGUIDE_VOICES"
"""The environment variable for the folder to use in place of the usual one."""


def folder() -> Path:
    """Returns the folder for voices that are installed by voiceguide; it may not exist."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return platformdirs.user_data_path("voiceguide", appauthor=False) / "voices"


def find(voice: NaturalVoice) -> tuple[Path, ...] | None:
    """Returns the paths of a voice's files, in order, or None if one of them is missing.

    Their sizes are compared, but not their bytes: an engine does that when it loads them.
    """
    paths = [path for pinned in voice.files for path in _first(pinned, voice)]
    return tuple(paths) if len(paths) == len(voice.files) else None


def ready(voice: NaturalVoice) -> bool:
    """Returns whether a voice can speak: its files are here, and its engine is installed."""
    return find(voice) is not None and engine_is_installed(voice.engine)


def engine_is_installed(engine: str) -> bool:
    """Returns whether an engine and the module that it needs are installed; imports neither."""
    module = module_of(engine)
    return engine in registry.engine_names() if module is None else bool(find_spec(module.name))


def how_to_install(engine: str) -> str:
    """Returns a clause that says how to get an engine, or why that is impossible."""
    module = module_of(engine)
    if module is None:
        return f"get it with: pip install the package with the engine {engine}"
    if not can_be_installed(engine):
        return f"it needs a Python before {module.before}, and this is {platform.python_version()}"
    return f"get it with: {module.command}"


def can_be_installed(engine: str) -> bool:
    """Returns whether an engine works with this version of Python, as far as known."""
    module = module_of(engine)
    if module is None or not module.before:
        return True
    return sys.version_info[:2] < tuple(map(int, module.before.split(".")))


def _first(pinned: PinnedFile, voice: NaturalVoice) -> list[Path]:
    """Returns the first existing one of the file's possible paths; empty if there is none."""
    for path in (folder() / pinned.name, *_packaged(pinned.name, voice)):
        try:
            size = path.stat().st_size
        except OSError:
            continue
        if pinned.size is None or size == pinned.size:
            return [path]
    return []


def _packaged(name: str, voice: NaturalVoice) -> Iterator[Path]:
    """Yields the paths of a file of that name in installed packages, without importing any."""
    if voice.folder is not None:
        yield voice.folder / name
    for package in voice.packages:
        try:
            files = distribution(package).files or []
        except PackageNotFoundError:
            continue
        yield from (Path(str(file.locate())) for file in files if file.name == name)
