"""The folder that engines write to."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from voiceguide.speech.scratch import scratch

TWO_DAYS_S = 2 * 24 * 60 * 60


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_behind(folder: Path, *, age_s: float) -> Path:
    folder.mkdir()
    (folder / "0-0.wav").write_bytes(b"RIFF")
    then = time.time() - age_s
    os.utime(folder, (then, then))
    return folder


def test_it_is_gone_at_the_end_with_all_that_is_in_it(temporary: Path) -> None:
    with scratch() as folder:
        (folder / "0-0.wav").write_bytes(b"RIFF")
        assert folder.parent == temporary
    assert not folder.exists()


def test_what_a_killed_run_left_days_ago_is_removed_and_nothing_else(temporary: Path) -> None:
    with scratch() as folder:
        prefix = folder.name[: -len("12345678")]
    old = left_behind(temporary / f"{prefix}aaaaaaaa", age_s=TWO_DAYS_S)
    running = left_behind(temporary / f"{prefix}bbbbbbbb", age_s=60)
    someones = left_behind(temporary / "voiceguide-notes", age_s=TWO_DAYS_S)
    elsewhere = left_behind(temporary / "elsewhere", age_s=TWO_DAYS_S)
    (temporary / f"{prefix}cccccccc").symlink_to(elsewhere)
    with scratch():
        assert not old.exists()
        assert all(kept.exists() for kept in (running, someones, elsewhere / "0-0.wav"))
