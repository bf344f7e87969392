"""Steady rain in a garden: a soft wash far off, a dense patter, single drops near by."""

from collections.abc import Sequence

import numpy as np
from loops import (
    Places,
    Stereo,
    echoed,
    falling,
    filtered,
    levelled,
    places,
    rolled,
    wandering,
    wide_noise,
)
from synthesis import RATE, Samples, band, gain

LENGTH = 24.0
"""Seconds; 1,000 MP3 frames."""

COUNT = round(LENGTH * RATE)

PATTER = 13_000
"""The number of patter drops in one turn of the loop: 540 a second."""

KNOCKS = 200
"""The number of different knocks; with fewer, repetitions would be heard as a tone."""

BEGINNING = 7.656
"""The point in the turn, in seconds, at which the loop begins, also when it restarts before and
after words. Over 60 ms to 3 s from there, its loudness is within 0.35 dB of the average on either
side, and it moves as much as on average."""

DRIPS = 170
"""The number of near drops in one turn of the loop."""


def rain(seed: int = 6) -> Stereo:
    """Returns one turn of the loop. The level is arbitrary."""
    random = np.random.RandomState(seed)
    wash = wide_noise(COUNT, _wash, 0.8, random) * wandering(COUNT, 0.6, 9, random)
    patter = levelled(_patter(random)) * gain(-1.0)
    drips = levelled(_near(_drips(random), random)) * gain(-8.5)
    return np.roll(wash + patter + drips, -round(BEGINNING * RATE), axis=1)


def _wash(frequency: Samples) -> Samples:
    """Distant rain on everything at once; no rumble, and no tiring hiss."""
    body = falling(frequency, 2.6) * rolled(frequency, low=260.0, order=1)
    return body * rolled(frequency, high=3_400.0, order=1) * _air(frequency)


def _air(frequency: Samples) -> Samples:
    return rolled(frequency, low=120.0, order=3) * rolled(frequency, high=7_000.0, order=2)


def _patter(random: np.random.RandomState) -> Stereo:
    """A great number of short knocks, each with its own place and strength."""
    knocks = [_knock(600.0 * 8.0 ** (kind / KNOCKS), random) for kind in range(KNOCKS)]
    grains = [knocks[drop % KNOCKS] for drop in range(PATTER)]
    strength = np.exp(0.6 * np.clip(random.standard_normal(PATTER), -2.0, 2.0))
    strength *= np.sign(random.random_sample(PATTER) - 0.5)
    sides = strength * _sides(random.random_sample(PATTER))
    return filtered(_strewn(grains, places(COUNT, PATTER, random), sides), _air)


def _strewn(grains: Sequence[Samples], starts: Places, sides: Stereo) -> Stereo:
    """Adds grains into the loop at `starts`, each at its own level left and right."""
    longest = max(len(grain) for grain in grains)
    loop = np.zeros((2, COUNT + longest))
    for grain, start, side in zip(grains, starts, sides.T, strict=True):
        loop[:, start : start + len(grain)] += side[:, None] * grain
    loop[:, :longest] += loop[:, COUNT:]
    return loop[:, :COUNT]


def _sides(position: Samples) -> Stereo:
    """Equal-power gains left and right for positions from 0 to 1, none far to one side."""
    angle = np.pi / 4 + 0.3 * np.pi * (position - 0.5)
    return np.stack([np.cos(angle), np.sin(angle)])


def _knock(frequency: float, random: np.random.RandomState) -> Samples:
    """A soft thud of noise an octave and a half wide, too short to have a pitch."""
    time = np.arange(round(0.06 * RATE)) / RATE
    burst = band(random.standard_normal(len(time)), frequency)
    knock: Samples = burst * _pluck(time, 0.003 + 1.5 / frequency) * frequency**-0.2
    return knock


def _pluck(time: Samples, fall: float) -> Samples:
    """An envelope that rises within 1.5 ms, then falls by 8.7 dB every `fall` seconds."""
    shape: Samples = (1 - np.exp(-((time / 0.0015) ** 2))) * np.exp(-time / fall)
    return shape


def _drips(random: np.random.RandomState) -> Stereo:
    """Drops into puddles: each makes a bubble, whose pitch rises a little as it closes."""
    pitches = 650.0 * 3.2 ** random.random_sample(DRIPS)
    levels = gain(-8.0) ** random.random_sample(DRIPS)
    sides = levels * _sides(random.random_sample(DRIPS))
    bubbles = [_bubble(pitch) for pitch in pitches]
    return _strewn(bubbles, places(COUNT, DRIPS, random), sides)


def _bubble(pitch: float) -> Samples:
    time = np.arange(round(0.15 * RATE)) / RATE
    rising = pitch * (time + 1.2 * time**2)
    bubble: Samples = np.sin(2 * np.pi * rising) * _pluck(time, 11.0 / pitch)
    return bubble


def _near(drips: Stereo, random: np.random.RandomState) -> Stereo:
    """The drops among walls and leaves, which echo for a third of a second."""
    time = np.arange(round(0.35 * RATE)) / RATE
    answer = random.standard_normal((2, len(time))) * np.exp(-time / 0.06)
    answer *= gain(-7.0) / np.sqrt(np.sum(answer**2, axis=1, keepdims=True))
    return drips + echoed(drips, answer)
