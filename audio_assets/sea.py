"""A quiet shore: waves that gather, break and run out over the sand, each a little different.

The sea is noise in octave bands. Each band follows its own course through a wave: the
deep bands gather first, the middle ones break, the high ones follow as foam and fade last.
"""

from dataclasses import dataclass

import numpy as np
from loops import Lines, Stereo, levelled, phases, places, rolled, spread, wandering
from synthesis import RATE, Samples, gain

LENGTH = 48.0
"""Seconds, long enough that nobody waits for the same wave; 2,000 MP3 frames."""

COUNT = round(LENGTH * RATE)

STEP = 480
"""Samples from one point of an envelope to the next: 10 ms."""

BANDS = tuple(90.0 * 2.0**octave for octave in range(7))
"""Centre frequencies of the bands in hertz; the last is foam."""

TILT = (-9.0, -5.0, -2.5, -3.0, -4.5, -8.0, -14.0)
"""Level of each band in a large wave, in dB."""

CALM = (-5.5, -6.5, -8.0, -9.5, -11.5, -14.0, -17.0)
"""Level of each band between the waves, in dB relative to a large wave in that band."""

FOAM = (0.0, 0.0, 0.0, 0.05, 0.15, 0.35, 0.55)
"""The share of each band's power that is crackling foam."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One wave: when it breaks (s), its level (dB), and its way (-1 is left, 1 right)."""

    at: float
    level: float
    start: float
    end: float


WAVES = (
    Wave(at=3.4, level=-1.5, start=-0.3, end=0.4),
    Wave(at=9.9, level=-4.0, start=0.5, end=0.1),
    Wave(at=16.9, level=-0.5, start=0.1, end=-0.6),
    Wave(at=22.1, level=-5.0, start=-0.6, end=-0.2),
    Wave(at=29.6, level=-2.0, start=0.4, end=-0.1),
    Wave(at=36.0, level=-1.0, start=-0.5, end=0.5),
    Wave(at=43.2, level=-3.5, start=0.6, end=-0.3),
    Wave(at=12.6, level=-9.0, start=-0.8, end=-0.7),
    Wave(at=26.0, level=-8.0, start=0.8, end=0.6),
    Wave(at=40.3, level=-9.0, start=-0.7, end=-0.8),
)
"""Seven waves five to eight seconds apart, as slow as calm breath, and three ripples between."""


def sea(seed: int = 7) -> Stereo:
    """Returns one turn of the loop. The level is arbitrary."""
    random = np.random.RandomState(seed)
    foam = [np.fft.rfft(_grain(random)) for _ in range(2)]
    sound = np.zeros((2, COUNT))
    for band, pitch in enumerate(BANDS):
        middle, side = (levelled(_band(grain, band, random)) for grain in foam)
        width = float(0.8 * rolled(np.array(pitch), low=150.0, order=2))
        sound += spread(middle, side, width) * _course(band) * gain(TILT[band])
    return sound * wandering(COUNT, 0.5, 14, random)


def _grain(random: np.random.RandomState) -> Samples:
    """Bursting bubbles: three thousand clicks a second, few of them strong."""
    number = round(3_000 * LENGTH)
    clicks = np.zeros(COUNT)
    strength = np.exp(0.6 * np.clip(random.standard_normal(number), -2.0, 2.0))
    strength *= np.sign(random.random_sample(number) - 0.5)
    np.add.at(clicks, places(COUNT, number, random), strength)
    return levelled(clicks)


def _band(grain: Lines, band: int, random: np.random.RandomState) -> Samples:
    """An octave of water; the higher, the more of it is foam instead of plain noise.

    The octave is bell-shaped, so that neighbours overlap and add up evenly.
    """
    frequency = np.fft.rfftfreq(COUNT, 1 / RATE)
    octaves = np.log2(np.maximum(frequency, 1.0) / BANDS[band])
    within = np.abs(octaves) < 2.0
    bell = np.exp(-0.5 * (octaves[within] / 0.5) ** 2)
    foam = FOAM[band]
    plain = phases(len(bell), random) * np.sqrt(COUNT * (1 - foam))
    lines = np.zeros(len(frequency), complex)
    lines[within] = bell * (plain + np.sqrt(foam) * grain[within])
    water: Samples = np.fft.irfft(lines, COUNT)
    return water


def _course(band: int) -> Stereo:
    """The gain of a band through the whole loop, left and right."""
    grid = np.arange(COUNT // STEP) * STEP / RATE
    power = np.full((2, len(grid)), gain(CALM[band]) ** 2)
    for wave in WAVES:
        for turn in (-LENGTH, 0.0, LENGTH):
            power += _swell(wave, band, grid - wave.at + turn) ** 2
    return _drawn(np.sqrt(power))


def _drawn(points: Stereo) -> Stereo:
    """Joins the points of an envelope by straight lines, also the last to the first."""
    steps = (np.roll(points, -1, axis=1) - points)[:, :, None]
    lines: Stereo = points[:, :, None] + steps * (np.arange(STEP) / STEP)
    return lines.reshape(2, COUNT)


def _swell(wave: Wave, band: int, time: Samples) -> Stereo:
    """One wave in one band: it gathers, breaks at 0 or slightly later, and runs out."""
    height = band / (len(BANDS) - 1)
    gather, run_out = 2.6 - 1.5 * height, 0.9 + 0.75 * height
    since = time - 1.1 * height
    after = np.maximum(since, 0.0) / run_out
    shape = np.where(since < 0, np.exp(-((since / gather) ** 2)), (1 + after) * np.exp(-after))
    # A small wave is duller as well as quieter: it breaks less.
    level = gain(wave.level * (0.8 + 0.6 * height))
    way = 0.5 + 0.5 * np.tanh(time / 3.0)
    position = wave.start + (wave.end - wave.start) * way
    angle = np.pi / 4 * (1 + 0.45 * position)
    sides: Stereo = level * shape * np.sqrt(2) * np.stack([np.cos(angle), np.sin(angle)])
    return sides
