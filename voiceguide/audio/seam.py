"""Makes loops without an audible seam."""

from array import array
from collections.abc import Iterable, Iterator
from math import cos, pi, sin

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.filters import regrouped


def seamless(
    sound: Iterable[bytes], length: int, seam: int, channels: int = 1, *, size: int
) -> Iterator[tuple[int, bytes]]:
    """Yields a sound of `length` bytes as a loop: its last `seam` samples crossfade into its
    first.

    Channels are interleaved; `seam` counts the samples of each, and the loop is `seam`
    samples shorter. The two gains are sine and cosine, whose powers sum to one,
    so that rain or surf keeps its level through the seam.

    Takes pieces of any length and yields numbered pieces of `size` bytes, with at most two in
    memory. Number 0, into which the end is mixed, comes last; the piece with the highest
    number may be shorter. Raises ValueError for a seam of more than half the sound, or of
    more than `size`.
    """
    edge = seam * SAMPLE_WIDTH * channels
    stop = length - edge
    if 2 * edge > length or edge > size:
        raise ValueError("a seam can't be longer than half the sound or a piece")
    first, end = b"", b""
    for number, piece in enumerate(regrouped(sound, size)):
        inside = max(0, stop - number * size)
        end += piece[inside:]
        if number == 0:
            first = piece[:inside]
        elif inside:
            yield number, piece[:inside]
    yield 0, _crossfaded(first[:edge], end, channels) + first[edge:]


def _crossfaded(beginning: bytes, end: bytes, channels: int) -> bytes:
    rising, falling = array("h", beginning), array("h", end)
    quarter = pi / 2 / max(1, len(falling) // channels)
    both = [
        _held(new * sin(quarter * (i // channels)) + old * cos(quarter * (i // channels)))
        for i, (new, old) in enumerate(zip(rising, falling, strict=True))
    ]
    return array("h", both).tobytes()


def _held(value: float) -> int:
    """Returns the value rounded, and clipped at full scale."""
    return max(-32768, min(32767, round(value)))
