"""Measures power as the ear weights it: the first half of ITU-R BS.1770-5, annex 1.

The standard prints its two filters for 48 kHz only. For other rates they are derived
from their analogue form by the bilinear transform, with the constants of
libebur128 (`ebur128_init_filter`) and ffmpeg's `ebur128`.
"""

from collections.abc import Iterable, Iterator
from math import pi, tan

from voiceguide.audio.filters import S16, SampleForm, filtered_pieces, samples
from voiceguide.audio.pcm import power
from voiceguide.audio.voice_chain import Filter

BLOCK_MS = 100
"""The distance between the starts of the standard's overlapping windows."""

_ROOM = 0.25
"""The gain before the first filter, which raises treble by 4 dB: nothing exceeds full scale."""

_WIDTH = 4
"""Bytes per sample here; 16 bits would round soft sounds away."""

_SHELF_HZ, _SHELF_Q = 1681.974450955533, 0.7071752369554196
_SHELF_GAIN, _SHELF_BAND = 1.5848647011308556, 1.2587209302325617
_LOW_HZ, _LOW_Q = 38.13547087602444, 0.5003270373238773

_Three = tuple[float, float, float]


def block_powers(
    pieces: Iterable[bytes], rate: int, channels: int, form: SampleForm = S16
) -> Iterator[float]:
    """Yields the weighted mean square of each whole 100 ms, summed over the channels.

    The sound is in pieces as `filtered_pieces` takes them. 1.0 is a square wave at
    full scale; less than 100 ms at the end is left out.
    """
    size = rate * BLOCK_MS // 1000 * channels * _WIDTH
    weight = channels / (_ROOM * form.full_scale) ** 2
    rest = b""
    for frame in filtered_pieces(pieces, rate, channels, *_weighting(rate), form=form):
        pcm = rest + samples(frame, _WIDTH)
        end = len(pcm) - len(pcm) % size
        for start in range(0, end, size):
            yield power(pcm[start : start + size], _WIDTH) * weight
        rest = pcm[end:]


def _weighting(rate: int) -> tuple[Filter, ...]:
    """Returns the filters: a shelf for the head, which raises treble, and a high-pass for the ear's
    insensitivity to the lowest notes."""
    return (
        ("aformat", "sample_fmts=fltp"),
        _shelf(tan(pi * _SHELF_HZ / rate)),
        _high_pass(tan(pi * _LOW_HZ / rate)),
        ("aformat", "sample_fmts=s32"),
    )


def _shelf(k: float) -> Filter:
    rise = _SHELF_BAND * k / _SHELF_Q
    gains = (_SHELF_GAIN + rise + k**2, 2 * (k**2 - _SHELF_GAIN), _SHELF_GAIN - rise + k**2)
    a, b, c = (_ROOM * gain for gain in gains)
    return _biquad((a, b, c), _poles(k, _SHELF_Q))


def _high_pass(k: float) -> Filter:
    """Returns the high-pass. Its gain is a little over 0 dB, as in the standard: ffmpeg divides by
    the first pole."""
    first, *_ = poles = _poles(k, _LOW_Q)
    return _biquad((first, -2 * first, first), poles)


def _poles(k: float, q: float) -> _Three:
    return (1 + k / q + k**2, 2 * (k**2 - 1), 1 - k / q + k**2)


def _biquad(zeros: _Three, poles: _Three) -> Filter:
    names = ("b0", "b1", "b2", "a0", "a1", "a2")
    pairs = zip(names, (*zeros, *poles), strict=True)
    return "biquad", ":".join(f"{name}={value:.17g}" for name, value in pairs)
