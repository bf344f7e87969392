"""Moments and columns, as the planner receives them."""

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.script.examples import changed
from voiceguide.script import reader
from voiceguide.script.values import At, Moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("50%", Moment("share", 500)),
        ("33.3%", Moment("share", 333)),
        ("' 0 % '", Moment("share", 0)),
        ("100%", Moment("share", 1000)),
        ("40s", Moment("after", 40_000)),
        ("1m30s", Moment("after", 90_000)),
        ("-15s", Moment("before", 15_000)),
        ("- 7.5s", Moment("before", 7_500)),
    ],
)
def test_a_moment_is_a_share_a_time_or_a_time_before_the_end(text, moment):
    script = reader.loads(changed("at: -15s", f"at: '{text.strip(chr(39))}'"))
    assert script.steps[1].cues[1].at == moment


def test_a_duration_applies_to_all_lengths_and_a_column_to_each():
    script = reader.loads(changed("time: {short: 30s, standard: 1m}", "time: 45s"))
    assert script.steps[0].time == 45_000
    assert script.steps[1].time == {"short": 90_000, "standard": 240_000}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("0:45", Moment("after", 45_000)),
        ("1:05", Moment("after", 65_000)),
        ("-0:15", Moment("before", 15_000)),
        ("100:00", Moment("after", 6_000_000)),
    ],
)
def test_a_moment_may_be_read_off_a_clock(written: str, moment: Moment) -> None:
    assert TypeAdapter(At).validate_python(written) == moment


@pytest.mark.parametrize("written", ["0:60", "0:5", ":30", "1:02:03", "0:45s"])
def test_what_no_clock_shows_is_no_moment(written: str) -> None:
    with pytest.raises(ValidationError, match="is not a moment"):
        TypeAdapter(At).validate_python(written)
