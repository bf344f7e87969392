"""Offset and rumble are removed from the user's own sounds; audible sound stays."""

from array import array
from collections.abc import Callable, Sequence
from math import inf, log10, nan, pi, sin
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.audio.filters import FLOAT, ROOMY, regrouped
from voiceguide.audio.rumble import without_rumble

Make = Callable[..., list[float]]

SECOND = 48_000
FADE_MS = 200


def wave(hertz: float, seconds: float, amplitude: float = 0.5, phase: float = 0.0) -> list[float]:
    turn = 2 * pi * hertz / SECOND
    return [amplitude * sin(turn * n + phase) for n in range(round(seconds * SECOND))]


def cleaned(sound: Sequence[float], channels: int = 1, fade_ms: int = FADE_MS) -> list[float]:
    pieces = without_rumble([array("f", sound).tobytes()], channels, fade_ms)
    full = ROOMY.full_scale * 2**31
    return [sample / full for sample in array("i", b"".join(pieces))]


def peak_db(sound: Sequence[float]) -> float:
    peak = max(map(abs, sound))
    return 20 * log10(peak) if peak else -inf


@pytest.mark.parametrize("offset", [0.005, -0.005, 0.3, -0.3, 1.0])
@pytest.mark.parametrize("length", [1, 100, SECOND])
def test_nothing_is_left_of_an_offset_from_the_first_sample_on(offset: float, length: int) -> None:
    left = cleaned([offset] * length, fade_ms=1)
    assert len(left) == length
    assert peak_db(left) < -150


@settings(max_examples=10)
@given(
    hertz=st.floats(0.5, 15.0),
    phase=st.floats(0, 2 * pi),
    offset=st.sampled_from([0.0, 0.3, -0.3]),
)
def test_rumble_at_half_of_full_scale_is_softer_than_any_bed(
    hertz: float, phase: float, offset: float
) -> None:
    left = cleaned([offset + sample for sample in wave(hertz, 1.0, phase=phase)])
    assert peak_db(left) < -40
    assert peak_db(left[SECOND // 2 :]) < -60


@pytest.mark.parametrize(
    ("hertz", "loss_db"), [(41.2, 0.4), (50, 0.1), (440, 0.01), (16_000, 0.01)]
)
def test_music_keeps_its_level_down_to_the_lowest_note_of_a_bass(
    hertz: float, loss_db: float
) -> None:
    left = cleaned(wave(hertz, 1.0))[SECOND // 2 :]
    level = 10 * log10(2 * fmean(sample * sample for sample in left))
    assert level == pytest.approx(20 * log10(0.5), abs=loss_db)


def test_values_beyond_full_scale_are_kept() -> None:
    left = cleaned(wave(440, 0.5, amplitude=8.0))
    assert peak_db(left) == pytest.approx(20 * log10(8), abs=0.1)


@pytest.mark.parametrize("broken", [nan, inf, -inf])
def test_a_value_that_is_no_number_leaves_the_rest_of_the_sound(broken: float) -> None:
    sound = wave(440, 1.5)
    sound[9_000] = broken
    assert peak_db(cleaned(sound)[SECOND:]) == pytest.approx(peak_db([0.5]), abs=0.1)


def test_a_click_at_the_start_does_not_count_as_the_peak() -> None:
    sound = wave(440, 0.5, amplitude=0.05)
    sound[0], sound[1], sound[200] = 1.0, -1.0, 1.0
    assert peak_db(cleaned(sound)) < peak_db([0.06])


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("size", [8, 1_000, 300_008])
def test_the_pieces_in_which_a_sound_arrives_make_no_difference(
    channels: int, size: int, tone: Make
) -> None:
    sound = array("f", tone(300, 700 * channels)).tobytes()
    whole = b"".join(without_rumble([sound], channels, FADE_MS))
    assert b"".join(without_rumble(regrouped([sound], size), channels, FADE_MS)) == whole
    assert len(whole) == len(sound) // FLOAT.width * ROOMY.width


def test_each_channel_is_cleaned_by_itself() -> None:
    left, right = wave(440, 0.5), [0.3] * (SECOND // 2)
    both = [sample for pair in zip(left, right, strict=True) for sample in pair]
    cleaned_both = cleaned(both, channels=2)
    assert cleaned_both[::2] == cleaned(left)
    assert peak_db(cleaned_both[1::2]) < -150
