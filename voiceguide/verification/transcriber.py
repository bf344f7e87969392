"""Finds a recogniser that transcribes any speech, and its model, on this machine.

Unlike the recogniser that aligns the plan's words, it doesn't know the plan. So a listener may
mishear what it mishears.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.progress import OnProgress, Progress, Stage, ignore
from voiceguide.verification.transcribers import faster_whisper, whisper_cpp

RATE = 16_000
"""The sampling rate of its input, in Hz."""

LONGEST_MS = 30_000
"""The longest sound that it transcribes at once."""

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
"""Whisper's multilingual models, with their sizes in megabytes."""

_INSTALL = "pip install 'voiceguide[recognise]'"


class Transcriber(Protocol):
    """A loaded recogniser; `name` includes its model."""

    name: str

    def transcribe(self, pcm: bytes, language: str) -> str:
        """Returns the words in a sound: mono s16le at `RATE`, at most `LONGEST_MS` long.

        Raises AudioError.
        """


def transcriber(
    model: str | Path = DEFAULT_MODEL, *, download: bool = False, on_progress: OnProgress = ignore
) -> Transcriber:
    """Loads a recogniser with a model: the name of one of Whisper's, or a folder or a file.

    A missing named model is fetched only with `download`. Raises EngineSetupError, which says how
    to get what is missing, UnknownNameError and FetchError.
    """
    name, path = str(model), Path(model)
    if name in _MEGABYTES:
        return _kept(name) or _fetched(name, download=download, on_progress=on_progress)
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
    raise UnknownNameError("model", name, _MEGABYTES, "There is no folder or file of that name")


def _kept(name: str) -> Transcriber | None:
    """Loads a named model that a recogniser has stored; returns None if none has."""
    if _is_installed(faster_whisper.MODULE) and (folder := faster_whisper.kept(name)):
        return faster_whisper.load(folder, name)
    if _is_installed(whisper_cpp.MODULE) and (file := whisper_cpp.kept(name)):
        return whisper_cpp.load(file, name)
    return None


def _fetched(name: str, *, download: bool, on_progress: OnProgress) -> Transcriber:
    if _is_installed(faster_whisper.MODULE):
        if download:
            on_progress(Progress(Stage.FETCH, 0.0))
            folder = faster_whisper.fetched(name)
            on_progress(Progress(Stage.FETCH, 1.0))
            return faster_whisper.load(folder, name)
        what, how = faster_whisper.home(name), ", or fetch it with --download"
    elif _is_installed(whisper_cpp.MODULE):
        what, how = whisper_cpp.home(name), ""
    else:
        raise EngineSetupError(
            f"no recogniser that transcribes speech is installed. Install one with: {_INSTALL}"
        )
    raise EngineSetupError(
        f"the recogniser's model {name} is not on this machine. Name a folder or a file that you "
        f"have with --model{how}: about {_MEGABYTES[name]:,} MB from {what} (MIT licence)"
    )


def _require(module: str, why: str, install: str) -> None:
    if not _is_installed(module):
        raise EngineSetupError(f"{why}, which is not installed. Install it with: {install}")


def _is_installed(module: str) -> bool:
    return find_spec(module) is not None
