"""`voiceguide play`: refusals and messages."""

import sys

import pytest


def test_without_a_player_it_says_what_to_install(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    outcome = run("play", "small.yaml", "--engine", "silent")
    assert outcome.code == 1
    assert "pip install 'voiceguide[play]'" in outcome.err


def test_an_unknown_script_is_answered_with_the_nearest_one(run):
    outcome = run("play", "back-masage")
    assert outcome.code == 2
    assert "did you mean 'back-massage'" in outcome.err


def test_an_impossible_length_is_refused_before_anything_plays(run):
    outcome = run("play", "back-massage", "--minutes", "500", "--device", "null")
    assert outcome.code == 2
    assert "70" in outcome.err


@pytest.mark.parametrize("option", [("--length", "short"), ("--bed", "rain"), ("--sleep",)])
def test_options_for_scripts_are_refused_for_a_finished_session(run, work, option):
    (work / "done.mp3").write_bytes(b"")
    outcome = run("play", "done.mp3", *option)
    assert outcome.code == 2
    assert f"{option[0]} is for a script; done.mp3 is a finished session" in outcome.err


@pytest.mark.parametrize("content", [None, b"", b"not a sound" * 50])
def test_an_error_names_the_file_that_has_no_sound(run, work, content):
    if content is not None:
        (work / "done.mp3").write_bytes(content)
    outcome = run("play", "done.mp3", "--device", "null")
    assert outcome.code == 1
    assert "done.mp3" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_unknown_device_is_refused(run):
    outcome = run("play", "small.yaml", "--device", "kitchen")
    assert outcome.code == 2
    assert "'null'" in outcome.err


def test_an_unknown_engine_is_reported(run):
    pytest.importorskip("miniaudio", reason="miniaudio is not installed")
    outcome = run("play", "small.yaml", "--engine", "parrot", "--device", "null")
    assert outcome.code == 2
    assert "unknown engine 'parrot'" in outcome.err


def test_ctrl_c_before_the_first_sound_stops_as_usual(run, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("voiceguide.terminal.play.play_script", interrupted)
    outcome = run("play", "small.yaml", "--engine", "silent", "--device", "null")
    assert (outcome.code, outcome.out, outcome.err) == (0, "Stopped.\n", "")
