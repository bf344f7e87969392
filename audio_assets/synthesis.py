"""Struck instruments by additive synthesis: partials that each ring and decay in their own way.

A strike is a sum of partials (sines, some in close pairs that beat), a breath of
mallet noise, and a little room reverberation. Times are seconds, frequencies hertz.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE = 48_000
"""The sampling rate of every sound, in Hz, until it is stored."""

Samples = npt.NDArray[np.float64]
"""Mono sound, full scale at 1.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """One mode of a struck body.

    `ratio` is relative to the strike's pitch, `level` is in dB, `ring` is the time to fall
    by 60 dB. With `beat`, the mode is a pair that many hertz apart, as in a bowl that is
    not perfectly round; `twin` is the level of the second in dB relative to the first.
    """

    ratio: float
    level: float
    ring: float
    beat: float = 0.0
    twin: float = -6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mallet:
    """The soft thud of the mallet's head: noise around `centre` Hz, an octave and a half wide."""

    centre: float
    level: float
    ring: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room's response: `ring` is the time to fall by 60 dB, `level` is in dB relative to the
    direct sound.

    `centre` is the frequency of the strongest response; `bloom` is the time that the
    response takes to build up: none in a small room, a tenth of a second in a hall.
    """

    level: float
    ring: float
    centre: float = 900.0
    bloom: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A struck body, its mallet and its room. `attack` is the rise time of each strike."""

    partials: Sequence[Partial]
    mallet: Mallet
    room: Room
    attack: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One note: its time, its pitch in hertz, and its level in dB."""

    at: float
    pitch: float
    level: float = 0.0


def play(
    instrument: Instrument, strikes: Sequence[Strike], *, length: float, release: float, seed: int
) -> Samples:
    """Plays the strikes for `length` seconds, and fades out over the last `release` seconds.

    The first and the last sample are exactly zero. The level is arbitrary.
    """
    # numpy promises never to change the numbers of this generator.
    noise = np.random.RandomState(seed)
    count = round(length * RATE)
    sound = np.zeros(count)
    for strike in strikes:
        start = round(strike.at * RATE)
        sound[start:] += gain(strike.level) * _note(instrument, strike.pitch, count - start, noise)
    return _released(_in_room(sound, instrument.room, noise), release)


def gain(decibels: float) -> float:
    """Converts decibels to a factor of amplitude."""
    return float(10.0 ** (decibels / 20.0))


def band(noise: Samples, centre: float) -> Samples:
    """Filters noise to a bell-shaped band around `centre` Hz, at RMS 1."""
    spectrum = np.fft.rfft(noise)
    frequency = np.fft.rfftfreq(len(noise), 1 / RATE)
    octaves = np.log2(np.maximum(frequency, 1.0) / centre)
    shaped: Samples = np.fft.irfft(spectrum * np.exp(-0.5 * (octaves / 0.6) ** 2), len(noise))
    return shaped / np.sqrt(np.mean(shaped**2))


def _note(
    instrument: Instrument, pitch: float, count: int, noise: np.random.RandomState
) -> Samples:
    time = np.arange(count) / RATE
    body = np.zeros(count)
    for partial in instrument.partials:
        body += _mode(partial, pitch, time)
    mallet = instrument.mallet
    thud = band(noise.standard_normal(count), mallet.centre)
    body += gain(mallet.level) * thud * _decay(time, mallet.ring)
    return body * _swell(count, instrument.attack)


def _mode(partial: Partial, pitch: float, time: Samples) -> Samples:
    centre = pitch * partial.ratio
    wave = np.sin(2 * np.pi * (centre - partial.beat / 2) * time)
    if partial.beat:
        wave += gain(partial.twin) * np.sin(2 * np.pi * (centre + partial.beat / 2) * time)
    mode: Samples = gain(partial.level) * wave * _decay(time, partial.ring)
    return mode


def _decay(time: Samples, ring: float) -> Samples:
    """An exponential that has fallen by 60 dB after `ring` seconds."""
    envelope: Samples = 10.0 ** (-3.0 * time / ring)
    return envelope


def _swell(count: int, attack: float) -> Samples:
    """Rises from 0 to 1 along half a cosine over `attack` seconds, then stays at 1."""
    phase = np.minimum(np.arange(count) / (attack * RATE), 1.0)
    swell: Samples = 0.5 - 0.5 * np.cos(np.pi * phase)
    return swell


def _in_room(sound: Samples, room: Room, noise: np.random.RandomState) -> Samples:
    """Adds a room's response to the sound: decaying noise that sets in after 12 ms."""
    reach = round(room.ring * RATE)
    time = np.arange(reach) / RATE
    answer = band(noise.standard_normal(reach), room.centre) * _decay(time, room.ring)
    if room.bloom:
        answer *= _swell(reach, room.bloom)
    answer *= gain(room.level) / np.sqrt(np.sum(answer**2))
    answer = np.concatenate([np.zeros(round(0.012 * RATE)), answer])
    size = 1 << (len(sound) + len(answer)).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(answer, size), size)[: len(sound)]
    return sound + wet


def _released(sound: Samples, release: float) -> Samples:
    """Fades out along half a cosine over the last `release` seconds, to exactly zero."""
    count = round(release * RATE)
    fade = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, count + 1) / count)
    return np.concatenate([sound[:-count], sound[-count:] * fade])
