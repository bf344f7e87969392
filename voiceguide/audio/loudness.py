"""Measures loudness by ITU-R BS.1770, as in EBU R 128.

Sounds are mono s16le at 48 kHz, unless a `rate`, a number of `channels` or the `form` of
samples is given.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from math import inf, log10
from statistics import fmean

from voiceguide.audio.clip import BYTES_PER_MS, Recording
from voiceguide.audio.filters import S16, SampleForm, filtered, regrouped
from voiceguide.audio.k_weighting import BLOCK_MS, block_powers
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

_LEAST_MS = 1200
"""Shorter sounds are repeated to this length before integrating."""

_WINDOW_MS = 400
"""The window of momentary loudness, and the gating block of integrated loudness."""

_GATE_LUFS = -70.0
"""Blocks below this count as silence by the standard."""

_GATE_LU = -10.0
"""Blocks this much quieter than the mean of the rest count as pauses."""

_OFFSET_DB = -0.691
"""Makes 997 Hz at full scale read -3.01 LUFS."""


def integrated_lufs(pcm: bytes, rate: int = SAMPLE_RATE, channels: int = 1) -> float:
    """Returns the integrated loudness in LUFS; -inf for silence.

    The standard counts only whole blocks of 400 ms: a shorter word would have
    no loudness, and only a part of a slightly longer one would count. Short
    sounds are therefore repeated, which doesn't change their level.
    """
    return integrated_lufs_of([pcm], rate, channels)


def integrated_lufs_of(
    pieces: Iterable[bytes],
    rate: int = SAMPLE_RATE,
    channels: int = 1,
    form: SampleForm = S16,
) -> float:
    """Returns `integrated_lufs` of a sound in pieces, which need not all be in memory at once."""
    least = -(-_LEAST_MS * rate * channels * form.width // 1000)
    upcoming, begun = iter(pieces), bytearray()
    while len(begun) < least and (piece := next(upcoming, None)) is not None:
        begun += piece
    if not begun:
        return -inf
    times = max(1, -(-least // len(begun)))
    windows = _windows(chain([bytes(begun) * times], upcoming), rate, channels, form)
    heard = _above(_power(_GATE_LUFS), windows)
    if not heard:
        return -inf
    return _lufs(fmean(_above(fmean(heard) * 10 ** (_GATE_LU / 10), heard)))


def momentary_max_lufs(pcm: bytes, form: SampleForm = S16) -> float:
    """Returns the loudness of the loudest 400 ms, in LUFS; -inf for silence.

    The sound is surrounded with silence, not repeated: a chime is measured as it
    is heard, once.
    """
    around = bytes(_WINDOW_MS * SAMPLES_PER_MS * form.width)
    loudest = max(_windows([around + pcm + around], form=form))
    return _lufs(loudest) if loudest > _power(_GATE_LUFS) else -inf


def true_peak_dbtp(pcm: bytes) -> float:
    """Returns the highest point of the wave, even between samples, in dBTP; -inf for silence.

    Measured by ffmpeg's `ebur128`, which reports its readings as frame metadata
    (PyAV issue 2342) every 100 ms, to three decimals of full scale: accurate to
    0.01 dB near full scale.
    """
    around = bytes(100 * BYTES_PER_MS)
    frames = filtered(Recording(pcm + around), ("ebur128", "metadata=1:peak=true"))
    readings = [metadata for frame in frames if (metadata := frame.metadata)]
    peak = float(readings[-1]["lavfi.r128.true_peak"])
    return 20 * log10(peak) if peak > 0 else -inf


def gated(reading: float) -> float:
    """Returns a reading in LUFS; -inf if the standard calls it silence."""
    return reading if reading > _GATE_LUFS else -inf


def _windows(
    pieces: Iterable[bytes],
    rate: int = SAMPLE_RATE,
    channels: int = 1,
    form: SampleForm = S16,
) -> list[float]:
    """Returns the power of every whole 400 ms, each starting 100 ms after the one before."""
    blocks = list(block_powers(regrouped(pieces), rate, channels, form))
    count = _WINDOW_MS // BLOCK_MS
    return [fmean(blocks[at : at + count]) for at in range(len(blocks) - count + 1)]


def _above(threshold: float, powers: Sequence[float]) -> list[float]:
    return [power for power in powers if power > threshold]


def _lufs(power: float) -> float:
    return 10 * log10(power) + _OFFSET_DB


def _power(lufs: float) -> float:
    return 10 ** ((lufs - _OFFSET_DB) / 10)
