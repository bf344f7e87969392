"""Arithmetic on samples (16-bit, unless a `width` in bytes is given), at the speed of C.

`audioop` is part of Python up to 3.12, with a deprecation warning; from 3.13 on it
comes from the package audioop-lts. Users can do nothing about the warning, so it is
suppressed, but only during this import.
"""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import audioop

from voiceguide.audio.clip import SAMPLE_WIDTH

FULL_SCALE = 32_768


def rms(pcm: bytes) -> int:
    """Returns the root mean square, rounded down; 0 for silence."""
    return audioop.rms(pcm, SAMPLE_WIDTH)


def power(pcm: bytes, width: int) -> float:
    """Returns the mean square of samples of `width` bytes; 1.0 if all are at full scale."""
    return (audioop.rms(pcm, width) / (1 << 8 * width - 1)) ** 2


def peak(pcm: bytes) -> int:
    """Returns the largest absolute sample."""
    return audioop.max(pcm, SAMPLE_WIDTH)


def extremes(pcm: bytes, width: int = SAMPLE_WIDTH) -> tuple[int, int]:
    """Returns the lowest and highest samples."""
    return audioop.minmax(pcm, width)


def times(pcm: bytes | memoryview, factor: float) -> bytes:
    """Returns each sample times `factor`, clipped at full scale."""
    return audioop.mul(pcm, SAMPLE_WIDTH, factor)


def added(one: bytes, other: bytes) -> bytes:
    """Returns the sum of two sounds of equal length, clipped at full scale."""
    return audioop.add(one, other, SAMPLE_WIDTH)


def mean(pcm: bytes) -> int:
    """Returns the mean, rounded: the DC offset."""
    return audioop.avg(pcm, SAMPLE_WIDTH)


def doubled(pcm: bytes) -> bytes:
    """Returns one channel as two equal ones, interleaved."""
    return audioop.tostereo(pcm, SAMPLE_WIDTH, 1, 1)


def channel(pcm: bytes, index: int, channels: int, width: int = SAMPLE_WIDTH) -> bytes:
    """Returns one channel of interleaved samples."""
    if channels == 1:
        return pcm
    return audioop.tomono(pcm, width, float(index == 0), float(index == 1))


def averaged(pcm: bytes, width: int = SAMPLE_WIDTH) -> bytes:
    """Returns the mean of two interleaved channels."""
    return audioop.tomono(pcm, width, 0.5, 0.5)


def bends(pcm: bytes, channels: int) -> bytes:
    """Returns the bend of the wave at each sample: its second difference, clipped at full scale.

    The result is two samples per channel shorter than `pcm`.
    """
    return _steps(_steps(pcm, channels), channels)


def _steps(pcm: bytes, channels: int) -> bytes:
    one = channels * SAMPLE_WIDTH
    return added(pcm[one:], audioop.mul(pcm[:-one], SAMPLE_WIDTH, -1))
