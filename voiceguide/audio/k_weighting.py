"""Power as the ear weighs it: the first half of ITU-R BS.1770-5, annex 1.

The standard prints its two filters for 48 kHz alone. For any rate they are made
from their analogue form, by the bilinear transform, with the numbers that
libebur128 (`ebur128_init_filter`) and ffmpeg's `ebur128` have for it.
"""

from collections.abc import Iterable, Iterator
from math import pi, tan

from voiceguide.audio.filters import filtered_pieces, samples
from voiceguide.audio.pcm import power

BLOCK_MS = 100
"""How far apart the standard's overlapping windows start."""

_ROOM = 0.25
"""The first filter raises treble by 4 dB; at this volume full scale stays under full scale."""

_WIDTH = 4
"""Bytes of a sample here: in 16 bits, what is soft would be rounded."""

_SHELF_HZ, _SHELF_Q = 1681.974450955533, 0.7071752369554196
_SHELF_GAIN, _SHELF_BAND = 1.5848647011308556, 1.2587209302325617
_LOW_HZ, _LOW_Q = 38.13547087602444, 0.5003270373238773

_Three = tuple[float, float, float]


def block_powers(pieces: Iterable[bytes], rate: int, channels: int) -> Iterator[float]:
    """The mean square of each whole 100 ms, weighted, the channels' added up.

    The sound is 16-bit, in pieces as `filtered_pieces` takes them. 1.0 is that of a
    square wave at full scale; a rest at the end is passed over.
    """
    size = rate * BLOCK_MS // 1000 * channels * _WIDTH
    rest = b""
    for frame in filtered_pieces(pieces, rate, channels, *_weighting(rate)):
        pcm = rest + samples(frame, _WIDTH)
        end = len(pcm) - len(pcm) % size
        for start in range(0, end, size):
            yield power(pcm[start : start + size], _WIDTH) * channels / _ROOM**2
        rest = pcm[end:]


def _weighting(rate: int) -> tuple[tuple[str, str], ...]:
    """The head's shelf, which lifts treble, and the ear's deafness to the lowest notes."""
    return (
        ("aformat", "sample_fmts=fltp"),
        _shelf(tan(pi * _SHELF_HZ / rate)),
        _high_pass(tan(pi * _LOW_HZ / rate)),
        ("aformat", "sample_fmts=s32"),
    )


def _shelf(k: float) -> tuple[str, str]:
    rise = _SHELF_BAND * k / _SHELF_Q
    gains = (_SHELF_GAIN + rise + k**2, 2 * (k**2 - _SHELF_GAIN), _SHELF_GAIN - rise + k**2)
    a, b, c = (_ROOM * gain for gain in gains)
    return _biquad((a, b, c), _poles(k, _SHELF_Q))


def _high_pass(k: float) -> tuple[str, str]:
    """As the standard has it, a little over 0 dB: ffmpeg divides all by the first pole."""
    first, *_ = poles = _poles(k, _LOW_Q)
    return _biquad((first, -2 * first, first), poles)


def _poles(k: float, q: float) -> _Three:
    return (1 + k / q + k**2, 2 * (k**2 - 1), 1 - k / q + k**2)


def _biquad(zeros: _Three, poles: _Three) -> tuple[str, str]:
    names = ("b0", "b1", "b2", "a0", "a1", "a2")
    pairs = zip(names, (*zeros, *poles), strict=True)
    return "biquad", ":".join(f"{name}={value:.17g}" for name, value in pairs)
