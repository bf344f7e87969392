"""`voiceguide doctor --speak`: what a person sends with a report of a problem."""

import wave
from pathlib import Path

import pytest

from tests.cli.running import Run
from tests.speech.systems import worker
from voiceguide.errors import EngineCrashed, PlaybackError
from voiceguide.speech.engines import pyttsx3 as engine_module
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.terminal import play


@pytest.fixture(autouse=True)
def no_loudspeaker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No sound is played; temporary files go to the test's folder."""

    def played(*_: object) -> None:
        raise PlaybackError("no sound output was found. Connect a loudspeaker")

    monkeypatch.setattr(play, "play_track", played)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def report(out: str) -> list[list[str]]:
    """Returns the lines as a word and its details."""
    return [line.split(maxsplit=1) for line in out.splitlines()]


def on(monkeypatch: pytest.MonkeyPatch, system: str, does: str = "") -> None:
    """Replaces this machine's speech system by a faked one, with pyttsx3 as the default."""
    monkeypatch.setenv("VOICEGUIDE_ENGINE", "pyttsx3")
    monkeypatch.setenv("FAKE_SPEECH", does)
    monkeypatch.setattr(engine_module, "_LINUX", False)
    monkeypatch.setattr(engine_module, "program", lambda name: worker(system))


@pytest.mark.parametrize(
    ("system", "kind", "voices"),
    [("darwin", "AIFF, 22050 Hz", "for en: Albert; Samantha"), ("win32", "WAV", "Zira Desktop")],
)
def test_a_few_lines_say_what_was_found(
    system: str, kind: str, voices: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, system)
    done = run("doctor", "--speak")
    lines = report(done.out)
    assert (done.code, done.err) == (0, "")
    words = ["system", "engine", "library", "voices", "text", "text", "heard"]
    assert [line[0] for line in lines] == words
    said = dict(lines[:4])
    assert said["system"].startswith("voiceguide ")
    assert "Python 3." in said["system"]
    assert said["engine"] == "pyttsx3, its own choice of a voice"
    assert said["library"].startswith("pyttsx3 2.")
    assert said["voices"].startswith("3, found in ")
    assert voices in said["voices"]
    assert kind in lines[4][1]
    assert lines[5][1].startswith("2 ")


def test_without_a_loudspeaker_the_sentences_are_in_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "win32")
    heard = report(run("doctor", "--speak").out)[-1][1]
    assert heard.startswith("not played: no sound output was found; listen to ")
    with wave.open(heard.rpartition(" ")[2]) as file:
        assert file.getnframes() > 2 * 48_000


def test_a_voice_that_fails_is_a_line_and_an_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "win32", "missing")
    done = run("doctor", "--speak")
    word, details = report(done.out)[-1]
    assert (done.code, word) == (1, "failed")
    assert "Class not registered" in details


def test_the_default_voice_comes_first_and_pyttsx3_after_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "darwin")
    monkeypatch.setenv("VOICEGUIDE_ENGINE", "silent")
    lines = report(run("doctor", "--speak").out)
    engines = [details for word, details in lines if word == "engine"]
    assert engines == ["silent, its own choice of a voice", "pyttsx3, its own choice of a voice"]


def test_one_voice_that_fails_leaves_the_other_to_be_tried(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise EngineCrashed("it has a sore throat")

    on(monkeypatch, "darwin")
    monkeypatch.setenv("VOICEGUIDE_ENGINE", "silent")
    monkeypatch.setattr(SilentEngine, "speak", fail)
    done = run("doctor", "--speak")
    words = [line[0] for line in report(done.out)]
    assert done.code == 1
    assert words.count("failed") == 1
    assert words[-1] == "heard"
