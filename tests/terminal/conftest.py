"""A finished track, made without a voice, and separate folders for each test."""

from pathlib import Path

import pytest

from tests.terminal.sessions import SCRIPT
from voiceguide import Voicing, make


@pytest.fixture(scope="session")
def track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two minutes over stereo rain, a bed that sounds different at every moment."""
    folder = tmp_path_factory.mktemp("playing")
    script = folder / "small.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    made = folder / "small.mp3"
    make(script, made, voicing=Voicing(engine="silent"), bed="rain")
    return made


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps cache and bookmarks inside the test."""
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VOICEGUIDE_STATE", str(tmp_path / "state"))
