"""Whatever is wrong with the cache, the session is made and is the same."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Run, execute

MAKE = ("make", "small.yaml", "-o", "out.mp3", "--bed", "none")


def flip(entry: Path) -> None:
    """Changes the last byte of the sound."""
    data = entry.read_bytes()
    entry.write_bytes(data[:-1] + bytes([data[-1] ^ 0xFF]))


def shorten(entry: Path) -> None:
    """Cuts an entry short, as a full disk would."""
    entry.write_bytes(entry.read_bytes()[:-96])


def empty(entry: Path) -> None:
    """Empties an entry, as a power cut would."""
    entry.write_bytes(b"")


def swap(entry: Path) -> None:
    """Puts a folder in the file's place."""
    entry.unlink()
    entry.mkdir()


def exchange(entry: Path) -> None:
    """Puts the words of another cue in the file's place."""
    others = [path for path in entry.parent.parent.rglob("*.clip") if path != entry]
    entry.write_bytes(others[0].read_bytes())


@pytest.mark.parametrize("damage", [flip, shorten, empty, swap, exchange])
def test_damaged_entries_are_spoken_again(
    damage: Callable[[Path], None], run: Run, work: Path, cache: Path
) -> None:
    assert run(*MAKE).code == 0
    first = (work / "out.mp3").read_bytes()
    entries = sorted(cache.rglob("*.clip"))
    assert len(entries) == 3
    for entry in entries:
        damage(entry)
    assert run(*MAKE).code == 0
    assert (work / "out.mp3").read_bytes() == first


@pytest.mark.slow
def test_a_file_where_the_cache_should_be_is_left_alone(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "file").write_bytes(b"mine")
    assert run(*MAKE).code == 0
    first = (work / "out.mp3").read_bytes()
    for folder in (work / "file", work / "file" / "inside"):
        monkeypatch.setenv("VOICEGUIDE_CACHE", str(folder))
        assert run(*MAKE).code == 0
        assert (work / "out.mp3").read_bytes() == first
    assert (work / "file").read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that not even root fills")
def test_a_session_is_made_despite_a_read_only_cache(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", "/proc/voiceguide")
    assert run(*MAKE, "--engine", "silent").code == 0
    assert (work / "out.mp3").stat().st_size > 1_000_000


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that not even root fills")
def test_a_user_without_a_home_folder_gets_a_session(work: Path) -> None:
    outcome = execute(
        *MAKE,
        cwd=work,
        environment={"HOME": "/proc/nowhere", "XDG_CACHE_HOME": "", "VOICEGUIDE_CACHE": ""},
    )
    assert outcome.code == 0
    assert outcome.err == "Speaking the cues ...\nMaking the track ...\n"
    assert (work / "out.mp3").stat().st_size > 1_000_000
