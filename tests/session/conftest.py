from pathlib import Path

import pytest

import voiceguide
from tests.session.small import TEXT
from voiceguide.script.model import Script


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "small.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def script() -> Script:
    return voiceguide.load("small.yaml")
