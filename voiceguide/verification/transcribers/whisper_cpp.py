"""The only module that uses pywhispercpp: Whisper's models, run by whisper.cpp."""

import os
from pathlib import Path
from typing import Any

from voiceguide.errors import AudioError, EngineSetupError
from voiceguide.files.temporary import temporary_folder
from voiceguide.verification.transcribers.library import floats, imported

MODULE = "pywhispercpp"
NAME = "whisper.cpp"

_BEAM = 5

_MAGIC = b"lmgg"
"""The first bytes of a model. Another file may crash the library."""

_FAILED = "failed to load model"
"""The library's only message about a file that is cut off."""


def kept(name: str) -> Path | None:
    """Returns a named model's file in the library's own folder, or None."""
    file = Path(imported(f"{MODULE}.constants").MODELS_DIR) / f"ggml-{name}.bin"
    return file if file.is_file() else None


def home(name: str) -> str:
    """Returns the address of a named model."""
    return f"https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-{name}.bin"


def load(file: Path, name: str) -> "WhisperCpp":
    """Loads a model. Raises EngineSetupError if it can't be used."""
    try:
        with file.open("rb") as stream:
            if stream.read(len(_MAGIC)) != _MAGIC:
                raise EngineSetupError(
                    f"{file}: this is not a model for {NAME}: those are ggml-*.bin files"
                )
        model, log = _loaded(file)
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineSetupError(f"{file}: {NAME} can't load this model: {error}") from error
    if _FAILED in log:  # the library would crash when it is used
        raise EngineSetupError(f"{file}: {NAME} can't load this model: it is damaged")
    return WhisperCpp(model, name.removeprefix("ggml-"))


def _loaded(file: Path) -> tuple[Any, str]:
    """Returns the library's model, and its messages while loading."""
    with temporary_folder() as folder:
        log = folder / "log"
        model = imported(f"{MODULE}.model").Model(
            str(file),
            params_sampling_strategy=1,
            beam_search={"beam_size": _BEAM, "patience": -1.0},
            redirect_whispercpp_logs_to=str(log),
            n_threads=os.cpu_count() or 1,
            print_progress=False,
            print_realtime=False,
            no_timestamps=True,
            temperature_inc=0.0,  # otherwise it may try again with random words
        )
        return model, log.read_text("utf-8", errors="replace") if log.exists() else ""


class WhisperCpp:
    """A loaded model."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self.name = f"{NAME} {name}"

    def transcribe(self, pcm: bytes, language: str) -> str:
        """Returns the likeliest words, the same each time. Raises AudioError."""
        try:
            segments = self._model.transcribe(floats(pcm), language=language)
        except (RuntimeError, ValueError) as error:
            raise AudioError(f"{NAME} failed on a sound: {error}") from error
        return " ".join(segment.text.strip() for segment in segments)
