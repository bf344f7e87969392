"""A sound brought to a level, its rare peaks held down."""

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
    """The sound at 48 kHz and `lufs`, no sample over `ceiling` (dBFS).

    Peaks over it, by up to `MOST_LIMITING_DB`, are turned down for the few
    milliseconds they last: lowering the whole sound for one peak would leave
    some phrases audibly quieter than others. A sound that needs more than
    that stays under `lufs`. Raises SilenceError for silence.
    """
    found = integrated_lufs(sound.pcm, sound.rate, sound.channels)
    decibels, fits = _decibels(found, peak_dbfs(sound.pcm), lufs, ceiling)
    if fits:
        louder = _louder(sound, decibels)
        if peak_dbfs(louder) <= ceiling:  # not so where resampling moved a peak
            return louder
    return b"".join(samples(frame) for frame in filtered(sound, *_limiting(decibels, ceiling)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelling:
    """What `levelled` does to a sound of 48 kHz, known before its samples come."""

    decibels: float
    ceiling: float
    limits: bool

    def of_pieces(self, pieces: Iterable[bytes], channels: int) -> Iterator[bytes]:
        """The levelled sound, in pieces too: memory does not grow with its length."""
        if not self.limits:
            return (gain(piece, self.decibels) for piece in pieces)
        limiting = _limiting(self.decibels, self.ceiling)
        frames = filtered_pieces(regrouped(pieces), SAMPLE_RATE, channels, *limiting)
        return (bytes(samples(frame)) for frame in frames)


def levelling(found: float, extremes: bytes, *, lufs: float, ceiling: float) -> Levelling:
    """For a sound of `found` LUFS, whose `extremes` are its least and its greatest sample.

    Raises SilenceError for silence.
    """
    decibels, fits = _decibels(found, peak_dbfs(extremes), lufs, ceiling)
    over = not fits or peak_dbfs(gain(extremes, decibels)) > ceiling
    return Levelling(decibels=decibels, ceiling=ceiling, limits=over)


def _decibels(found: float, peak: float, lufs: float, ceiling: float) -> tuple[float, bool]:
    """By how much to turn a sound up, and whether its peak has room for that."""
    if found == -inf:
        raise SilenceError("there is only silence in the sound")
    wanted, room = lufs - found, ceiling - peak
    return min(wanted, room + MOST_LIMITING_DB), wanted <= room


def _louder(sound: Recording, decibels: float) -> bytes:
    """Resampled, louder by `decibels`, in one pass."""
    if sound.rate == SAMPLE_RATE:
        return gain(sound.pcm, decibels)
    volume = 10 ** (decibels / 20)
    resampler = ("aresample", f"{SAMPLE_RATE}:tsf=fltp:osf=s16:rmvol={volume:.6f}")
    return b"".join(samples(frame) for frame in filtered(sound, resampler))


def _limiting(decibels: float, ceiling: float) -> tuple[tuple[str, str], ...]:
    """Filters: resampled, louder by `decibels`, and limited with 5 ms of look-ahead.

    All in one pass and in floating point; resampled first, because that moves peaks.

    `level=0` keeps ffmpeg from turning the result up to full scale, `latency=1`
    takes the look-ahead's delay away again.
    """
    limit = 10 ** (ceiling / 20)
    return (
        ("aresample", f"{SAMPLE_RATE}:osf=dbl"),
        ("volume", f"volume={decibels:.4f}dB:precision=double"),
        ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=0:latency=1"),
        ("aformat", "sample_fmts=s16"),
    )
