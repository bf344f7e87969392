"""The sound of a quiet room, as a seamless loop.

The spectrum of the whole loop is turned into sound by one inverse Fourier transform.
Every component repeats exactly with the loop, so the step from the last sample to the
first is like any other.
"""

import numpy as np
from synthesis import RATE, Samples, gain

LENGTH = 24.0
"""Seconds; 1,152,000 samples, which is 1,000 MP3 frames."""

LEVEL = -60.0
"""RMS in dB relative to full scale."""


def room_tone(seed: int = 4) -> Samples:
    """Returns one turn of the loop."""
    count = round(LENGTH * RATE)
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    phase = 2 * np.pi * np.random.RandomState(seed).random_sample(len(frequency))
    loop: Samples = np.fft.irfft(_spectrum(frequency) * np.exp(1j * phase), count)
    return loop * gain(LEVEL) / np.sqrt(np.mean(loop**2))


def _spectrum(frequency: Samples) -> Samples:
    """Amplitude over frequency: -4 dB an octave, cut off below 60 Hz and above 9 kHz."""
    safe = np.maximum(frequency, 1.0)
    slope = safe ** (-4.0 / 6.0206)
    low = 1 / np.sqrt(1 + (85.0 / safe) ** 12)
    high = 1 / np.sqrt(1 + (safe / 9_000.0) ** 4)
    spectrum: Samples = slope * low * high
    return spectrum
