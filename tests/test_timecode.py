"""Reading, formatting and rounding of durations."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide import timecode

milliseconds = st.integers(0, timecode.MAX_MS)


@given(milliseconds)
def test_a_printed_duration_reads_back_the_same(ms):
    assert timecode.parse(timecode.duration(ms)) == ms


@given(milliseconds, st.sampled_from(".,"))
def test_a_timestamp_holds_every_millisecond(ms, separator):
    text = timecode.timestamp(ms, separator=separator)
    hours, minutes, rest = text.split(":")
    seconds, millis = rest.split(separator)
    assert (len(minutes), len(seconds), len(millis)) == (2, 2, 3)
    assert ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(millis) == ms


@given(milliseconds)
def test_the_clock_is_within_half_a_second(ms):
    *hours, minutes, seconds = map(int, timecode.clock(ms).split(":"))
    shown = ((sum(hours) * 60 + minutes) * 60 + seconds) * 1000
    assert abs(shown - ms) <= 500


@given(st.text())
def test_any_text_is_a_duration_or_an_error_with_the_expected_form(text):
    try:
        found = timecode.parse(text)
    except ValueError as error:
        assert str(error).endswith(timecode.DURATION_FORM)  # noqa: PT017
    else:
        assert 0 <= found <= timecode.MAX_MS


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("45s", 45_000),
        ("1m30s", 90_000),
        ("1 m 30 s", 90_000),
        ("1.5m", 90_000),
        ("2min", 120_000),
        ("1h", 3_600_000),
        ("250ms", 250),
        (" 3s ", 3_000),
        ("0s", 0),
        ("0.0004s", 0),
        ("0.0005s", 1),
        ("24h", timecode.MAX_MS),
        ("30s1m", 90_000),
    ],
)
def test_durations(text, ms):
    assert timecode.parse(text) == ms


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("45", "has no unit"),
        ("1.5", "has no unit"),
        ("-3s", "is negative"),
        ("", "is not a duration"),
        ("1d", "is not a duration"),
        ("3 s x", "is not a duration"),
        ("1:30", "minutes and seconds are written 1m30s"),
        ("1:60", "is not a duration"),
        ("1,5s", "is not a duration"),
        ("٣s", "is not a duration"),
        ("+3s", "is not a duration"),
        (".5s", "is not a duration"),
        ("1" * 39 + "s", "is longer than a day"),
        ("1" * 41 + "s", "is not a duration"),
        ("24h1ms", "is longer than a day"),
    ],
)
def test_other_texts_are_errors_with_the_reason(text, reason):
    with pytest.raises(ValueError, match=reason):
        timecode.parse(text)


@pytest.mark.parametrize("text", ["-" + "9" * 5000 + "s", "9" * 5000, "9" * 5000 + "s"])
def test_a_message_stays_short_for_any_text(text):
    with pytest.raises(ValueError, match="expected a duration") as caught:
        timecode.parse(text)
    assert len(str(caught.value)) < 200


@given(st.integers(-(10**9), 10**9), st.integers(1, 1000))
def test_halves_are_rounded_upwards(numerator, denominator):
    exact = Fraction(numerator, denominator)
    assert -Fraction(1, 2) < timecode.nearest_ms(exact) - exact <= Fraction(1, 2)


@given(milliseconds)
def test_a_length_in_frames_is_the_nearest(ms):
    frames = timecode.to_frames(ms)
    assert frames % timecode.FRAME_MS == 0
    assert abs(frames - ms) <= timecode.FRAME_MS // 2


@pytest.mark.parametrize(
    ("minutes", "ms"), [(20, 1_200_000), (0.5, 30_000), (Fraction(22, 3), 439_992), (8.25, 495_000)]
)
def test_minutes_become_whole_frames(minutes, ms):
    assert timecode.from_minutes(minutes) == ms


def test_milliseconds_and_mp3_frames_are_whole_samples():
    assert timecode.SAMPLE_RATE % 1000 == 0
    assert timecode.FRAME_MS * timecode.SAMPLES_PER_MS == 1152
