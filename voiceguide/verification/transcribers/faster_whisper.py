"""The only module that uses faster-whisper: Whisper's models, run by CTranslate2."""

import os
from pathlib import Path
from typing import Any

from voiceguide.errors import AudioError, EngineSetupError, FetchError
from voiceguide.verification.transcribers.library import floats, imported

MODULE = "faster_whisper"
NAME = "faster-whisper"

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without its tokenizer, the library would fetch one."""

_BEAM = 5
"""The library's own default."""


def kept(name: str) -> Path | None:
    """Returns the folder of a named model that the library has fetched completely, or None."""
    try:
        folder = Path(_download_model(name, local_files_only=True))
    except (OSError, ValueError):  # none of its files is there
        return None
    return None if _missing(folder) else folder


def fetched(name: str) -> Path:
    """Fetches a named model, and returns its folder. Raises FetchError."""
    try:
        return Path(_download_model(name))
    except Exception as error:  # its own libraries may raise anything
        reason = str(error).partition("\n")[0]
        raise FetchError(f"can't fetch the model from {home(name)}: {reason}") from error


def _download_model(name: str, **options: bool) -> str:
    return str(imported(f"{MODULE}.utils").download_model(name, **options))


def home(name: str) -> str:
    """Returns the address that a named model is fetched from."""
    repository = getattr(imported(f"{MODULE}.utils"), "_MODELS", {}).get(name, name)
    return f"https://huggingface.co/{repository}"


def load(folder: Path, name: str) -> "FasterWhisper":
    """Loads a model. Raises EngineSetupError if it can't be used."""
    if missing := _missing(folder):
        raise EngineSetupError(
            f"{folder}: this is not a model for {NAME}: it has no {' and no '.join(missing)}"
        )
    try:
        model = imported(MODULE).WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=os.cpu_count() or 1
        )
    except Exception as error:  # its own libraries may raise anything
        raise EngineSetupError(f"{folder}: {NAME} can't load this model: {error}") from error
    return FasterWhisper(model, name)


def _missing(folder: Path) -> list[str]:
    return [file for file in _NEEDED if not (folder / file).is_file()]


class FasterWhisper:
    """A loaded model."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self.name = f"{NAME} {name}"

    def transcribe(self, pcm: bytes, language: str) -> str:
        """Returns the likeliest words, the same each time. Raises AudioError."""
        try:
            segments, _ = self._model.transcribe(
                floats(pcm),
                language=language if self._model.model.is_multilingual else None,
                beam_size=_BEAM,
                temperature=0.0,  # otherwise it may try again with random words
                condition_on_previous_text=False,
                no_speech_threshold=None,
                without_timestamps=True,
            )
            return " ".join(segment.text.strip() for segment in segments)
        except (RuntimeError, ValueError) as error:
            raise AudioError(f"{NAME} failed on a sound: {error}") from error
