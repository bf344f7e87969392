from collections.abc import Callable
from math import inf, pi

import pytest

from voiceguide.audio.clip import Recording
from voiceguide.audio.filters import filtered
from voiceguide.audio.loudness import integrated_lufs, momentary_max_lufs, true_peak_dbtp
from voiceguide.audio.pydub_adapter import peak_dbfs

Make = Callable[..., list[float]]
Pcm = Callable[[list[float]], bytes]


@pytest.mark.parametrize("decibels", [0, -6, -20, -40])
def test_a_sine_measures_as_the_standard_requires(tone: Make, pcm: Pcm, decibels: int) -> None:
    """ITU-R BS.1770: 997 Hz at full scale in one channel is -3.01 LKFS."""
    sound = pcm(tone(997, 4000, 10 ** (decibels / 20)))
    assert integrated_lufs(sound) == pytest.approx(-3.01 + decibels, abs=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("rate", [8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 96_000])
@pytest.mark.parametrize("ms", [250, 4000])
def test_the_reading_does_not_depend_on_the_rate(
    speech: Make, pcm: Pcm, rate: int, ms: int
) -> None:
    sound = integrated_lufs(pcm(speech(ms, 0.3, rate)), rate)
    assert sound == pytest.approx(integrated_lufs(pcm(speech(ms, 0.3))), abs=0.25)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("rate", [8_000, 22_050])
def test_the_reading_agrees_with_another_meter(
    speech: Make, pcm: Pcm, rate: int, channels: int
) -> None:
    """ffmpeg's `ebur128`, on words with a pause and a soft part between them."""
    words, still = speech(1000, 0.5, rate), [0.0] * (rate * channels)
    sound = pcm(words + still + [sample / 5 for sample in words] + words)
    frames = filtered(Recording(sound, rate, channels), ("ebur128", "metadata=1"))
    readings = [float(frame.metadata["lavfi.r128.I"]) for frame in frames if frame.metadata]
    assert integrated_lufs(sound, rate, channels) == pytest.approx(readings[-1], abs=0.02)


@pytest.mark.parametrize("ms", [30, 100, 399, 400, 450, 700, 2999])
def test_a_short_sound_measures_like_a_long_one_at_the_same_level(
    tone: Make, pcm: Pcm, ms: int
) -> None:
    assert integrated_lufs(pcm(tone(1000, ms))) == pytest.approx(-9.03, abs=0.1)


def test_pauses_do_not_count(tone: Make, pcm: Pcm) -> None:
    spoken = tone(997, 3000)
    paused = spoken + [0.0] * 48_000 * 4 + spoken
    assert integrated_lufs(pcm(paused)) == pytest.approx(integrated_lufs(pcm(spoken)), abs=0.4)


@pytest.mark.parametrize("sound", [b"", bytes(96), bytes(96_000), bytes(96_000 * 4)])
def test_silence_measures_minus_infinity(sound: bytes) -> None:
    assert integrated_lufs(sound) == -inf
    assert momentary_max_lufs(sound) == -inf
    assert true_peak_dbtp(sound) == -inf


def test_the_momentary_maximum_comes_from_the_loudest_part(tone: Make, pcm: Pcm) -> None:
    sound = pcm(tone(997, 2000, 0.05) + tone(997, 600) + tone(997, 2000, 0.05))
    assert momentary_max_lufs(sound) == pytest.approx(-9.03, abs=0.1)
    assert integrated_lufs(sound) < -10


def test_a_short_chime_is_measured_once_without_repeats(tone: Make, pcm: Pcm) -> None:
    """A sound of 200 ms fills half of the 400 ms window: 3 dB less."""
    assert momentary_max_lufs(pcm(tone(997, 200))) == pytest.approx(-9.03 - 3.01, abs=0.2)


def test_the_true_peak_lies_between_the_samples(tone: Make, pcm: Pcm) -> None:
    """A sine at a quarter of the rate, sampled half-way up: its samples miss the peak by 3 dB."""
    swell = [min(1.0, n / 4800, (24_000 - n) / 4800) for n in range(24_000)]
    steady = tone(12_000, 500, 0.5, phase=pi / 4)
    sound = pcm([s * g for s, g in zip(steady, swell, strict=True)])
    assert peak_dbfs(sound) == pytest.approx(-9.03, abs=0.05)
    assert true_peak_dbtp(sound) == pytest.approx(-6.02, abs=0.1)
