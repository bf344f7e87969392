"""The two forms of an MP3 track, mono and stereo, with the bytes of their frames."""

from dataclasses import dataclass

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.timecode import FRAME_MS, SAMPLES_PER_MS

FRAME_SAMPLES = FRAME_MS * SAMPLES_PER_MS
"""1,152: the samples of each channel in one MPEG-1 layer III frame."""

_MODE_EXTENSION = 0x30
"""The bits of a frame's fourth byte that may differ between frames: how channels are joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """MPEG-1 layer III at 48 kHz and a constant `bit_rate` (bits per second).

    `frame_header` is the first four bytes of a frame. `info_at` is the position
    of an Info note in one: after the header and the side information.
    """

    channels: int
    bit_rate: int
    frame_header: bytes
    info_at: int

    @property
    def frame_bytes(self) -> int:
        """The size of a frame in bytes, which is constant, since 24 ms is whole bytes here."""
        return self.bit_rate * FRAME_MS // 1000 // 8

    @property
    def pcm_frame_bytes(self) -> int:
        """The size of one frame's samples in bytes."""
        return FRAME_SAMPLES * self.channels * SAMPLE_WIDTH

    def owns(self, frame: bytes) -> bool:
        """Returns whether these bytes are one whole frame of this form."""
        head = frame[:3] + bytes(byte & ~_MODE_EXTENSION for byte in frame[3:4])
        return len(frame) == self.frame_bytes and head == self.frame_header


MONO = Form(channels=1, bit_rate=96_000, frame_header=bytes.fromhex("fffb74c4"), info_at=4 + 17)
"""For one voice over quiet: no CRC, no padding, original."""

STEREO = Form(channels=2, bit_rate=128_000, frame_header=bytes.fromhex("fffb9444"), info_at=4 + 32)
"""Joint stereo, for a bed in stereo."""


def form_of(channels: int) -> Form:
    """Returns the form for that many channels."""
    return MONO if channels == 1 else STEREO
