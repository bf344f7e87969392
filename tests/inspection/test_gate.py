"""What a track must pass before it gets its name."""

from pathlib import Path

import pytest

from tests.cli.running import OLD
from tests.inspection.spoiling import SCRIPT
from voiceguide.cli import app
from voiceguide.errors import OutputError
from voiceguide.inspection.gate import admit
from voiceguide.session import plan as session
from voiceguide.session import write as production
from voiceguide.speech.voicing import Voicing
from voiceguide.track.mp3.writer import write_mp3

SILENT = Voicing(engine="silent")
TALKATIVE = """\
voiceguide: 1
title: Much said
lengths: {ten: 10m}
quiet: 20s
steps:
  - {id: a, title: A, time: 10m, say: "Now wait for a long while."}
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "small.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


@pytest.fixture
def cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that loses the last frame."""
    write = write_mp3

    def careless(file, *arguments, **options):
        written = write(file, *arguments, **options)
        file.truncate(file.tell() - 288)
        return written

    monkeypatch.setattr(production, "write_mp3", careless)


def test_a_track_that_is_not_as_planned_gets_no_name(script, tmp_path, cut_short):
    output = tmp_path / "out.mp3"
    output.write_bytes(OLD)
    with pytest.raises(OutputError, match=r"not as planned \(duration: .*\), so it was not kept"):
        session.make(script, output, voicing=SILENT, sidecars=["captions"])
    assert output.read_bytes() == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"small.yaml", "out.mp3", "cache"}


def test_without_inspection_it_is_kept(script, tmp_path, cut_short):
    made = session.make(script, tmp_path / "out.mp3", voicing=SILENT, inspect=False)
    assert made.track.is_file()
    assert made.notes == ()


def test_a_good_track_has_no_findings_and_keeps_its_place(spoken):
    with spoken.path.open("r+b") as track:
        track.seek(7)
        assert admit(track, spoken.timeline) == ()
        assert track.tell() == 7


def test_a_plan_that_leaves_people_alone_is_made_and_noted(script, capsys):
    script.write_text(TALKATIVE, encoding="utf-8")
    output = script.with_name("out.mp3")
    options = ["make", str(script), "-o", str(output), "--engine", "silent"]
    assert app.run(options) == 0
    err = capsys.readouterr().err
    assert "note: longest quiet: " in err
    assert "not 20 s at most, from 0:0" in err
    assert output.is_file()
    assert app.run([*options, "--no-inspect"]) == 0
    assert "note" not in capsys.readouterr().err
