"""The voice and chimes of all compared programs: voiceguide's defaults."""

import ctypes
import os
import time
import wave
from functools import cache
from pathlib import Path
from typing import Any

from voiceguide.speech.engines.piper import CALM_RATE
from voiceguide.speech.engines.pyttsx3 import DEFAULT_RATE
from voiceguide.speech.engines.voice_choice import DEFAULT_ENGLISH
from voiceguide.speech.voices import places
from voiceguide.speech.voices.known import of_engine

VOICE, RATE = DEFAULT_ENGLISH, DEFAULT_RATE

ENGINES = ("pyttsx3", "piper")

ENGINE_VARIABLE = "BENCHMARK_ENGINE"
"""Names the engine for the other programs."""

CHIMES = Path(__file__).parents[2] / "audio_assets" / "chimes" / "classic"


def is_natural() -> bool:
    """Whether the programs speak with Piper."""
    return os.environ.get(ENGINE_VARIABLE) == "piper"


def load_library() -> None:
    """Lets pyttsx3 find the speech library that pip installed; Piper has one of its own."""
    if is_natural():
        return
    import espeakng_loader  # type: ignore[import-untyped]

    ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)


def speak(text: str, path: str) -> str:
    """Speaks a sentence. With pyttsx3, waits for the file, which `runAndWait` alone does not."""
    if is_natural():
        voice, manner = _piper()
        with wave.open(path, "wb") as sound:
            voice.synthesize_wav(text, sound, syn_config=manner)
        return path
    import pyttsx3  # type: ignore[import-untyped]

    engine = pyttsx3.Engine()
    finished: list[bool] = []
    engine.connect("finished-utterance", lambda name, completed: finished.append(completed))
    engine.setProperty("voice", VOICE)
    engine.setProperty("rate", RATE)
    engine.save_to_file(text, path)
    engine.runAndWait()
    while not finished:
        time.sleep(0.001)
    return path


@cache
def _piper() -> tuple[Any, Any]:
    """Returns piper-tts's voice and how it speaks: as calmly as voiceguide lets it."""
    from piper import PiperVoice, SynthesisConfig

    model, config = next(paths for paths in map(places.find, of_engine("piper")) if paths)
    voice = PiperVoice.load(model, config_path=config)
    scale = voice.config.length_scale * 100 / CALM_RATE
    return voice, SynthesisConfig(length_scale=scale, noise_scale=0.0, noise_w_scale=0.0)
