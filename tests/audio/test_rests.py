"""A sentence in parts, with rests that can be lengthened."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.clip import Recording
from voiceguide.audio.rests import Phrased
from voiceguide.errors import AudioError

RATE = 22_050


def sound(*parts_ms: int) -> Recording:
    """Returns tone and quiet by turns, in ms."""
    samples = array("h")
    for index, ms in enumerate(parts_ms):
        count = ms * RATE // 1000
        samples.extend([0] * count if index % 2 else [8_000, -8_000] * (count // 2 + 1))
    return Recording(samples.tobytes(), RATE)


def test_a_voice_s_longest_rests_are_found() -> None:
    whole = Phrased.of_sentence(sound(400, 300, 500, 90, 600, 250, 300), 2)
    assert len(whole.parts) == 3
    assert whole.held_ms == pytest.approx((300, 250), abs=20)
    assert len(Phrased.of_sentence(sound(400, 300, 500, 90, 600, 250, 300), 1).parts) == 2


def test_the_quiet_before_a_consonant_is_no_rest() -> None:
    assert Phrased.of_sentence(sound(400, 150, 500), 3).parts == (sound(400, 150, 500),)


@given(
    phrases=st.lists(st.integers(100, 900), min_size=1, max_size=4),
    pause_ms=st.integers(0, 800),
    least_ms=st.integers(0, 8_000),
)
def test_rests_grow_until_the_sentence_is_long_enough_or_they_are_as_long_as_a_pause(
    phrases: list[int], pause_ms: int, least_ms: int
) -> None:
    usual = Phrased.of_phrases([sound(ms) for ms in phrases], pause_ms)
    grown = usual.lasting(least_ms)
    rests = [held + added for held, added in zip(grown.held_ms, grown.added_ms, strict=True)]
    assert grown.parts == usual.parts
    assert all(new >= old for new, old in zip(grown.added_ms, usual.added_ms, strict=True))
    assert all(rest <= 800 for rest in rests)
    if usual.length_ms >= least_ms:
        assert grown == usual
    else:
        assert grown.length_ms == least_ms or rests == [800] * len(rests)
    joined_ms = len(grown.joined().pcm) // 2 * 1000 / RATE
    assert joined_ms == pytest.approx(grown.length_ms, abs=2)


def test_phrases_at_different_rates_are_refused() -> None:
    with pytest.raises(AudioError, match="changes its sample rate"):
        Phrased.of_phrases([sound(300), Recording(sound(300).pcm, 16_000)], 300)
