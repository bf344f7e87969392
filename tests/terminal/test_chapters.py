"""The targets of "next" and "again"."""

import pytest

from tests.terminal.sessions import TIMELINE
from voiceguide.terminal.chapters import AGAIN_MS, again_from, chapter_at, next_from


@pytest.mark.parametrize(
    ("ms", "index"), [(0, 0), (9_999, 0), (10_000, 1), (39_999, 1), (59_999, 2), (60_000, 2)]
)
def test_a_step_lasts_until_the_next_one(ms, index):
    assert chapter_at(TIMELINE, ms) == index


def test_again_is_the_start_of_the_step():
    assert again_from(TIMELINE, 10_000 + AGAIN_MS) == 10_000
    assert again_from(TIMELINE, 39_999) == 10_000


def test_again_twice_is_the_step_before():
    assert again_from(TIMELINE, again_from(TIMELINE, 55_000)) == 10_000
    assert again_from(TIMELINE, 10_000 + AGAIN_MS - 1) == 0


def test_again_in_the_first_step_is_always_its_start():
    assert again_from(TIMELINE, 0) == again_from(TIMELINE, 9_000) == 0


def test_next_is_the_next_step_and_after_the_last_there_is_none():
    assert next_from(TIMELINE, 0) == 10_000
    assert next_from(TIMELINE, 10_000) == 40_000
    assert next_from(TIMELINE, 40_000) is None
