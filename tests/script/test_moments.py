"""Cues are said within their step, and pauses are shorter than the session."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script.examples import faults
from voiceguide import timecode

SCRIPT = """\
voiceguide: 1
title: T
lengths: {{default: long, short: 5m, long: 10m}}
steps:
  - id: a
    title: A
    time: {time}
    say: Go.
    sides: {{names: [one side, the other], say: "Now {{side}}.", only: {{from: {sides}}}}}
    cues: [{{at: {at}, say: On.{more}}}]
"""


def found(at: str, more: str = "", time: str = "{short: 1m, long: 3m}", sides: str = "long"):
    return faults(SCRIPT.format(at=at, more=more, time=time, sides=sides))


@pytest.mark.parametrize(
    ("at", "where"),
    [
        ("10m", "after the end of this step, which lasts 1m in short, 3m in long"),
        ("3m1ms", "after the end of this step, which lasts 1m in short, 3m in long"),
        ("61s", "after the end of this step, which lasts 1m in short;"),
        ("-10m", "before the start of this step, which lasts 1m in short, 3m in long"),
        ("-90s", "before the start of this step, which lasts 1m in short;"),
    ],
)
def test_a_cue_outside_its_step_is_a_fault_with_the_lengths(at, where):
    [fault] = found(at)
    assert fault.startswith("10:17: ")
    assert where in fault
    assert "write a share such as 50%" in fault


@pytest.mark.parametrize(
    ("at", "more"),
    [
        ("1m", ""),
        ("-60s", ""),
        ("100%", ""),
        ("2m", ", only: {from: long}"),
        ("2m", ", needs: 2m"),
        ("85s", ", side: the other side, needs: 2m"),
    ],
)
def test_a_cue_within_its_step_is_none(at, more):
    assert found(at, more.replace("the other side", "the other")) == []


def test_a_side_has_half_of_the_step():
    [fault] = found("2m", ", side: the other")
    assert "2m is after the end of this side, which lasts 1m30s in long;" in fault


def test_a_single_time_is_scaled():
    [fault] = found("100s", time="3m")
    assert "lasts 1m30s in short;" in fault


@given(at=st.integers(1, 400), short=st.integers(1, 200), long=st.integers(1, 400))
def test_a_cue_is_outside_if_its_step_is_shorter_in_some_length(at, short, long):
    outside = found(f"{at}s", time=f"{{short: {short}s, long: {long}s}}")
    assert bool(outside) is (at > min(short, long))
    for name, seconds in (("short", short), ("long", long)):
        told = f"{timecode.duration(seconds * 1000)} in {name}"
        assert any(told in fault for fault in outside) is (at > seconds)


@pytest.mark.parametrize("pause", ["comma", "sentence", "idea", "question"])
def test_a_pause_is_not_longer_than_the_session(pause):
    text = SCRIPT.format(at="50%", more="", time="3m", sides="long")
    assert faults(f"{text}pauses: {{{pause}: 10m}}\n") == []
    [fault] = faults(f"{text}pauses: {{{pause}: 24h}}\n")
    assert fault.startswith("11:")
    assert "a pause of 1440m is longer than the longest session (10m)" in fault
