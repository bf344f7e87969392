"""Words on the beat are heard at the same time after their clips begin."""

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.audio.onset import on_beat, onset_ms


def tone(ms: int, amplitude: int) -> bytes:
    wave = (amplitude * math.sin(math.tau * 220 * n / 48_000) for n in range(ms * 48))
    return array("h", map(round, wave)).tobytes()


def word(hiss_ms: int, *, silence_ms: int = 0) -> bytes:
    """A soft consonant, 34 dB below the vowel after it."""
    return bytes(silence_ms * BYTES_PER_MS) + tone(hiss_ms, 240) + tone(300, 12_000)


@pytest.mark.parametrize(("silence", "hiss"), [(0, 0), (10, 0), (10, 90), (0, 250)])
def test_a_word_is_heard_from_its_first_loud_sound_on(silence, hiss):
    assert abs(onset_ms(word(hiss, silence_ms=silence)) - silence - hiss) <= 3


def test_a_loud_hiss_counts():
    assert onset_ms(tone(80, 1_200) + tone(300, 12_000)) <= 3


@pytest.mark.parametrize("hiss", [0, 10, 60, 97, 103, 180])
def test_every_word_is_heard_at_the_same_moment_of_its_clip(hiss):
    clip = on_beat(word(hiss))
    assert abs(onset_ms(clip) - BEAT_LEAD_MS) <= 4
    assert clip.endswith(word(0)[-200 * BYTES_PER_MS :])
    assert len(clip) % BYTES_PER_MS == 0


def test_what_is_cut_begins_softly():
    clip = array("h", on_beat(tone(300, 700) + tone(300, 12_000)))
    assert clip[0] == 0
    assert max(map(abs, clip[:48])) <= 100


@given(st.integers(-20_000, 20_000), st.integers(0, 400))
def test_silence_and_steady_sound_have_an_onset_too(level, ms):
    pcm = array("h", [level] * (ms * 48)).tobytes()
    assert onset_ms(pcm) <= 2
    assert len(on_beat(pcm)) >= BEAT_LEAD_MS * BYTES_PER_MS - 2 * BYTES_PER_MS
