"""Sounds as values: a recording as it was brought, a clip that is ready to be placed."""

from dataclasses import dataclass

from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

SAMPLE_WIDTH = 2
"""Bytes a sample: signed 16 bit, little endian, one channel."""

BYTES_PER_MS = SAMPLES_PER_MS * SAMPLE_WIDTH


@dataclass(frozen=True, slots=True)
class Recording:
    """Mono 16-bit sound of any `rate`, in samples a second."""

    pcm: bytes
    rate: int = SAMPLE_RATE


@dataclass(frozen=True, slots=True)
class Clip:
    """Mono 48 kHz 16-bit sound, a whole number of milliseconds long.

    `name` says what it is; two clips of one name have the same samples.
    """

    name: str
    pcm: bytes

    def __post_init__(self) -> None:
        if len(self.pcm) % BYTES_PER_MS:
            raise ValueError(f"clip {self.name!r} is not a whole number of milliseconds")

    @property
    def length_ms(self) -> int:
        """How long it sounds, in milliseconds."""
        return len(self.pcm) // BYTES_PER_MS
