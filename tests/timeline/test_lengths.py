"""Columns resolved for one length of session."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import LengthError, UnknownNameError
from voiceguide.script import durations
from voiceguide.script.named_lengths import Lengths
from voiceguide.timeline import lengths

LENGTHS = Lengths.model_validate(
    {"default": "standard", "least": "7m", "short": "10m", "standard": "20m", "deep": "60m"}
)
COLUMN = {"least": 40_000, "short": 50_000, "standard": 60_000, "deep": 90_000}
MINUTE = 60_000


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (7, 40_000),
        (8.5, 45_000),
        (10, 50_000),
        (15, 55_000),
        (20, 60_000),
        (40, 75_000),
        (60, 90_000),
    ],
)
def test_a_column_is_interpolated_between_its_lengths(minutes, expected):
    assert durations.duration(COLUMN, LENGTHS, int(minutes * MINUTE)) == expected


def test_a_column_is_constant_beyond_its_ends():
    assert durations.duration({"short": 5, "standard": 9}, LENGTHS, 7 * MINUTE) == 5
    assert durations.duration({"short": 5, "standard": 9}, LENGTHS, 60 * MINUTE) == 9


def test_a_single_duration_is_meant_for_the_default_length_and_scales():
    assert durations.duration(60_000, LENGTHS, 20 * MINUTE) == 60_000
    assert durations.duration(60_000, LENGTHS, 10 * MINUTE) == 30_000
    assert durations.duration(10, LENGTHS, 7 * MINUTE) == Fraction(7, 2)


@given(st.lists(st.tuples(*[st.integers(1, 10**4)] * 4), max_size=20), st.integers(7, 3_600))
def test_columns_that_sum_to_their_lengths_sum_to_every_length_between(rows, seconds):
    names = list(LENGTHS.named)
    rest = [LENGTHS.named[name] - sum(row[i] for row in rows) for i, name in enumerate(names)]
    columns = [dict(zip(names, row, strict=True)) for row in [*rows, rest]]
    total = max(LENGTHS.least, seconds * 1000)
    assert sum(durations.duration(column, LENGTHS, total) for column in columns) == total


def test_two_lengths_may_be_equal():
    twins = Lengths.model_validate({"default": "a", "a": "5m", "b": "5m", "c": "9m"})
    for minutes in range(5, 10):
        assert durations.duration({"a": 1, "b": 2, "c": 3}, twins, minutes * MINUTE) > 0


def test_a_limit_does_not_scale_but_a_column_of_limits_is_interpolated():
    assert durations.limit(45_000, LENGTHS, 10 * MINUTE) == 45_000
    assert durations.limit({"short": 25_001, "standard": 45_000}, LENGTHS, 15 * MINUTE) == 35_001


def test_a_named_length_is_a_whole_number_of_frames():
    odd = Lengths.model_validate({"odd": "7m20s"})
    assert lengths.named(odd, "odd") == 439_992
    assert lengths.named(LENGTHS, "standard") == 1_200_000
    lengths.check(odd, 439_992)


def test_an_unknown_length_is_reported_with_the_nearest():
    with pytest.raises(UnknownNameError, match="unknown length 'shrot'; did you mean 'short'"):
        lengths.named(LENGTHS, "shrot")


@pytest.mark.parametrize("total", [7 * MINUTE - 24, 60 * MINUTE + 24, 0])
def test_a_length_outside_the_limits_is_reported_with_the_limits(total):
    lengths.check(LENGTHS, 7 * MINUTE)
    lengths.check(LENGTHS, 60 * MINUTE)
    with pytest.raises(
        LengthError, match="is not a length of this session; ask for 7 to 60 minutes"
    ):
        lengths.check(LENGTHS, total)
