"""Outputs that can't be written are found before any work, and no file is changed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import OLD, Run, contents


@pytest.fixture
def sound(work: Path, run: Run) -> Path:
    """A track that can serve as a bed."""
    assert run("make", "small.yaml", "--engine", "silent", "-o", "sound.mp3").code == 0
    return work / "sound.mp3"


def refused(run: Run, work: Path, *options: str | Path) -> str:
    """Returns the message of a run that must be refused and change no file."""
    before = contents(work)
    outcome = run("make", "small.yaml", "--engine", "silent", *options)
    assert outcome.code == 2
    assert outcome.out == ""
    assert contents(work) == before
    assert "Speaking" not in outcome.err
    return outcome.err


def test_a_missing_folder_is_named(run: Run, work: Path) -> None:
    said = refused(run, work, "-o", "tonight/out.mp3")
    assert f"there is no folder {work / 'tonight'}; make it first" in said


def test_a_file_in_place_of_the_folder_is_refused(run: Run, work: Path) -> None:
    assert "small.yaml is not a folder" in refused(run, work, "-o", "small.yaml/out.mp3")


def test_a_folder_in_place_of_the_file_is_refused(run: Run, work: Path) -> None:
    (work / "out.mp3").mkdir()
    assert "out.mp3: this is a folder; add the name" in refused(run, work, "-o", "out.mp3")


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a folder that not even root fills")
def test_a_read_only_folder_is_reported(run: Run, work: Path) -> None:
    assert "the folder /proc can't be written to" in refused(run, work, "-o", "/proc/out.mp3")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no /dev/null")
def test_a_device_is_never_replaced(run: Run, work: Path) -> None:
    (work / "null.mp3").symlink_to("/dev/null")
    assert "null.mp3: this is not a regular file" in refused(run, work, "-o", "null.mp3")
    assert not Path("/dev/null").is_file()


def test_a_write_protected_file_is_not_replaced(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (work / "out.mp3").write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everything
    assert "out.mp3: this file is write-protected" in refused(run, work, "-o", "out.mp3")


def test_a_name_that_is_too_long_is_refused(run: Run, work: Path) -> None:
    assert "choose another name" in refused(run, work, "-o", "x" * 300 + ".mp3")


def test_the_script_is_not_overwritten(run: Run, work: Path) -> None:
    (work / "small.yaml").rename(work / "small.mp3")
    before = contents(work)
    outcome = run("make", "./small.mp3", "-o", work / "small.mp3")
    assert outcome.code == 2
    assert "this is the input" in outcome.err
    assert contents(work) == before


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_the_script_is_not_overwritten_through_a_link(link: str, run: Run, work: Path) -> None:
    getattr(work / "out.mp3", link)(work / "small.yaml")
    assert "out.mp3: this is the input small.yaml" in refused(run, work, "-o", "out.mp3")


def test_the_script_is_not_overwritten_by_a_sidecar(run: Run, work: Path) -> None:
    (work / "small.timeline.json").write_bytes((work / "small.yaml").read_bytes())
    before = contents(work)
    outcome = run(
        "make", "./small.timeline.json", "-o", "small.mp3", "--with", "timeline", "--engine=silent"
    )
    assert outcome.code == 2
    assert "small.timeline.json: this is the input" in outcome.err
    assert contents(work) == before


def test_the_bed_is_not_overwritten(run: Run, work: Path, sound: Path) -> None:
    (work / "link.mp3").symlink_to(sound)
    for name in ("sound.mp3", "link.mp3"):
        said = refused(run, work, "-o", name, "--bed", "sound.mp3")
        assert f"{name}: this is the input sound.mp3" in said


def test_nothing_is_written_if_a_sidecar_cannot_be(run: Run, work: Path) -> None:
    (work / "out.vtt").mkdir()
    said = refused(run, work, "-o", "out.mp3", "--with", "captions")
    assert "out.vtt: this is a folder" in said


def test_a_link_is_followed_and_stays_a_link(run: Run, work: Path) -> None:
    (work / "music").mkdir()
    (work / "out.mp3").symlink_to(work / "music" / "tonight.mp3")
    (work / "music" / "tonight.mp3").write_bytes(OLD)
    outcome = run("make", "small.yaml", "--engine", "silent", "-o", "out.mp3", "--bed", "none")
    assert outcome.code == 0
    assert (work / "out.mp3").is_symlink()
    assert (work / "music" / "tonight.mp3").stat().st_size > len(OLD)
    assert [path.name for path in (work / "music").iterdir()] == ["tonight.mp3"]


def test_an_old_output_is_replaced(run: Run, work: Path) -> None:
    for name in ("out.mp3", "out.vtt"):
        (work / name).write_bytes(OLD * 1_000_000)
    options = ("--engine", "silent", "-o", "out.mp3", "--bed", "none", "--with", "captions")
    assert run("make", "small.yaml", *options).code == 0
    first = contents(work)
    assert first["out.mp3"][0].startswith(b"ID3")
    assert first["out.vtt"][0].startswith(b"WEBVTT")
    assert run("make", "small.yaml", *options).code == 0
    again = contents(work)
    assert {name: data for name, (data, _) in again.items()} == {
        name: data for name, (data, _) in first.items()
    }


@pytest.mark.skipif(os.name != "posix", reason="there, nobody can tell whether a run is alive")
def test_parts_left_by_a_killed_run_are_removed(run: Run, work: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        dead.wait()
    stale = work / f".out.mp3.{dead.pid}-00aa11bb.part"
    living = work / f".out.mp3.{os.getpid()}-00aa11bb.part"
    other = work / f".mine.mp3.{dead.pid}-00aa11bb.part"
    for part in (stale, living, other):
        part.write_bytes(OLD)
    options = ("--engine", "silent", "-o", "out.mp3", "--bed", "none")
    assert run("make", "small.yaml", *options).code == 0
    assert [part.exists() for part in (stale, living, other)] == [False, True, True]
