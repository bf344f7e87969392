"""How loud a sound is, by ITU-R BS.1770 as EBU R 128 uses it.

Measured by ffmpeg's `ebur128`, which hands its readings out as frame metadata
(PyAV issue 2342), every 100 ms, three decimals. Sounds are mono s16le, at 48 kHz
unless a `rate` or a number of `channels` is given.
"""

from collections import deque
from collections.abc import Iterator
from math import inf, log10

from av.audio.frame import AudioFrame

from voiceguide.audio.clip import BYTES_PER_MS, SAMPLE_WIDTH, Recording
from voiceguide.audio.filters import filtered
from voiceguide.timecode import SAMPLE_RATE

_LEAST_MS = 1200
"""Shorter sounds are repeated up to this before integrating."""

_WINDOW_MS = 400
"""The window of momentary loudness, and the gating block of integrated loudness."""

_GATE_LUFS = -70.0
"""Below this, by the standard, nothing is counted: it is silence."""


def integrated_lufs(pcm: bytes, rate: int = SAMPLE_RATE, channels: int = 1) -> float:
    """Integrated loudness in LUFS; -inf for silence.

    The standard counts only whole blocks of 400 ms, so a word shorter than
    that has no loudness, and one a little longer is judged by a part of it.
    A short sound is therefore repeated, which leaves its level as it is.
    """
    if not pcm:
        return -inf
    times = -(-_LEAST_MS * rate * channels * SAMPLE_WIDTH // (1000 * len(pcm)))
    last = _last_reading(Recording(pcm * times, rate, channels))
    return gated(float(last["lavfi.r128.I"]))


def momentary_max_lufs(pcm: bytes) -> float:
    """The loudest 400 ms, in LUFS; -inf for silence.

    Silence is put round the sound, not repeats, so that a chime is measured
    as it is heard: once.
    """
    around = bytes(_WINDOW_MS * BYTES_PER_MS)
    readings = _readings(Recording(around + pcm + around))
    return gated(max(float(reading["lavfi.r128.M"]) for reading in readings))


def true_peak_dbtp(pcm: bytes) -> float:
    """The highest point of the wave between the samples too, in dBTP; -inf for silence.

    Read to three decimals of full scale: within 0.01 dB near full scale.
    """
    around = bytes(100 * BYTES_PER_MS)
    last = _last_reading(Recording(pcm + around), "peak=true")
    peak = float(last["lavfi.r128.true_peak"])
    return 20 * log10(peak) if peak > 0 else -inf


def gated(reading: float) -> float:
    """A reading in LUFS; -inf where the standard calls it silence."""
    return reading if reading > _GATE_LUFS else -inf


def _readings(sound: Recording, *options: str) -> Iterator[dict[str, str]]:
    """What `ebur128` says after each whole 100 ms; it passes over a rest at the end."""
    return (metadata for frame in _metered(sound, *options) if (metadata := frame.metadata))


def _last_reading(sound: Recording, *options: str) -> dict[str, str]:
    """The reading of the last whole 100 ms: at most the last frame has none."""
    ends = deque(_metered(sound, *options), maxlen=2)
    return ends[-1].metadata or ends[0].metadata


def _metered(sound: Recording, *options: str) -> Iterator[AudioFrame]:
    return filtered(sound, ("ebur128", ":".join(("metadata=1", *options))))
