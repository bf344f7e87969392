"""The checks that a track must pass before it gets its name."""

from dataclasses import replace
from pathlib import Path

import pytest

import voiceguide
from tests.cli.running import OLD
from tests.inspection.spoiling import SCRIPT
from tests.track.installing import install
from voiceguide.cli import app
from voiceguide.errors import OutputError
from voiceguide.inspection.gate import check_new_track
from voiceguide.speech.voicing import Voicing
from voiceguide.track.mp3.format import MP3

SILENT = Voicing(engine="silent")
TALKATIVE = """\
voiceguide: 1
title: Much said
lengths: {ten: 10m}
steps:
  - id: a
    title: A
    time: 10m
    say: Now wait for a long while.
    cues: [{at: 5m, say: Now wait for a long while.}]
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "small.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def careless(stream, *arguments, **options):
    written = MP3.write(stream, *arguments, **options)
    stream.truncate(stream.tell() - 288)
    return written


CARELESS = replace(MP3, suffix=".careless", write=careless)
"""A format whose writer loses the last frame."""


@pytest.fixture
def cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Installs the careless format."""
    install(tmp_path / "cache", monkeypatch, careless=f"{__name__}:CARELESS")


@pytest.mark.slow
def test_a_track_that_differs_from_its_plan_is_not_published(script, tmp_path, cut_short):
    output = tmp_path / "out.careless"
    output.write_bytes(OLD)
    with pytest.raises(OutputError, match=r"not as planned \(duration: .*\), so it was not kept"):
        voiceguide.make(script, output, voicing=SILENT, sidecars=["captions"])
    assert output.read_bytes() == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"small.yaml", "out.careless", "cache"}


@pytest.mark.slow
def test_without_inspection_it_is_kept(script, tmp_path, cut_short):
    made = voiceguide.make(script, tmp_path / "out.careless", voicing=SILENT, inspect=False)
    assert made.track.is_file()
    assert made.notes == ()


def test_a_good_track_has_no_findings_and_keeps_its_place(spoken):
    with spoken.path.open("r+b") as track:
        track.seek(7)
        assert check_new_track(track, spoken.timeline, MP3) == ()
        assert track.tell() == 7


def test_a_plan_that_breaks_a_rule_is_made_and_noted(script, capsys):
    script.write_text(TALKATIVE, encoding="utf-8")
    output = script.with_name("out.mp3")
    options = ["make", str(script), "-o", str(output), "--engine", "silent"]
    assert app.run(options) == 0
    err = capsys.readouterr().err
    assert "note: repetition: a sentence is said 2 times at most, not once in 10m" in err
    assert "'Now wait for a long while.' at 5:00" in err
    assert output.is_file()
    assert app.run([*options, "--no-inspect"]) == 0
    assert "note" not in capsys.readouterr().err
