from array import array
from collections.abc import Callable
from math import pi

import pytest

from voiceguide.audio.clip import Recording
from voiceguide.audio.limiter import levelled
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.errors import AudioError

Make = Callable[..., list[float]]
Pcm = Callable[[list[float]], bytes]


@pytest.mark.parametrize("lufs", [-39.0, -19.0, -12.0])
@pytest.mark.parametrize("amplitude", [0.003, 0.1, 0.7])
@pytest.mark.parametrize("rate", [22_050, 48_000])
def test_a_steady_sound_reaches_its_level(
    tone: Make, pcm: Pcm, lufs: float, amplitude: float, rate: int
) -> None:
    brought = Recording(pcm(tone(997, 1000, amplitude, rate)), rate)
    sound = levelled(brought, lufs=lufs, ceiling=-2.0)
    assert integrated_lufs(sound) == pytest.approx(lufs, abs=0.1)


def _peaky(tone: Make, pcm: Pcm, peak: float) -> bytes:
    """A quiet sound with one louder wave of 2 ms in each half second."""
    sound = tone(500, 2000, 0.1)
    for start in range(5000, len(sound), 24_000):
        sound[start : start + 96] = tone(500, 2, peak)
    return pcm(sound)


@pytest.mark.parametrize("rate", [8_000, 22_050, 96_000])
def test_any_rate_comes_out_at_48_kilohertz_and_under_the_ceiling(
    tone: Make, pcm: Pcm, rate: int
) -> None:
    sound = Recording(pcm(tone(997, 1000, 0.5, rate)), rate)
    levelled_up = levelled(sound, lufs=-12.0, ceiling=-9.1)
    assert len(levelled_up) == pytest.approx(96_000, abs=200)
    assert integrated_lufs(levelled_up) == pytest.approx(-12.1, abs=0.3)
    assert peak_dbfs(levelled_up) <= -9.09


def test_peaks_between_the_samples_are_held_down_too(tone: Make, pcm: Pcm) -> None:
    """At 24 kHz the samples of this tone miss its peak by 3 dB; at 48 kHz they hit it."""
    sound = Recording(pcm(tone(6000, 1000, 0.1, 24_000, phase=pi / 4)), 24_000)
    level = integrated_lufs(sound.pcm, sound.rate)
    gently = levelled(sound, lufs=level, ceiling=-22.0)
    assert peak_dbfs(gently) == pytest.approx(-22.0, abs=0.2)
    assert peak_dbfs(gently) <= -21.99


def test_rare_peaks_are_held_down_and_the_level_is_reached(tone: Make, pcm: Pcm) -> None:
    sound = levelled(Recording(_peaky(tone, pcm, 0.5)), lufs=-19.0, ceiling=-6.0)
    assert integrated_lufs(sound) == pytest.approx(-19.0, abs=0.6)
    assert peak_dbfs(sound) <= -5.99


def test_a_sound_that_is_all_peaks_stays_below_the_requested_level(tone: Make, pcm: Pcm) -> None:
    sound = levelled(Recording(_peaky(tone, pcm, 0.99)), lufs=-10.0, ceiling=-4.0)
    assert integrated_lufs(sound) < -12.0
    assert peak_dbfs(sound) <= -3.99


def test_limiting_keeps_the_timing_and_changes_only_the_peaks(tone: Make, pcm: Pcm) -> None:
    original = _peaky(tone, pcm, 0.9)
    before = array("h", original)
    after = array("h", levelled(Recording(original), lufs=-19.0, ceiling=-4.0))
    assert len(after) == len(before)
    far = [n for n in range(200, 4000) if abs(before[n]) > 1000]
    ratios = [after[n] / before[n] for n in far]
    assert max(ratios) - min(ratios) < 0.002


def test_silence_cannot_be_levelled() -> None:
    with pytest.raises(AudioError, match="is silent"):
        levelled(Recording(bytes(96_000)), lufs=-19.0, ceiling=-2.0)
