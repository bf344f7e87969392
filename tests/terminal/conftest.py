"""A finished track, made without a voice, and folders of the test's own."""

from pathlib import Path

import pytest

from tests.terminal.sessions import SCRIPT
from voiceguide import Voicing, make


@pytest.fixture(scope="session")
def track(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two minutes with a bed that never is the same: rain, in stereo."""
    folder = tmp_path_factory.mktemp("playing")
    script = folder / "small.yaml"
    script.write_text(SCRIPT, encoding="utf-8")
    made = folder / "small.mp3"
    make(script, made, voicing=Voicing(engine="silent"), bed="rain")
    return made


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept and remembered stays in the test."""
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("VOICEGUIDE_STATE", str(tmp_path / "state"))
