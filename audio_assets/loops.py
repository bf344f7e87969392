"""Sound that goes round: every tool here treats the last sample as the neighbour of the first.

Noise is laid out as the spectrum of the whole loop and turned into sound by one inverse
Fourier transform, filters and echoes are circular convolutions, envelopes are periodic.
So a loop has no seam to hide: each of its samples follows the one before it like any other.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from synthesis import RATE, Samples

Stereo = Samples
"""Two rows, left and right, full scale at 1.0."""

Lines = npt.NDArray[np.complex128]
"""A spectrum's lines, from 0 Hz up."""

Places = npt.NDArray[np.int64]
"""Sample numbers in the loop."""

Spectrum = Callable[[Samples], Samples]
"""Amplitude over frequency in hertz."""


def noise(count: int, spectrum: Spectrum, random: np.random.RandomState) -> Samples:
    """One turn of noise with that spectrum, at RMS 1."""
    shape = spectrum(np.fft.rfftfreq(count, 1 / RATE))
    return levelled(np.fft.irfft(shape * phases(len(shape), random), count))


def phases(number: int, random: np.random.RandomState) -> Lines:
    """Unit vectors in every direction: what makes a spectrum sound like noise."""
    turns: Lines = np.exp(2j * np.pi * random.random_sample(number))
    return turns


def places(count: int, number: int, random: np.random.RandomState) -> Places:
    """So many samples of the loop, anywhere; by the way that is the same on every system."""
    return (count * random.random_sample(number)).astype(np.int64)


def levelled(sound: Samples) -> Samples:
    """The sound at RMS 1."""
    level: Samples = sound / np.sqrt(np.mean(sound**2))
    return level


def wide_noise(
    count: int, spectrum: Spectrum, width: float, random: np.random.RandomState
) -> Stereo:
    """Noise around the listener, from one place in the bass; see `spread`."""

    def narrow_bass(frequency: Samples) -> Samples:
        return spectrum(frequency) * rolled(frequency, low=150.0, order=2)

    return spread(noise(count, spectrum, random), noise(count, narrow_bass, random), width)


def spread(middle: Samples, side: Samples, width: float) -> Stereo:
    """Left and right from a middle and a side that is `width` as strong.

    With a width under 1 left and right stay alike enough for one loudspeaker,
    where only the middle is heard: at 0.75 it loses 1.9 dB.
    """
    return np.stack([middle + width * side, middle - width * side])


def filtered(loop: Samples, spectrum: Spectrum) -> Samples:
    """The loop through a filter without delay, row by row."""
    count = loop.shape[-1]
    response = spectrum(np.fft.rfftfreq(count, 1 / RATE))
    result: Samples = np.fft.irfft(np.fft.rfft(loop) * response, count)
    return result


def echoed(loop: Samples, answer: Samples) -> Samples:
    """The loop convolved with a short answer, row by row, its end running on into its start."""
    count = loop.shape[-1]
    result: Samples = np.fft.irfft(np.fft.rfft(loop) * np.fft.rfft(answer, count), count)
    return result


def rolled(
    frequency: Samples, *, low: float = 0.0, high: float = np.inf, order: int = 4
) -> Samples:
    """Butterworth edges: 3 dB down at `low` and `high`, 6 dB an octave for each of `order`."""
    safe = np.maximum(frequency, 1.0)
    edges: Samples = 1 / np.sqrt(
        (1 + (low / safe) ** (2 * order)) * (1 + (safe / high) ** (2 * order))
    )
    return edges


def falling(frequency: Samples, octave: float) -> Samples:
    """A straight slope of so many dB less with each octave."""
    slope: Samples = np.maximum(frequency, 1.0) ** (-octave / 6.0206)
    return slope


def wandering(count: int, depth: float, turns: int, random: np.random.RandomState) -> Samples:
    """A gain that wanders by about `depth` dB (its RMS), at most `turns` times a loop."""
    lines = np.zeros(count // 2 + 1, complex)
    lines[1 : turns + 1] = phases(turns, random)
    gains: Samples = 10.0 ** (depth * levelled(np.fft.irfft(lines, count)) / 20.0)
    return gains
