"""Calls the copy of LAME inside the lameenc package.

PyAV's wheels contain LAME too, but built without optimisation: it takes three to
four times as long for the same frames (measured on Linux x86-64). Joining blocks
needs the bit reservoir switched off. lameenc's Python interface can't do that, but
the C interface of the library inside it can. If a platform's wheel hides that
interface, `library()` returns None and PyAV does the work.
"""

import ctypes
from functools import cache
from importlib.util import find_spec

from voiceguide.timecode import SAMPLE_RATE

JOINT_STEREO, MONO = 1, 3
"""LAME's numbers for channel modes (MPEG_mode in lame.h)."""

SCALE = 1 / 0.95
"""LAME's preset for this bit rate scales everything by 0.95; this undoes it."""

_LEAST_BUFFER = 7200
"""The bytes that lame.h requires in addition to 1.25 per sample."""


@cache
def library() -> ctypes.CDLL | None:
    """Returns the library, ready to be called, or None if it isn't available."""
    spec = find_spec("lameenc")
    if spec is None or spec.origin is None:
        return None
    try:
        lame = ctypes.CDLL(spec.origin)
        lame.lame_init.restype = ctypes.c_void_p
        lame.lame_set_disable_reservoir.argtypes = [ctypes.c_void_p, ctypes.c_int]
        lame.lame_set_scale.argtypes = [ctypes.c_void_p, ctypes.c_float]
    except (OSError, AttributeError):
        return None
    return lame


def encode(lame: ctypes.CDLL, pcm: bytes, *, channels: int, bit_rate: int, quality: int) -> bytes:
    """Encodes 16-bit 48 kHz `pcm` as independent frames of constant `bit_rate`.

    Two channels are interleaved in `pcm`. `quality` is LAME's -q, from 0 (slow) to 9.
    Raises ValueError if LAME refuses. Releases the interpreter lock while it works.
    """
    state = ctypes.c_void_p(lame.lame_init())
    if not state:
        raise ValueError("LAME could not be started")
    try:
        for setting, value in (
            ("in_samplerate", SAMPLE_RATE),
            ("out_samplerate", SAMPLE_RATE),
            ("num_channels", channels),
            ("mode", MONO if channels == 1 else JOINT_STEREO),
            ("brate", bit_rate // 1000),
            ("quality", quality),
            ("disable_reservoir", 1),
            ("bWriteVbrTag", 0),
        ):
            getattr(lame, f"lame_set_{setting}")(state, value)
        lame.lame_set_scale(state, SCALE)
        if lame.lame_init_params(state) < 0:
            raise ValueError("LAME refused its settings")
        return _encoded(lame, state, pcm, channels)
    finally:
        lame.lame_close(state)


def _encoded(lame: ctypes.CDLL, state: ctypes.c_void_p, pcm: bytes, channels: int) -> bytes:
    samples = len(pcm) // (2 * channels)
    buffer = ctypes.create_string_buffer(samples * 5 // 4 + _LEAST_BUFFER)
    room = len(buffer)
    if channels == 1:
        written = lame.lame_encode_buffer(state, pcm, pcm, samples, buffer, room)
    else:
        written = lame.lame_encode_buffer_interleaved(state, pcm, samples, buffer, room)
    encoded = _taken(buffer, written)
    return encoded + _taken(buffer, lame.lame_encode_flush(state, buffer, room))


def _taken(buffer: "ctypes.Array[ctypes.c_char]", written: int) -> bytes:
    if written < 0:
        raise ValueError(f"LAME failed with code {written}")
    return ctypes.string_at(buffer, written)
