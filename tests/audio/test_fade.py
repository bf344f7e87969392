from array import array
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.fade import fade_in, fade_out

samples = st.lists(st.integers(-32768, 32767), max_size=60)


def _pcm(values: list[int]) -> bytes:
    return array("h", values).tobytes()


def test_a_fade_in_is_a_straight_line() -> None:
    assert array("h", fade_in(_pcm([1000] * 7), 0, 5)).tolist() == [
        0,
        200,
        400,
        600,
        800,
        1000,
        1000,
    ]


def test_a_fade_out_is_a_straight_line() -> None:
    assert array("h", fade_out(_pcm([1000] * 7), 7, 5)).tolist() == [
        1000,
        1000,
        1000,
        800,
        600,
        400,
        200,
    ]


@given(samples, st.integers(0, 60), st.integers(0, 60))
def test_a_piece_of_a_fade_in_equals_that_part_of_the_whole(
    values: list[int], cut: int, length: int
) -> None:
    whole = fade_in(_pcm(values), 0, length)
    parts = fade_in(_pcm(values[:cut]), 0, length) + fade_in(_pcm(values[cut:]), cut, length)
    assert parts == whole


@given(samples, st.integers(0, 60), st.integers(0, 60), st.integers(0, 20))
def test_a_piece_of_a_fade_out_equals_that_part_of_the_whole(
    values: list[int], cut: int, length: int, more: int
) -> None:
    cut, left = min(cut, len(values)), len(values) + more
    whole = fade_out(_pcm(values), left, length)
    parts = fade_out(_pcm(values[:cut]), left, length)
    assert parts + fade_out(_pcm(values[cut:]), left - cut, length) == whole


@given(samples, st.integers(0, 60), st.integers(1, 60))
def test_a_fade_makes_no_sample_louder(values: list[int], at: int, length: int) -> None:
    for fade in _both(at, length):
        faded = array("h", fade(_pcm(values)))
        assert all(abs(after) <= abs(before) for before, after in zip(values, faded, strict=True))


def _both(at: int, length: int) -> list[Callable[[bytes], bytes]]:
    return [
        lambda pcm: fade_in(pcm, at, length),
        lambda pcm: fade_out(pcm, len(pcm) // 2 + at, length),
    ]
