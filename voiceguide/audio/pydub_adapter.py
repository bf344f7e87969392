"""The only module that uses pydub: sound in, sound out, as s16le bytes.

On import, pydub looks for an ffmpeg program and warns if there is none; voiceguide reads and writes
files with PyAV, so the warning would be false. Newer Pythons also warn about pydub's regular
expressions when they first compile it. Users can do nothing about either warning, so both are
suppressed, but only during this import.

Every sound that is cut or placed has a rate of 48 kHz, at which pydub's milliseconds
are whole samples.
"""

import warnings
from collections.abc import Iterable, Sequence
from math import cos, inf, log10, pi, sin, sqrt

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment  # type: ignore[import-untyped]

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.pcm import FULL_SCALE, added, extremes, mean, peak, rms, times
from voiceguide.timecode import SAMPLE_RATE

_WINDOW_MS = 10


def overlay(base: bytes, pieces: Iterable[tuple[int, bytes]], channels: int = 1) -> bytes:
    """Returns `base` with each mono piece added at its millisecond, cut off at the end of `base`.

    With two channels, each piece is added to both. Sums past full scale are clipped.
    """
    mixed = _segment(base, channels=channels)
    for at_ms, pcm in pieces:
        mixed = mixed.overlay(_segment(pcm), position=at_ms)
    return bytes(mixed.raw_data)


def amplified(
    pcm: bytes, factors: Iterable[tuple[int, Sequence[float]]], bytes_per_ms: int
) -> bytes:
    """Returns the sound times the factors, each of which applies for the given milliseconds.

    Calls the same function as pydub's own gain, since a segment for each
    millisecond of a ramp would take twenty times as long.
    """
    parts: list[bytes | memoryview] = []
    at, view = 0, memoryview(pcm)
    for length_ms, each in factors:
        size = length_ms * bytes_per_ms
        end = at + size * len(each)
        if size == 0:
            continue
        if len(each) == 1 and each[0] == 1:
            parts.append(view[at:end])
        else:
            places = zip(range(at, end, size), each, strict=True)
            parts += [times(view[place : place + size], by) for place, by in places]
        at = end
    return b"".join(parts)


def crossfaded(
    leaving: bytes, coming: bytes, at_ms: int, length_ms: int, bytes_per_ms: int
) -> bytes:
    """Returns a piece of an equal-power crossfade, which lasts `length_ms`, from `at_ms` on.

    The gains change once per millisecond, so that any piece is the same as in the whole.
    """
    turns = [pi / 2 * ms / length_ms for ms in range(at_ms, at_ms + len(leaving) // bytes_per_ms)]
    falling = amplified(leaving, [(1, [cos(turn) for turn in turns])], bytes_per_ms)
    rising = amplified(coming, [(1, [sin(turn) for turn in turns])], bytes_per_ms)
    return added(falling, rising)


def gain(pcm: bytes, decibels: float) -> bytes:
    """Returns the sound louder or quieter by `decibels`, clipped at full scale."""
    return bytes(_segment(pcm).apply_gain(decibels).raw_data)


def peak_dbfs(pcm: bytes) -> float:
    """Returns the highest sample, in dB relative to full scale; -inf for digital silence."""
    return _dbfs(peak(pcm))


def swing_dbfs(pcm: bytes) -> float:
    """Returns `peak_dbfs` of the sound `without_dc`, without computing that sound."""
    middle, (least, most) = max(mean(pcm), 1 - FULL_SCALE), extremes(pcm)
    return _dbfs(min(FULL_SCALE, max(middle - least, most - middle)))


def without_dc(pcm: bytes) -> bytes:
    """Returns the sound with its mean moved to zero.

    Adds the negated mean with the same function as pydub's own overlay, which clips
    sums at full scale. pydub's `remove_dc_offset` wraps round there, and so turns
    the loudest samples into clicks.
    """
    shift = mean(pcm)
    if shift == 0:
        return pcm
    level = min(-shift, FULL_SCALE - 1).to_bytes(SAMPLE_WIDTH, "little", signed=True)
    return added(pcm, level * (len(pcm) // SAMPLE_WIDTH))


def silent_edges_ms(pcm: bytes, threshold_dbfs: float, rate: int = SAMPLE_RATE) -> tuple[int, int]:
    """Returns how long the beginning and the end stay under `threshold_dbfs` (RMS over 10 ms).

    The results are in milliseconds. Each 10 ms are measured about their own mean, because the
    silence and the speech of some engines have different means.
    """
    threshold = FULL_SCALE * 10 ** (threshold_dbfs / 20)
    size = max(1, rate * _WINDOW_MS // 1000) * SAMPLE_WIDTH
    starts = range(0, len(pcm), size)
    head = next((at for at in starts if _swing(pcm[at : at + size]) > threshold), len(pcm))
    ends = range(len(pcm), 0, -size)
    tail = next((at for at in ends if _swing(pcm[max(0, at - size) : at]) > threshold), 0)
    bytes_per_s = rate * SAMPLE_WIDTH
    return head * 1000 // bytes_per_s, (len(pcm) - tail) * 1000 // bytes_per_s


def _swing(pcm: bytes) -> float:
    """Returns the RMS about the mean, on the scale of samples."""
    return sqrt(max(0, rms(pcm) ** 2 - mean(pcm) ** 2))


def _dbfs(sample: int) -> float:
    return 20 * log10(sample / FULL_SCALE) if sample > 0 else -inf


def _segment(pcm: bytes, rate: int = SAMPLE_RATE, channels: int = 1) -> AudioSegment:
    return AudioSegment(data=pcm, sample_width=SAMPLE_WIDTH, frame_rate=rate, channels=channels)
