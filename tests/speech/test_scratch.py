"""The folder that engines write to."""

import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.speech.fakes import NO_CACHE, Log, lines, speak_all
from voiceguide.cache.store import Cache
from voiceguide.errors import OutputError
from voiceguide.speech.scratch import scratch


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_folder_and_its_content_are_removed_at_the_end(temporary: Path) -> None:
    with scratch() as folder:
        (folder / "0-0.wav").write_bytes(b"RIFF")
        assert folder.parent == temporary
    assert not folder.exists()


def test_a_folder_removed_meanwhile_is_reported_with_the_cure(temporary: Path) -> None:
    def swept(_text: str, _attempt: int) -> None:
        for folder in temporary.iterdir():
            shutil.rmtree(folder)

    with pytest.raises(OutputError, match="removed while") as caught:
        speak_all(lines("a"), Log(swept), NO_CACHE)
    assert str(temporary) in str(caught.value)
    assert str(caught.value).endswith("run again")


@pytest.mark.usefixtures("temporary")
def test_words_that_a_full_disk_may_have_cut_off_are_not_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many programs write as much as fits, and then report success."""
    cache = Cache.at(tmp_path / "cache").store("clip")
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
        with pytest.raises(OutputError, match="no space is left"):
            speak_all(lines("a"), Log(), cache)
    log = Log()
    speak_all(lines("a"), log, cache)
    assert log.spoken == ["a"]
