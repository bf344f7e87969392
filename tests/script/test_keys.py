"""A key that a teacher would guess is answered with the key that is meant, and with its place."""

import pytest

from tests.script.examples import faults

STEP = """\
voiceguide: 1
title: Circuit
steps:
  - id: work
    title: Work
    say: Go.
    time: 1m
"""

SIDES = "for example sides: {names: [the right side, the left side], say: Now {side}.}"

VOICES = "for example voices: {partner: {voice: en_US-kristin-medium}}"

GUESSES = [
    ("rounds: 8", "3:1: unknown key 'rounds'; did you mean 'repeat', in a step?"),
    ("bed: rain", "3:1: unknown key 'bed'; it belongs under 'sound'"),
    ("music: rain", "3:1: unknown key 'music'; did you mean 'bed', under 'sound'?"),
    ("voice: Joe", "3:1: unknown key 'voice'; it belongs under 'sound', or did you mean 'voices'?"),
    ("title_: Joe", "3:1: unknown key 'title_'; did you mean 'title'?"),
    (
        "voices: {partner: Joe}",
        f"3:19: expected keys and values, found 'Joe'; {VOICES}",
    ),
]

IN_A_STEP = [
    ("rounds: 8", "8:5: unknown key 'rounds'; did you mean 'repeat'?"),
    ("countdown: 3", "8:5: unknown key 'countdown'; did you mean 'count', in a cue?"),
    ("breath: {in: 4s}", "8:5: unknown key 'breath'; it belongs in a cue"),
    ("chime: bell", "8:5: unknown key 'chime'; it belongs in a cue, or did you mean 'chimes'?"),
    ("language: de", "8:5: unknown key 'language'; it belongs outside the steps"),
    ("timee: 5s", "8:5: unknown key 'timee'; did you mean 'time'?"),
    (
        "sides: [left, right]",
        f"8:12: expected keys and values, found a list; {SIDES}",
    ),
    ("cues: [{at: 5s, gong: true}]", "8:21: unknown key 'gong'; did you mean 'chime'?"),
    ("cues: [{at: 5s, say: Go., time: 5s}]", "8:31: unknown key 'time'; did you mean 'at'?"),
    ("cues: [{at: 5s, say: Go., bed: sea}]", "8:31: unknown key 'bed'; it belongs in a step"),
    (
        "cues: [{at: 5s, breath: {in: 4s, out: 4s, repeat: 4}}]",
        "8:47: unknown key 'repeat'; did you mean 'rounds'?",
    ),
    (
        "cues: [{at: 5s, count: 3}]",
        "8:28: expected keys and values, found 3; for example count: {from: 3, to: 1, every: 1s}",
    ),
    (
        "ahead: Round {round}.",
        "8:18: {round} has no value here; this step has no 'repeat' or 'group'",
    ),
]


@pytest.mark.parametrize(("line", "fault"), GUESSES)
def test_a_guess_outside_the_steps_is_answered_with_the_right_key(line: str, fault: str) -> None:
    assert faults(STEP.replace("steps:", f"{line}\nsteps:")) == [fault]


@pytest.mark.parametrize(("line", "fault"), IN_A_STEP)
def test_a_guess_in_a_step_is_answered_with_the_right_key(line: str, fault: str) -> None:
    assert faults(f"{STEP}    {line}\n") == [fault]


def test_another_word_for_the_time_is_one_fault_and_not_a_session_of_no_length() -> None:
    assert faults(STEP.replace("time", "duration")) == [
        "4:5: missing key 'time'",
        "7:5: unknown key 'duration'; did you mean 'time'?",
    ]


def test_a_time_in_minutes_and_seconds_is_answered_with_units() -> None:
    (fault,) = faults(STEP.replace("1m", "20:30"))
    assert fault == "7:11: '20:30' has no unit; minutes and seconds are written 20m30s"
