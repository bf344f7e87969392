"""A sound brought to a level, its rare peaks held down."""

from math import inf

from voiceguide.audio.clip import Recording
from voiceguide.audio.filters import filtered, samples
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
    if found == -inf:
        raise SilenceError("there is only silence in the sound")
    wanted, room = lufs - found, ceiling - peak_dbfs(sound.pcm)
    if wanted <= room:
        louder = _louder(sound, wanted)
        if peak_dbfs(louder) <= ceiling:  # not so where resampling moved a peak
            return louder
    return _limited(sound, min(wanted, room + MOST_LIMITING_DB), ceiling)


def _louder(sound: Recording, decibels: float) -> bytes:
    """Resampled, louder by `decibels`, in one pass."""
    if sound.rate == SAMPLE_RATE:
        return gain(sound.pcm, decibels)
    volume = 10 ** (decibels / 20)
    resampler = ("aresample", f"{SAMPLE_RATE}:tsf=fltp:osf=s16:rmvol={volume:.6f}")
    return b"".join(samples(frame) for frame in filtered(sound, resampler))


def _limited(sound: Recording, decibels: float, ceiling: float) -> bytes:
    """Resampled, louder by `decibels`, and limited with 5 ms of look-ahead.

    All in one pass and in floating point; resampled first, because that moves peaks.

    `level=0` keeps ffmpeg from turning the result up to full scale, `latency=1`
    takes the look-ahead's delay away again.
    """
    limit = 10 ** (ceiling / 20)
    frames = filtered(
        sound,
        ("aresample", f"{SAMPLE_RATE}:osf=dbl"),
        ("volume", f"volume={decibels:.4f}dB:precision=double"),
        ("alimiter", f"limit={limit:.6f}:attack=5:release=50:level=0:latency=1"),
        ("aformat", "sample_fmts=s16"),
    )
    return b"".join(samples(frame) for frame in frames)
