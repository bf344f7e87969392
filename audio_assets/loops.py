"""Tools for loops, which all treat the last sample as the neighbour of the first.

Noise is the spectrum of the whole loop, turned into sound by one inverse Fourier
transform; filters and echoes are circular convolutions; envelopes are periodic. So a
loop has no seam to hide: every sample follows the one before it in the same way.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from synthesis import RATE, Samples

Stereo = Samples
"""Two rows, left and right, full scale at 1.0."""

Lines = npt.NDArray[np.complex128]
"""The lines of a spectrum, from 0 Hz up."""

Places = npt.NDArray[np.int64]
"""Sample indices in the loop."""

Spectrum = Callable[[Samples], Samples]
"""Maps frequencies in hertz to amplitudes."""


def noise(count: int, spectrum: Spectrum, random: np.random.RandomState) -> Samples:
    """Returns one turn of noise with this spectrum, at RMS 1."""
    shape = spectrum(np.fft.rfftfreq(count, 1 / RATE))
    return levelled(np.fft.irfft(shape * phases(len(shape), random), count))


def phases(number: int, random: np.random.RandomState) -> Lines:
    """Returns unit vectors with random phases, which make a spectrum sound like noise."""
    turns: Lines = np.exp(2j * np.pi * random.random_sample(number))
    return turns


def places(count: int, number: int, random: np.random.RandomState) -> Places:
    """Returns `number` random places in the loop, the same on every system."""
    return (count * random.random_sample(number)).astype(np.int64)


def levelled(sound: Samples) -> Samples:
    """Scales the sound to RMS 1."""
    level: Samples = sound / np.sqrt(np.mean(sound**2))
    return level


def wide_noise(
    count: int, spectrum: Spectrum, width: float, random: np.random.RandomState
) -> Stereo:
    """Returns noise around the listener, with the bass in the middle; see `spread`."""

    def narrow_bass(frequency: Samples) -> Samples:
        return spectrum(frequency) * rolled(frequency, low=150.0, order=2)

    return spread(noise(count, spectrum, random), noise(count, narrow_bass, random), width)


def spread(middle: Samples, side: Samples, width: float) -> Stereo:
    """Returns left and right from a middle and a side scaled by `width`.

    With a width below 1, left and right stay similar enough for one loudspeaker,
    which plays only the middle: at 0.75 it loses 1.9 dB.
    """
    return np.stack([middle + width * side, middle - width * side])


def filtered(loop: Samples, spectrum: Spectrum) -> Samples:
    """Filters the loop without delay, row by row."""
    count = loop.shape[-1]
    response = spectrum(np.fft.rfftfreq(count, 1 / RATE))
    result: Samples = np.fft.irfft(np.fft.rfft(loop) * response, count)
    return result


def echoed(loop: Samples, answer: Samples) -> Samples:
    """Convolves the loop with a short response, row by row; its end runs on into its start."""
    count = loop.shape[-1]
    result: Samples = np.fft.irfft(np.fft.rfft(loop) * np.fft.rfft(answer, count), count)
    return result


def rolled(
    frequency: Samples, *, low: float = 0.0, high: float = np.inf, order: int = 4
) -> Samples:
    """Returns Butterworth edges: 3 dB down at `low` and `high`, then `order` * 6 dB an octave."""
    safe = np.maximum(frequency, 1.0)
    edges: Samples = 1 / np.sqrt(
        (1 + (low / safe) ** (2 * order)) * (1 + (safe / high) ** (2 * order))
    )
    return edges


def falling(frequency: Samples, octave: float) -> Samples:
    """Returns a straight slope that falls by `octave` dB per octave."""
    slope: Samples = np.maximum(frequency, 1.0) ** (-octave / 6.0206)
    return slope


def wandering(count: int, depth: float, turns: int, random: np.random.RandomState) -> Samples:
    """Returns a gain that wanders by `depth` dB (RMS), at most `turns` times a loop."""
    lines = np.zeros(count // 2 + 1, complex)
    lines[1 : turns + 1] = phases(turns, random)
    gains: Samples = 10.0 ** (depth * levelled(np.fft.irfft(lines, count)) / 20.0)
    return gains
