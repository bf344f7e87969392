"""eSpeak NG's phonemes: pyttsx3 speaks them on Linux, and natural voices are trained on them."""

import ctypes
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL:
    loader = pytest.importorskip("espeakng_loader", reason="the bundled voice is for Linux")
    library = ctypes.CDLL(loader.get_library_path())
    folder = str(Path(loader.get_data_path()).parent).encode()
    assert library.espeak_Initialize(2, 0, folder, 0) > 0
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    return library


def phonemes(voice: str = "en-us") -> Callable[[str], str]:
    """Returns a function: text to phonemes (IPA), clause by clause."""
    library = _library()

    def said(text: str) -> str:
        assert library.espeak_SetVoiceByName(voice.encode()) == 0
        pointer, clauses = ctypes.c_char_p(text.encode()), []
        while pointer.value is not None:
            clauses.append(library.espeak_TextToPhonemes(ctypes.byref(pointer), 1, 2).decode())
        return " ".join(clauses)

    return said
