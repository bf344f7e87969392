"""Finds a recogniser that writes down any speech, and its model, on this machine.

It knows nothing of the plan, unlike the one that aligns the plan's words. So what it mishears, a
listener may mishear too.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.verification.transcribers import faster_whisper, whisper_cpp

RATE = 16_000
"""The sampling rate that it expects, in Hz."""

LONGEST_MS = 30_000
"""The longest sound that it hears as a whole."""

DEFAULT_MODEL = "base"
"""Small enough for anyone to fetch and run, and good enough to rank voices. Figures from different
models can't be compared."""

_MEGABYTES = {
    "tiny": 75,
    "base": 145,
    "small": 485,
    "medium": 1_530,
    "large-v3": 3_090,
    "large-v3-turbo": 1_620,
}
"""Whisper's models that know many languages, with their sizes."""

_INSTALL = "pip install 'voiceguide[recognise]'"


class Transcriber(Protocol):
    """A loaded recogniser; `name` says which, with its model."""

    name: str

    def transcribe(self, pcm: bytes, language: str) -> str:
        """Returns the words in a sound: mono s16le at `RATE`, `LONGEST_MS` at most.

        Raises AudioError.
        """


def transcriber(model: str | Path = DEFAULT_MODEL, *, download: bool = False) -> Transcriber:
    """Loads a recogniser with a model: the name of one of Whisper's, a folder or a file.

    Fetches a named model that is missing only if `download`. Raises EngineSetupError, which says
    how to get what is missing, and UnknownNameError.
    """
    path = Path(model)
    if path.is_dir():
        _require(faster_whisper.MODULE, f"{path} is a model for {faster_whisper.NAME}", _INSTALL)
        return faster_whisper.load(path, path.name)
    if path.is_file():
        _require(
            whisper_cpp.MODULE,
            f"{path} is a model for {whisper_cpp.NAME}",
            f"pip install {whisper_cpp.MODULE}",
        )
        return whisper_cpp.load(path, path.stem)
    name = str(model)
    if name not in _MEGABYTES:
        raise UnknownNameError(
            "model",
            name,
            _MEGABYTES,
            f"There are {', '.join(_MEGABYTES)}, and folders and files that exist",
        )
    return _named(name, download=download)


def _named(name: str, *, download: bool) -> Transcriber:
    if not (_is_installed(faster_whisper.MODULE) or _is_installed(whisper_cpp.MODULE)):
        raise EngineSetupError(
            f"no recogniser that writes down speech is installed. Install one with: {_INSTALL}"
        )
    if _is_installed(faster_whisper.MODULE):
        if folder := faster_whisper.kept(name, download=download):
            return faster_whisper.load(folder, name)
        what, how = faster_whisper.home(name), ", or fetch it with --download"
    else:
        what, how = whisper_cpp.home(name), ""
    if _is_installed(whisper_cpp.MODULE) and (file := whisper_cpp.kept(name)):
        return whisper_cpp.load(file, name)
    raise EngineSetupError(
        f"the recogniser's model {name} is not on this machine. Name a folder or a file that you "
        f"have with --model{how}: about {_MEGABYTES[name]:,} MB from {what} (MIT licence)"
    )


def _require(module: str, why: str, install: str) -> None:
    if not _is_installed(module):
        raise EngineSetupError(f"{why}, which is not installed. Install it with: {install}")


def _is_installed(module: str) -> bool:
    return find_spec(module) is not None
