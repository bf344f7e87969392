"""Made-up natural voices that replace the catalogue's."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from voiceguide.speech.voices import known
from voiceguide.speech.voices.catalogue import NaturalVoice, voices_in

MODEL, CONFIG = b"the model " * 1000, b"{}"

Catalogue = Callable[..., tuple[NaturalVoice, ...]]


def entry(name: str, *languages: str, engine: str = "piper", **others: Any) -> dict[str, Any]:
    """Returns a catalogue's entry for a voice whose id is its name, with `MODEL` and `CONFIG`."""
    return {
        "id": name,
        "engine": engine,
        "name": name.title(),
        "languages": languages,
        "gender": "female",
        "licence": "CC0",
        "credit": "a reader",
        "path": f"voices/{name}",
        "model": {"sha256": hashlib.sha256(MODEL).hexdigest(), "size": len(MODEL)},
        "config": {"sha256": hashlib.sha256(CONFIG).hexdigest()},
        **others,
    }


def sharing(name: str, *languages: str, **others: Any) -> dict[str, Any]:
    """Returns a voice whose two files are those of all voices that this returns."""
    made = entry(name, *languages, path="", **others)
    files = [
        {**made.pop("model"), "name": "all.onnx"},
        {**made.pop("config"), "name": "all.bin"},
    ]
    return {**made, "files": files}


def silent(*languages: str) -> dict[str, Any]:
    """Returns a voice that needs no files: that of the engine `silent`."""
    made = entry("silent", *languages, engine="silent")
    return {key: value for key, value in made.items() if key not in ("model", "config", "path")}


def catalogued(patch: pytest.MonkeyPatch, *entries: dict[str, Any], home: str = "https://x.org"):
    """Replaces the catalogue's voices, and returns the new ones."""
    voices = voices_in({"homes": {"piper": home}, "voices": entries})
    patch.setattr(known, "catalogue", lambda: voices)
    return voices
