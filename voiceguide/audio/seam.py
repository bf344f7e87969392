"""Loops without an audible joint."""

from array import array
from math import cos, pi, sin

from voiceguide.audio.clip import SAMPLE_WIDTH


def seamless(pcm: bytes, seam: int, channels: int = 1) -> bytes:
    """The sound as a loop: its last `seam` samples cross over into its first.

    Channels take turns; a `seam` counts in each of them, and the loop is `seam`
    samples shorter. The two gains are sine and cosine, whose powers sum to one,
    so that rain or surf keeps its level through the seam.
    """
    width = SAMPLE_WIDTH * channels
    edge = min(seam, len(pcm) // width // 2) * width
    if edge == 0:
        return pcm
    beginning, end = array("h", pcm[:edge]), array("h", pcm[-edge:])
    quarter = pi / 2 / (len(end) // channels)
    crossed = [
        _held(rising * sin(quarter * (i // channels)) + falling * cos(quarter * (i // channels)))
        for i, (rising, falling) in enumerate(zip(beginning, end, strict=True))
    ]
    # A view, because a bed may be hundreds of megabytes.
    return b"".join((array("h", crossed), memoryview(pcm)[edge:-edge]))


def _held(value: float) -> int:
    """Rounded, and held at full scale."""
    return max(-32768, min(32767, round(value)))
