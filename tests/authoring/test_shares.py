"""A session's time is divided among its steps to the millisecond, in round numbers."""

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.authoring.shares import shares


@given(st.integers(10_000, 86_400_000), st.lists(st.floats(0.5, 20), min_size=1, max_size=200))
def test_the_shares_add_up_and_none_is_empty(total: int, weights: list[float]) -> None:
    found = shares(total, weights)
    assert sum(found) == total
    assert min(found) > 0


def test_ten_minutes_are_shared_in_times_that_people_write() -> None:
    assert shares(600_000, [1, 2, 2, 1]) == (105_000, 195_000, 195_000, 105_000)
    assert shares(1_200_000, [1, 1, 1, 1]) == (300_000,) * 4
