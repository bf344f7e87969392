"""Sharing a session's time between its steps."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.timeline.budget import share

Steps = list[tuple[int, int]]
steps = st.lists(st.tuples(st.integers(1, 10**7), st.integers(0, 10**6)), min_size=1, max_size=15)


def shared(some: Steps, total: int) -> list[int]:
    return share(total, [Fraction(wanted) for wanted, _ in some], [least for _, least in some])


@given(steps, st.integers(0, 10**7))
def test_the_shares_sum_exactly_and_respect_the_floors(some, spare):
    total = sum(least for _, least in some) + spare
    lengths = shared(some, total)
    assert sum(lengths) == total
    assert all(length >= least for length, (_, least) in zip(lengths, some, strict=True))


@given(steps, st.integers(0, 10**7))
def test_steps_above_their_floor_keep_their_proportions(some, spare):
    total = sum(least for _, least in some) + spare
    lengths = shared(some, total)
    free = [
        (length, wanted)
        for length, (wanted, least) in zip(lengths, some, strict=True)
        if length > least + 1
    ]
    for length, wanted in free:
        other, other_wanted = free[0]
        assert abs(Fraction(length, wanted) - Fraction(other, other_wanted)) <= (
            Fraction(1, wanted) + Fraction(1, other_wanted)
        )


@given(steps, st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_longer_session_takes_no_time_from_any_step(some, spare, more):
    total = sum(least for _, least in some) + spare
    before, after = shared(some, total), shared(some, total + more)
    # Remainders are shared out in whole milliseconds, so a share may change by one.
    assert all(later >= earlier - 1 for earlier, later in zip(before, after, strict=True))


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=15))
def test_times_that_sum_to_the_total_are_kept(wanted):
    assert share(sum(wanted), [Fraction(ms) for ms in wanted], [0] * len(wanted)) == wanted


@given(steps, st.integers(0, 10**7), st.data())
def test_fixed_steps_keep_their_times_if_the_others_leave_room(some, spare, data):
    fixed = data.draw(st.sets(st.sampled_from(range(len(some)))))
    free = sum(least for index, (_, least) in enumerate(some) if index not in fixed)
    total = sum(max(some[index]) for index in fixed) + free + (spare if free else 0)
    wanted, floors = [Fraction(one) for one, _ in some], [least for _, least in some]
    lengths = share(total, wanted, floors, fixed)
    assert sum(lengths) == total
    assert all(length >= least for length, least in zip(lengths, floors, strict=True))
    if len(fixed) < len(some):
        assert [lengths[index] for index in fixed] == [max(some[index]) for index in fixed]


@pytest.mark.parametrize(
    ("total", "lengths"),
    [
        (100, [20, 50, 30]),
        (110, [20, 50, 40]),  # the last takes up less than a frame
        (90, [20, 50, 20]),
        (200, [40, 100, 60]),  # impossible: all are scaled
        (60, [12, 30, 18]),
    ],
)
def test_where_all_are_fixed_the_times_have_to_sum(total, lengths):
    assert share(total, [Fraction(ms) for ms in (20, 50, 30)], [0, 0, 0], (0, 1, 2)) == lengths


def test_fixed_steps_that_leave_no_room_are_scaled_with_the_others():
    assert share(100, [Fraction(90), Fraction(30)], [0, 20], [0]) == [75, 25]


def test_a_step_at_its_floor_takes_from_the_others_in_proportion():
    assert share(100, [Fraction(40), Fraction(40), Fraction(20)], [0, 55, 0]) == [30, 55, 15]


def test_the_largest_remainders_are_rounded_up():
    wanted = [Fraction(61, 10), Fraction(27, 10), Fraction(12, 10)]
    assert share(10, wanted, [0, 0, 0]) == [6, 3, 1]


def test_equal_remainders_go_to_the_first():
    assert share(10, [Fraction(1)] * 3, [0, 0, 0]) == [4, 3, 3]


def test_floors_over_the_total_are_an_error():
    assert share(10, [Fraction(1), Fraction(1)], [5, 5]) == [5, 5]
    with pytest.raises(ValueError, match="more than the total"):
        share(9, [Fraction(1), Fraction(1)], [5, 5])
