"""A warm chord that moves without going anywhere: D, A and E over three octaves.

Each overtone is not a line but a narrow hill of lines with random phases, each with a whole
number of turns in the loop (after Nasca's PADsynth). It shimmers slowly, like many players
on one note; as the lines don't move together, there is no vibrato.
"""

from dataclasses import dataclass

import numpy as np
from loops import Lines, Stereo, phases, rolled, spread
from synthesis import RATE, Samples, gain

LENGTH = 24.0
"""Seconds; 1,000 MP3 frames."""

COUNT = round(LENGTH * RATE)

OVERTONES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One note of the chord: hertz, dB, and its swells (`turns` a loop, from `phase`, 0 to 1)."""

    pitch: float
    level: float
    turns: int
    phase: float


CHORD = (
    Voice(pitch=146.667, level=-3, turns=1, phase=0.00),
    Voice(pitch=220.00, level=-2, turns=2, phase=0.35),
    Voice(pitch=293.333, level=-2, turns=2, phase=0.80),
    Voice(pitch=330.00, level=-7, turns=3, phase=0.10),
    Voice(pitch=440.00, level=-4, turns=3, phase=0.55),
    Voice(pitch=586.667, level=-8, turns=4, phase=0.30),
    Voice(pitch=660.00, level=-13, turns=3, phase=0.85),
)
"""Pure fifths, D3 A3 D4 E4 A4 D5 E5: no third, so neither happy nor sad; no overtones beat."""


def warm_pad(seed: int = 8) -> Stereo:
    """Returns one turn of the loop. The level is arbitrary."""
    random = np.random.RandomState(seed)
    steady = phases(COUNT // 2 + 1, random)
    sound = np.zeros((2, COUNT))
    for voice in CHORD:
        middle = _note(voice.pitch, -1.0, random, steady)
        side = _note(voice.pitch, -np.inf, random, steady)
        sound += spread(middle, side, 0.7) * gain(voice.level) * _breath(voice)
    return sound


def _note(pitch: float, core: float, random: np.random.RandomState, steady: Lines) -> Samples:
    """A note with its overtones: each is a hill of lines around a steady one.

    The steady line is at `core` dB. `steady` holds its phase for every line of the
    spectrum, so that overtones that two notes share are in phase.
    """
    lines = np.zeros(COUNT // 2 + 1, complex)
    for overtone in range(1, OVERTONES + 1):
        level = overtone**-1.4 * rolled(np.array(pitch * overtone), high=1_100.0, order=1)
        top, width = round(pitch * overtone * LENGTH), (0.12 + 0.04 * overtone) * LENGTH
        reach = round(4 * width)
        hill = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
        hill *= np.sqrt((1 - gain(core) ** 2) / np.sum(hill**2))
        place = slice(top - reach, top + reach + 1)
        lines[place] += level * hill * phases(len(hill), random)
        lines[top] += level * gain(core) * steady[top]
    note: Samples = np.fft.irfft(lines * COUNT, COUNT)
    return note


def _breath(voice: Voice) -> Samples:
    """A gain that rises and falls by 4 dB, a whole number of times a loop."""
    angle = 2 * np.pi * (voice.turns * np.arange(COUNT) / COUNT + voice.phase)
    breath: Samples = 10.0 ** (2.0 * np.sin(angle) / 20.0)
    return breath
