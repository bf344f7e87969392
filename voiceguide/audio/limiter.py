"""Brings a sound to a loudness, and limits its rare peaks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf, log10

from voiceguide.audio.clip import Recording
from voiceguide.audio.filters import ROOMY, filtered, filtered_pieces, regrouped, samples
from voiceguide.audio.levels import MOST_LIMITING_DB
from voiceguide.audio.loudness import integrated_lufs
from voiceguide.audio.pydub_adapter import gain, peak_dbfs
from voiceguide.audio.voice_chain import Filter
from voiceguide.errors import SilenceError
from voiceguide.timecode import SAMPLE_RATE


def levelled(sound: Recording, *, lufs: float, ceiling: float) -> bytes:
    """Returns the sound at 48 kHz and `lufs`, with no sample over `ceiling` (dBFS).

    Turns down peaks that exceed `ceiling` by up to `MOST_LIMITING_DB`, for the few
    milliseconds they last. Lowering the whole sound for one peak would leave
    some phrases audibly quieter than others. A sound that would need more
    limiting stays under `lufs`. Raises SilenceError for silence.
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
    """The processing of `levelled` for a 48 kHz sound (ROOMY), decided before its samples
    arrive."""

    decibels: float
    ceiling: float
    limits: bool

    def of_pieces(self, pieces: Iterable[bytes], channels: int) -> Iterator[bytes]:
        """Yields the levelled sound in pieces; memory does not grow with its length."""
        decibels = self.decibels - 20 * log10(ROOMY.full_scale)
        filters = _limiting(decibels, self.ceiling) if self.limits else _amplifying(decibels)
        frames = filtered_pieces(regrouped(pieces), SAMPLE_RATE, channels, *filters, form=ROOMY)
        return (bytes(samples(frame)) for frame in frames)


def levelling(found: float, peak: float, *, lufs: float, ceiling: float) -> Levelling:
    """Returns the levelling for a sound of `found` LUFS whose highest sample is at `peak` dBFS.

    Raises SilenceError for silence.
    """
    decibels, fits = _decibels(found, peak, lufs, ceiling)
    return Levelling(decibels=decibels, ceiling=ceiling, limits=not fits)


def amplified(pieces: Iterable[bytes], decibels: float, channels: int) -> bytes:
    """Returns a sound at 48 kHz (ROOMY) louder by `decibels`."""
    level = Levelling(decibels=decibels, ceiling=0.0, limits=False)
    return b"".join(level.of_pieces(pieces, channels))


def _decibels(found: float, peak: float, lufs: float, ceiling: float) -> tuple[float, bool]:
    """Returns the gain for a sound in dB, and whether its peak stays under the ceiling."""
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


def _limiting(decibels: float, ceiling: float) -> tuple[Filter, ...]:
    """Returns filters that resample, amplify by `decibels` and limit with 5 ms of look-ahead.

    All in one pass and in floating point. Resampling comes first, because it moves peaks.

    `level=0` keeps ffmpeg from turning the result up to full scale; `latency=1`
    removes the look-ahead's delay.
    """
    limit = 10 ** (ceiling / 20)
    resampled, louder, whole = _amplifying(decibels)
    return (
        resampled,
        louder,
        ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=0:latency=1"),
        whole,
    )


def _amplifying(decibels: float) -> tuple[Filter, Filter, Filter]:
    """Returns filters that resample and amplify by `decibels`."""
    return (
        ("aresample", f"{SAMPLE_RATE}:osf=dbl"),
        ("volume", f"volume={decibels:.4f}dB:precision=double"),
        ("aformat", "sample_fmts=s16"),
    )
