"""The program in which Kokoro speaks; natural_worker.py says how it is used."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from voiceguide.speech.engines.natural_worker import (
    Message,
    Model,
    Text,
    Unusable,
    name_of,
    serve,
    session,
)
from voiceguide.speech.engines.phoneme_blocks import phonemes_of

_SAMPLE_RATE = 24_000


class _Kokoro:
    """A voice of Kokoro's: the model, the style of one voice, and the phonemes of its language."""

    sample_rate = _SAMPLE_RATE

    def __init__(self, kokoro: Any, style: Any, phonemizer: Any) -> None:
        self._kokoro = kokoro
        self._style = style
        self._phonemizer = phonemizer
        self.facts: Message = {}

    def sound(self, text: Text) -> Any:
        """Returns a text's samples."""
        import numpy as np

        [phonemes] = phonemes_of(" ".join(text.text.split()), self._phonemize)
        known = self._kokoro.tokenizer.known("".join(phonemes))
        if not any(map(str.isalpha, known)):
            return np.zeros(0, np.float32)
        sound, _ = self._kokoro.create(
            known, self._style, speed=text.rate / 100, is_phonemes=True, trim=False
        )
        return sound

    def _phonemize(self, text: str) -> list[list[str]]:
        [phonemes] = self._phonemizer.phonemize([text])
        return [list(phonemes)]


def _load(files: Sequence[BinaryIO], threads: int, settings: Mapping[str, str]) -> Model:
    # The environment may name another eSpeak NG, which would pronounce words differently.
    os.environ.pop("PHONEMIZER_ESPEAK_LIBRARY", None)
    from kokoro_onnx import Kokoro

    model, voices = files
    kokoro = Kokoro.from_session(session(model, threads), name_of(voices))
    voice = settings["voice"]
    if voice not in kokoro.voices:
        raise Unusable(f"{voices.name} has no voice {voice}")
    return _Kokoro(kokoro, kokoro.get_voice_style(voice), _phonemizer(settings["language"]))


def _phonemizer(language: str) -> Any:
    """Returns eSpeak NG with the voice for a language.

    phonemizer loads copies of the library, and would leave them behind when this process is killed.
    It marks the language of a foreign word, and Kokoro would read the mark out.
    """
    from phonemizer.backend import EspeakBackend

    usual = tempfile.tempdir
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            return EspeakBackend(
                language,
                preserve_punctuation=True,
                with_stress=True,
                language_switch="remove-flags",
            )
        finally:
            tempfile.tempdir = usual


if __name__ == "__main__":
    serve(_load)
