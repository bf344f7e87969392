"""Placing items in a window, each as close as possible to the time it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.timecode import FRAME_MS
from voiceguide.timeline.settle import Item, settle, slack_ms

items = st.lists(
    st.builds(
        Item,
        length_ms=st.integers(0, 9_000),
        gap_ms=st.integers(0, 5_000),
        wanted_ms=st.integers(-5_000, 60_000),
        latest_ms=st.none() | st.integers(20_000, 60_000),
    ),
    max_size=6,
)


def item(wanted: int, length: int = 40, gap: int = 8, latest: int | None = None) -> Item:
    return Item(length_ms=length, gap_ms=gap, wanted_ms=wanted, latest_ms=latest)


@given(items, st.integers(0, 10_000), st.integers(0, 60_000))
def test_placed_items_keep_their_order_their_gaps_and_the_window(some, open_ms, close_ms):
    try:
        starts = settle(some, open_ms, close_ms, 800)
    except ValueError:
        return
    assert len(starts) == len(some)
    now = open_ms
    for start, placed in zip(starts, some, strict=True):
        assert start >= now
        assert start % FRAME_MS == 0
        assert placed.latest_ms is None or start <= placed.latest_ms
        now = start + placed.length_ms + placed.gap_ms
        assert now <= close_ms
    if some:
        assert starts[-1] + some[-1].length_ms + 800 <= close_ms


@given(items)
def test_items_that_need_almost_the_whole_window_fit(some):
    some = [item(w.wanted_ms, w.length_ms, max(w.gap_ms, 800)) for w in some]
    needed = sum(w.length_ms + w.gap_ms for w in some)
    assert len(settle(some, 500, 500 + needed + slack_ms(len(some)), 800)) == len(some)
    if some:
        with pytest.raises(ValueError, match="don't fit"):
            settle(some, 500, 500 + needed - 1, 800)


def test_items_with_room_start_at_the_times_they_ask_for():
    assert settle([item(240), item(490), item(720)], 0, 2_400, 5) == [240, 480, 720]


def test_items_that_meet_are_moved_apart_and_early_ones_wait():
    assert settle([item(-9), item(75), item(76)], 5, 480, 5) == [24, 72, 120]


def test_late_items_are_pulled_back_and_push_the_ones_before_them():
    assert settle([item(440), item(450), item(460, latest=400)], 0, 480, 5) == [288, 336, 384]


def test_a_limit_that_cannot_be_kept_is_an_error():
    with pytest.raises(ValueError, match="don't fit"):
        settle([item(0, length=10), item(0, latest=5)], 0, 100, 5)
