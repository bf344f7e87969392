"""Brings a sound to a level, with its rare peaks held down."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from voiceguide.audio.clip import Recording
from voiceguide.audio.filters import filtered, filtered_pieces, regrouped, samples
from voiceguide.audio.levels import MOST_LIMITING_DB
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.pydub_adapter import gain, peak_dbfs
from voiceguide.errors import SilenceError
from voiceguide.timecode import SAMPLE_RATE


def levelled(sound: Recording, *, lufs: float, ceiling: float) -> bytes:
    """Returns the sound at 48 kHz and `lufs`, with no sample over `ceiling` (dBFS).

    Turns down peaks that exceed it by up to `MOST_LIMITING_DB`, for the few
    milliseconds they last: lowering the whole sound for one peak would leave
    some phrases audibly quieter than others. A sound that needs more than
    that stays under `lufs`. Raises SilenceError for silence.
    """
    found = integrated_lufs(sound.pcm, sound.rate, sound.channels)
    decibels, fits = _decibels(found, peak_dbfs(sound.pcm), lufs, ceiling)
    if fits:
        louder = _louder(sound, decibels)
        if peak_dbfs(louder) <= ceiling:  # false if resampling moved a peak
            return louder
    return b"".join(samples(frame) for frame in filtered(sound, *_limiting(decibels, ceiling)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling:
    """The processing that `levelled` applies to a 48 kHz sound, decided before its samples
    arrive."""

    decibels: float
    ceiling: float
    limits: bool

    def of_pieces(self, pieces: Iterable[bytes], channels: int) -> Iterator[bytes]:
        """Returns the levelled sound, also in pieces: memory does not grow with its length."""
        if not self.limits:
            return (gain(piece, self.decibels) for piece in pieces)
        limiting = _limiting(self.decibels, self.ceiling)
        frames = filtered_pieces(regrouped(pieces), SAMPLE_RATE, channels, *limiting)
        return (bytes(samples(frame)) for frame in frames)


def levelling(found: float, extremes: bytes, *, lufs: float, ceiling: float) -> Levelling:
    """Returns the levelling for a sound of `found` LUFS; `extremes` has its lowest and highest
    samples.

    Raises SilenceError for silence.
    """
    decibels, fits = _decibels(found, peak_dbfs(extremes), lufs, ceiling)
    over = not fits or peak_dbfs(gain(extremes, decibels)) > ceiling
    return Levelling(decibels=decibels, ceiling=ceiling, limits=over)


def _decibels(found: float, peak: float, lufs: float, ceiling: float) -> tuple[float, bool]:
    """Returns the gain for a sound in dB, and whether its peak has room for that."""
    if found == -inf:
        raise SilenceError("the sound is silent")
    wanted, room = lufs - found, ceiling - peak
    return min(wanted, room + MOST_LIMITING_DB), wanted <= room


def _louder(sound: Recording, decibels: float) -> bytes:
    """Returns the sound resampled and louder by `decibels`, in one pass."""
    if sound.rate == SAMPLE_RATE:
        return gain(sound.pcm, decibels)
    volume = 10 ** (decibels / 20)
    resampler = ("aresample", f"{SAMPLE_RATE}:tsf=fltp:osf=s16:rmvol={volume:.6f}")
    return b"".join(samples(frame) for frame in filtered(sound, resampler))


def _limiting(decibels: float, ceiling: float) -> tuple[tuple[str, str], ...]:
    """Returns filters that resample, amplify by `decibels` and limit with 5 ms of look-ahead.

    All in one pass and in floating point; they resample first, because that moves peaks.

    `level=0` keeps ffmpeg from turning the result up to full scale, `latency=1`
    removes the look-ahead's delay.
    """
    limit = 10 ** (ceiling / 20)
    return (
        ("aresample", f"{SAMPLE_RATE}:osf=dbl"),
        ("volume", f"volume={decibels:.4f}dB:precision=double"),
        ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=0:latency=1"),
        ("aformat", "sample_fmts=s16"),
    )
