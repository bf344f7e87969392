"""The display fits every terminal and shows the most important parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.terminal.sessions import TIMELINE
from voiceguide.terminal.face import Controls, Words, draw
from voiceguide.terminal.moment import Moment, moment

PLAYING = Controls(playing=True, volume=0.8)
NOW = moment(TIMELINE, 13_000)


def lines(now: Moment, controls: Controls, width: int, height: int) -> list[str]:
    return draw(now, controls, width, height, ascii_only=False).plain.split("\n")


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 24), (40, 12), (200, 60)])
def test_step_time_words_and_next_are_always_there(width, height):
    text = "\n".join(lines(NOW, PLAYING, width, height))
    for wanted in ("1. Neck", "Turn your head.", "Next: 2. Rest", "0:47 left in total"):
        assert wanted in text


def test_with_room_the_time_left_is_in_large_digits():
    assert sum("██" in line for line in lines(NOW, PLAYING, 80, 24)) == 5
    assert not any("██" in line for line in lines(NOW, PLAYING, 40, 12))
    assert any("0:27 left in this step" in line for line in lines(NOW, PLAYING, 40, 12))


def test_the_bar_grows_with_the_step():
    def done(ms: int) -> int:
        return lines(moment(TIMELINE, ms), PLAYING, 80, 12)[1].count("━")

    assert [done(10_000), done(25_000), done(39_999)] == [0, 38, 76]


def test_a_pause_is_shown():
    assert any("paused" in line for line in lines(NOW, Controls(playing=False, volume=1), 80, 24))


def test_help_names_every_key():
    shown = "\n".join(lines(NOW, Controls(playing=True, volume=1, help=True), 60, 30))
    assert all(key in shown for key, _ in Words("en").help())


def test_a_terminal_without_unicode_gets_ascii_only():
    drawn = draw(NOW, PLAYING, 80, 24, ascii_only=True).plain
    assert drawn.isascii()
    assert "#" in drawn


@given(
    st.integers(1, 120),
    st.integers(1, 50),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=300),
    st.integers(0, 60_000),
    st.booleans(),
)
def test_it_fits_every_terminal_of_20_columns_or_more(width, height, words, ms, helping):
    now = moment(TIMELINE, ms)
    now = Moment(**{name: getattr(now, name) for name in Moment.__slots__} | {"words": words})
    drawn = lines(now, Controls(playing=True, volume=1, help=helping), width, height)
    assert len(drawn) <= height
    if width >= 24:
        assert max(map(cell_len, drawn)) <= width
