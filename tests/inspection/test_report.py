"""Other people's files, files without sound, and the output of the two programs."""

import json
import math
import wave
from array import array
from pathlib import Path

import av
import numpy as np
import pytest

import voiceguide
from tests.inspection.spoiling import as_json, failing, verdicts, write_track
from voiceguide.cli import app
from voiceguide.errors import AudioError, InputError
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.planned import file_read_back
from voiceguide.inspection.report import inspect
from voiceguide.speech.voicing import Voicing
from voiceguide.track.mp3.format import MP3
from voiceguide.track.sidecars.subrip import subrip
from voiceguide.track.sidecars.timeline_json import timeline_json


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Writes three seconds of a tone as an MP3 without tags: stereo, 44.1 kHz, varying bit rate."""
    path, rate = tmp_path_factory.mktemp("stranger") / "song.mp3", 44_100
    time = np.arange(3 * rate // 1152 * 1152) / rate
    tone = (8000 * np.sin(2 * math.pi * 440 * time) * np.sin(time)).astype(np.int16)
    with av.open(str(path), "w", options={"id3v2_version": "0"}) as file:
        stream = file.add_stream("libmp3lame", rate=rate, layout="stereo")
        stream.codec_context.options = {"q": "4"}
        stream.format = "s16p"
        for part in tone.reshape(-1, 1152):
            both = np.stack([part, part])
            frame = av.AudioFrame.from_ndarray(both, format="s16p", layout="stereo")
            frame.sample_rate = rate
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


@pytest.mark.slow
def test_a_track_from_elsewhere_is_judged_by_what_can_be_measured(stranger):
    report = inspect(stranger)
    found = verdicts(report)
    assert not report.planned
    assert failing(report) == {"format", "tags", "cover", "chapters", "chapter titles"}
    for name in ("duration", "speech in its place", "reminders", "equal sides", "duck depth"):
        assert found[name] is Verdict.UNKNOWN
    for name in ("true peak", "clipped runs", "digital silence", "DC"):
        assert found[name] is Verdict.PASS


@pytest.mark.slow
def test_the_same_checks_are_listed_with_and_without_a_plan(spoken, stranger):
    planned, unplanned = inspect(spoken.path), inspect(stranger)
    names = [check.name for check in planned.checks]
    assert set(names) - {check.name for check in unplanned.checks} == {"chimes in their place"}


@pytest.fixture
def short_script(tmp_path: Path) -> Path:
    """In a minute with four steps, the soft ends of chimes are a large part."""
    path = tmp_path / "rest.yaml"
    steps = [
        f"{{title: Rest, id: rest-{n}, time: 15s, say: Rest now and breathe.}}" for n in range(4)
    ]
    path.write_text(
        "voiceguide: 1\ntitle: Rest\nlengths: {default: all, all: 1m}\n"
        f"steps: [{', '.join(steps)}]\n",
        encoding="utf-8",
    )
    return path


SILENT = Voicing(engine="silent")


def test_requested_silence_passes_though_chimes_die_away_slowly(short_script, tmp_path):
    made = voiceguide.make(short_script, tmp_path / "rest.mp3", bed="none", chimes="bowl")
    assert "digital silence" not in failing(inspect(made.track))


@pytest.mark.slow
def test_a_fade_as_long_as_the_session_cannot_be_judged(short_script, tmp_path):
    target = tmp_path / "rest.mp3"
    made = voiceguide.make(short_script, target, voicing=SILENT, bed="rain", sleep=True)
    assert verdicts(inspect(made.track))["fade-out"] is Verdict.UNKNOWN


def test_a_plan_beside_the_file_is_enough(spoken, tmp_path):
    path = tmp_path / "track.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(spoken.sound.tobytes())
    assert not inspect(path).planned
    path.with_suffix(".timeline.json").write_text(timeline_json(spoken.timeline))
    report = inspect(path)
    assert report.planned
    assert verdicts(report)["speech in its place"] is Verdict.PASS
    assert verdicts(report)["files beside it"] is Verdict.PASS


@pytest.mark.slow
def test_a_caption_file_that_is_off_is_found(spoken, tmp_path):
    path = write_track(tmp_path / "track.mp3", spoken.sound, spoken.timeline)
    right = subrip(spoken.timeline)
    path.with_suffix(".srt").write_text(right, encoding="utf-8")
    assert verdicts(inspect(path))["files beside it"] is Verdict.PASS
    first = right.splitlines()[1][:12]
    path.with_suffix(".srt").write_text(right.replace(first, "00:00:02,900"), encoding="utf-8")
    assert failing(inspect(path)) == {"files beside it"}


@pytest.mark.parametrize("size", [0, 5, 200, 50_000])
def test_a_file_with_no_sound_or_too_little_is_reported_in_one_sentence(spoken, tmp_path, size):
    path = tmp_path / "part.mp3"
    path.write_bytes(spoken.path.read_bytes()[:size])
    with pytest.raises(AudioError, match="can't read the sound"):
        inspect(path)


def test_a_track_that_breaks_off_is_too_short(spoken, tmp_path, capsys):
    path = tmp_path / "part.mp3"
    data = spoken.path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])
    assert app.run(["inspect", str(path)]) == 1
    assert "failed: duration, " in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", ["text.mp3", "nothing.mp3", "."])
def test_the_command_line_has_one_message_and_no_table(tmp_path, capsys, name):
    (tmp_path / "text.mp3").write_text("this is no sound")
    assert app.run(["inspect", str(tmp_path / name)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Error: can't read the sound")
    assert "Traceback" not in said.err


@pytest.mark.slow
def test_a_file_that_is_not_a_plan_is_refused(stranger, tmp_path):
    path = tmp_path / "song.mp3"
    path.write_bytes(stranger.read_bytes())
    path.with_suffix(".timeline.json").write_text('{"version": 99}')
    with pytest.raises(InputError, match="version 99"):
        inspect(path)


@pytest.mark.slow
def test_json_says_what_the_table_says(spoken, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert app.run(["inspect", str(spoken.path), "--json"]) == 0
    document = as_json(capsys.readouterr().out)
    assert document["good"] is True
    checks = document["checks"]
    assert isinstance(checks, list)
    duration = {
        "name": "duration",
        "target": "00:02:00.000",
        "value": "00:02:00.000",
        "verdict": "pass",
        "where": "",
    }
    assert checks[0] == duration
    assert app.run(["inspect", str(spoken.path)]) == 0
    shown = capsys.readouterr().out
    assert all(check["name"] in shown for check in checks)
    assert "good, " in shown


def test_a_good_track_reads_back_and_keeps_its_place(spoken):
    with spoken.path.open("r+b") as track:
        track.seek(7)
        checks = file_read_back(track, spoken.timeline, MP3)
        assert track.tell() == 7
    assert Verdict.FAIL not in {check.verdict for check in checks}
    assert {"duration", "chapters"} <= {check.name for check in checks}


def test_a_missing_frame_is_found_without_listening(spoken, tmp_path):
    path = tmp_path / "part.mp3"
    path.write_bytes(spoken.path.read_bytes()[:-288])
    with path.open("r+b") as track:
        checks = file_read_back(track, spoken.timeline, MP3)
    assert [check.name for check in checks if check.verdict is Verdict.FAIL] == ["duration"]


def test_a_file_that_is_not_a_track_cannot_be_read_back(spoken, tmp_path):
    path = tmp_path / "part.mp3"
    path.write_bytes(array("h", range(100)).tobytes())
    with path.open("r+b") as track, pytest.raises(AudioError, match="can't be read back"):
        file_read_back(track, spoken.timeline, MP3)


def test_checks_that_need_a_plan_are_one_line_where_there_is_none(stranger, capsys):
    assert app.run(["inspect", str(stranger)]) == 1
    table = capsys.readouterr().out
    assert "there is no timeline" not in table
    rows = sum(line.startswith("  ") and line[2].isalpha() for line in table.splitlines()) - 1
    assert f"{45 - rows} more checks need a plan: put song.timeline.json beside the file" in table


def test_json_of_a_fault_is_valid_json(stranger, capsys):
    assert app.run(["inspect", str(stranger), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["good"] is False
