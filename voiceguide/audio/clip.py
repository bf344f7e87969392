"""Sounds as values: a recording as it was brought, a clip that is ready to be placed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

SAMPLE_WIDTH = 2
"""Bytes a sample: signed 16 bit, little endian."""

BYTES_PER_MS = SAMPLES_PER_MS * SAMPLE_WIDTH
"""Of one channel."""

PIECE_MS = 10_000
"""The pieces that a long sound is kept in: few files, and little in memory for a short window."""


@dataclass(frozen=True, slots=True)
class Recording:
    """16-bit sound of any `rate`, in samples a second; channels take turns."""

    pcm: bytes
    rate: int = SAMPLE_RATE
    channels: int = 1


@dataclass(frozen=True, slots=True)
class Clip:
    """48 kHz 16-bit sound, a whole number of milliseconds long; channels take turns.

    `name` says what it is; two clips of one name have the same samples.
    """

    name: str
    pcm: bytes
    channels: int = 1

    def __post_init__(self) -> None:
        if len(self.pcm) % (BYTES_PER_MS * self.channels):
            raise ValueError(f"clip {self.name!r} is not a whole number of milliseconds")

    @property
    def length_ms(self) -> int:
        """How long it sounds, in milliseconds."""
        return len(self.pcm) // (BYTES_PER_MS * self.channels)

    def part(self, start: int, stop: int) -> bytes:
        """The bytes from `start` to `stop`."""
        return self.pcm[start:stop]


@dataclass(frozen=True, slots=True)
class KeptClip:
    """A clip of one channel whose samples are read each time they are needed.

    So a session's words need not be in memory all at once.
    """

    name: str
    length_ms: int
    load: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def pcm(self) -> bytes:
        """The samples. Raises what `load` raises where they can't be had any more."""
        return self.load()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLoop:
    """A bed of any length whose samples are read in pieces, each time they are needed.

    `lufs` is its loudness. `load` gives a piece by its number; each is `PIECE_MS` long,
    the last one as long as what is left.
    """

    name: str
    length_ms: int
    channels: int
    lufs: float
    load: Callable[[int], bytes] = field(repr=False, compare=False)

    def part(self, start: int, stop: int) -> bytes:
        """As `Clip.part`. Raises what `load` raises where a piece can't be had any more."""
        size = PIECE_MS * BYTES_PER_MS * self.channels
        stop = min(stop, self.length_ms * BYTES_PER_MS * self.channels)
        return b"".join(
            self.load(number)[max(0, start - number * size) : stop - number * size]
            for number in range(start // size, -(-stop // size))
        )


Loop = Clip | KeptLoop
"""What can lie under everything, over and over."""

Sound = Clip | KeptClip
"""What can be placed."""
