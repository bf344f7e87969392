"""The voice and chimes of all compared programs: voiceguide's defaults."""

import ctypes
import os
import time
from pathlib import Path

from voiceguide.speech.engines.pyttsx3 import DEFAULT_RATE
from voiceguide.speech.engines.voice_choice import DEFAULT_ENGLISH

VOICE, RATE = DEFAULT_ENGLISH, DEFAULT_RATE

CHIMES = Path(__file__).parents[2] / "audio_assets" / "chimes" / "classic"


def load_library() -> None:
    """Lets pyttsx3 find the speech library that pip installed."""
    import espeakng_loader  # type: ignore[import-untyped]

    ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)


def speak(text: str, path: str) -> str:
    """Speaks a sentence with pyttsx3; waits for the file, which `runAndWait` alone does not."""
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
