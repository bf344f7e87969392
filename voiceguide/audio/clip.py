"""Sounds as values: recordings as engines and files deliver them, and clips ready to be placed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

SAMPLE_WIDTH = 2
"""Bytes per sample: signed 16-bit, little-endian."""

BYTES_PER_MS = SAMPLES_PER_MS * SAMPLE_WIDTH
"""Bytes per millisecond of one channel at 48 kHz."""

PIECE_MS = 10_000
"""The length of the pieces in which a long sound is cached. Longer pieces need fewer files, shorter
ones less memory for a short window."""


@dataclass(frozen=True, slots=True)
class Recording:
    """16-bit sound at any `rate`, in samples per second; channels are interleaved."""

    pcm: bytes
    rate: int = SAMPLE_RATE
    channels: int = 1


@dataclass(frozen=True, slots=True)
class Clip:
    """48 kHz 16-bit sound, a whole number of milliseconds long; channels are interleaved.

    Two clips of the same `name` have the same samples. `remarks` say what listeners would notice in
    a user's own sound.
    """

    name: str
    pcm: bytes
    channels: int = 1
    remarks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.pcm) % (BYTES_PER_MS * self.channels):
            raise ValueError(f"clip {self.name!r} is not a whole number of milliseconds")

    @property
    def length_ms(self) -> int:
        """Its length in milliseconds."""
        return len(self.pcm) // (BYTES_PER_MS * self.channels)

    def part(self, start: int, stop: int) -> bytes:
        """Returns the bytes from `start` to `stop`."""
        return self.pcm[start:stop]


@dataclass(frozen=True, slots=True)
class CachedClip:
    """A mono clip whose samples are read each time they are needed.

    So a session's words need not be in memory all at once.
    """

    name: str
    length_ms: int
    load: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def pcm(self) -> bytes:
        """The samples. Raises what `load` raises if they are no longer available."""
        return self.load()


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedLoop:
    """A bed of any length whose samples are read in pieces, each time they are needed.

    `lufs` is its loudness, and `remarks` are as in a clip. `load` returns a piece by its
    number; each is `PIECE_MS` long, the last one possibly shorter.
    """

    name: str
    length_ms: int
    channels: int
    lufs: float
    remarks: tuple[str, ...] = ()
    load: Callable[[int], bytes] = field(repr=False, compare=False)

    def part(self, start: int, stop: int) -> bytes:
        """Returns bytes as `Clip.part` does. Raises what `load` raises if a piece is no longer
        available."""
        size = PIECE_MS * BYTES_PER_MS * self.channels
        stop = min(stop, self.length_ms * BYTES_PER_MS * self.channels)
        return b"".join(
            self.load(number)[max(0, start - number * size) : stop - number * size]
            for number in range(start // size, -(-stop // size))
        )


Loop = Clip | CachedLoop
"""A sound that can loop under everything."""

Sound = Clip | CachedClip
"""A sound that can be placed."""
