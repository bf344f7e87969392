"""Fades, linear in amplitude and exact to the sample.

Each sample depends only on its own position, so that a piece of a faded sound
is the same whether it is faded alone or cut from the whole.
"""

from array import array

from voiceguide.audio import levels
from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.timecode import SAMPLE_RATE


def fade_in(pcm: bytes, at: int, length: int) -> bytes:
    """Fades in a piece that starts at sample `at` of a sound; the sound's first `length` samples
    rise from zero."""
    samples = array("h", pcm)
    rising = min(len(samples), max(0, length - at))
    samples[:rising] = _scaled(samples[:rising], range(at, at + rising), length)
    return samples.tobytes()


def fade_out(pcm: bytes, left: int, length: int) -> bytes:
    """Fades out a piece that starts `left` samples before the end of a sound; the sound's last
    `length` samples fall to zero."""
    samples = array("h", pcm)
    first = min(len(samples), max(0, left - length))
    steps = range(left - first, left - len(samples), -1)
    samples[first:] = _scaled(samples[first:], steps, length)
    return samples.tobytes()


def edges_faded(pcm: bytes, rate: int = SAMPLE_RATE) -> bytes:
    """Returns the sound faded at both edges; each fade is at most half the sound long."""
    samples = len(pcm) // SAMPLE_WIDTH
    length = min(levels.EDGE_FADE_MS * rate // 1000, samples // 2)
    edge = length * SAMPLE_WIDTH
    head, tail = pcm[:edge], pcm[len(pcm) - edge :]
    middle = memoryview(pcm)[edge : len(pcm) - edge]
    return b"".join((fade_in(head, 0, length), middle, fade_out(tail, length, length)))


def _scaled(samples: "array[int]", steps: range, length: int) -> "array[int]":
    """Returns each sample times its step / `length`, rounded to the nearest whole number."""
    half = length // 2
    pairs = zip(samples, steps, strict=True)
    return array("h", [(sample * step + half) // length for sample, step in pairs])
