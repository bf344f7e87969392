"""Temporary folders stay while they are in use, whatever the clock says; old ones go."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from voiceguide.errors import OutputError
from voiceguide.files import atomic
from voiceguide.files.temporary import temporary_folder
from voiceguide.in_use import hold, left
from voiceguide.undo import undo_all

YEARS_S = 5 * 365 * 24 * 60 * 60

HOLDS = """
import sys, time
from voiceguide.files.temporary import temporary_folder
with temporary_folder() as folder:
    (folder / "0.wav").write_bytes(b"RIFF")
    print(folder, flush=True)
    time.sleep(600)
"""

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows refuses to delete open files")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def other(temporary: Path):
    """Another run, and the folder that it uses."""
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", HOLDS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as run:
        yield run, Path(run.stdout.readline().strip())
        run.kill()


def years_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + YEARS_S)


def aged(folder: Path) -> None:
    then = time.time() - YEARS_S
    os.utime(folder, (then, then))


def test_a_folder_is_gone_after_the_block_with_all_that_is_in_it(temporary):
    with temporary_folder() as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "0.wav").write_bytes(b"RIFF")
        assert list(temporary.iterdir()) == [folder]
    assert not list(temporary.iterdir())


def test_a_clock_that_jumps_removes_no_folder_in_use(temporary, other, monkeypatch):
    _, theirs = other
    with temporary_folder() as own:
        years_later(monkeypatch)
        for folder in (own, theirs):
            aged(folder)
        with temporary_folder():
            assert own.is_dir()
            assert (theirs / "0.wav").is_file()


@ON_POSIX
def test_what_a_killed_run_left_goes_at_once(temporary, other):
    run, theirs = other
    run.kill()
    run.wait()
    assert theirs.is_dir()
    with temporary_folder():
        assert not theirs.exists()


def test_nothing_of_others_goes(temporary):
    with temporary_folder() as folder:
        name = folder.name
    (temporary / "voiceguide-notes").mkdir()
    (temporary / f"{name}-notes").mkdir()
    (temporary / "elsewhere").mkdir()
    (temporary / name).symlink_to(temporary / "elsewhere")
    with temporary_folder():
        pass
    assert {path.name for path in temporary.iterdir()} == {
        "voiceguide-notes", f"{name}-notes", "elsewhere", name
    }  # fmt: skip


def test_a_run_that_ends_at_once_leaves_no_folder(temporary):
    with temporary_folder() as folder:
        undo_all()
        assert not folder.exists()


def test_a_place_that_takes_no_folder_is_said(temporary, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "nowhere"))
    with pytest.raises(OutputError, match="can't make a folder for temporary files"):
        temporary_folder().__enter__()


@ON_POSIX
def test_a_part_in_use_stays_whatever_the_clock_says(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "_nameless", lambda _: None)
    target = tmp_path / "out.mp3"
    with atomic.Publication() as publication:
        publication.open(target).write(b"new")
        years_later(monkeypatch)
        with atomic.replacing(target) as other:
            other.write(b"other")
        publication.publish()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@ON_POSIX
def test_a_file_is_left_once_it_is_closed(tmp_path):
    path = tmp_path / "part"
    with path.open("wb") as stream:
        hold(stream.fileno())
        with left(path) as is_left:
            assert not is_left
    with left(path) as is_left:
        assert is_left
