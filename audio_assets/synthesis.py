"""Struck instruments by additive synthesis: partials that each ring and die their own way.

A strike is a sum of partials (sines, some in close pairs that beat), a breath of
mallet noise, and a little of the room around it. Times are seconds, frequencies hertz.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE = 48_000
"""Samples a second, in every file of this folder."""

Samples = npt.NDArray[np.float64]
"""Mono sound, full scale at 1.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """One mode of a struck body.

    `ratio` is to the strike's pitch, `level` in dB, `ring` the time to fall by
    60 dB. With `beat` the mode is a pair that many hertz apart, as in a bowl
    that is not perfectly round; the weaker twin is `twin` dB below.
    """

    ratio: float
    level: float
    ring: float
    beat: float = 0.0
    twin: float = -6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mallet:
    """The soft thud of the mallet's head: noise around `centre`, an octave and a half wide."""

    centre: float
    level: float
    ring: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room's answer: `ring` to fall by 60 dB, `level` in dB under the direct sound.

    `centre` is where it answers most, `bloom` how long the answer takes to
    gather: nothing in a small room, a tenth of a second in a hall.
    """

    level: float
    ring: float
    centre: float = 900.0
    bloom: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What is struck, with what, and where. `attack` is the length of the swell at each strike."""

    partials: Sequence[Partial]
    mallet: Mallet
    room: Room
    attack: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """One note: when, how high, and its level in dB."""

    at: float
    pitch: float
    level: float = 0.0


def play(
    instrument: Instrument, strikes: Sequence[Strike], *, length: float, release: float, seed: int
) -> Samples:
    """The strikes on the instrument, `length` long, let go over the last `release` seconds.

    The first and the last sample are exactly zero. The level is arbitrary.
    """
    noise = np.random.RandomState(
        seed
    )  # the generator whose numbers numpy promises never to change
    count = round(length * RATE)
    sound = np.zeros(count)
    for strike in strikes:
        start = round(strike.at * RATE)
        sound[start:] += gain(strike.level) * _note(instrument, strike.pitch, count - start, noise)
    return _released(_in_room(sound, instrument.room, noise), release)


def gain(decibels: float) -> float:
    """The factor that changes an amplitude by so many decibels."""
    return float(10.0 ** (decibels / 20.0))


def band(noise: Samples, centre: float) -> Samples:
    """The noise within a bell-shaped band around `centre`, at RMS 1."""
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
    """From 0 to 1 in half a cosine over `attack` seconds, then 1."""
    phase = np.minimum(np.arange(count) / (attack * RATE), 1.0)
    swell: Samples = 0.5 - 0.5 * np.cos(np.pi * phase)
    return swell


def _in_room(sound: Samples, room: Room, noise: np.random.RandomState) -> Samples:
    """The sound with the answer of a room: noise of RMS 1 that dies away, after 12 ms."""
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
    """Let go over the last `release` seconds, in half a cosine, ending at exactly zero."""
    count = round(release * RATE)
    fade = 0.5 + 0.5 * np.cos(np.pi * np.arange(1, count + 1) / count)
    return np.concatenate([sound[:-count], sound[-count:] * fade])
