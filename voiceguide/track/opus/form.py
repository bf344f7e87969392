"""The settings with which voiceguide encodes Opus."""

import struct
from typing import Final

from voiceguide.errors import AudioError
from voiceguide.track.one_pass import Encoder

FRAME_SAMPLES: Final = 960
"""20 ms."""

HEAD: Final = b"OpusHead"
_PRE_SKIP_AT: Final = 10


def encoder(channels: int) -> Encoder:
    """Returns the encoder for that many channels.

    Measured on a massage over rain, complexity 5 takes a third of the time of 10, and has a
    signal-to-noise ratio of 22 dB instead of 12, because it always uses the mode for music.
    """
    return Encoder(
        name="libopus",
        title="Opus",
        sample_form="s16",
        bit_rate=48_000 if channels == 1 else 80_000,
        options={"compression_level": "5", "application": "audio", "frame_duration": "20"},
    )


def pre_skip(head: bytes) -> int:
    """Returns the number of decoded samples before the first audible one.

    Raises AudioError if that is not the head of an Opus stream.
    """
    if head[: len(HEAD)] != HEAD or len(head) < _PRE_SKIP_AT + 2:
        raise AudioError("the encoder for Opus wrote no head")
    return int.from_bytes(head[_PRE_SKIP_AT : _PRE_SKIP_AT + 2], "little")


def with_pre_skip(head: bytes, samples: int) -> bytes:
    """Returns the header with another number of samples to skip."""
    return head[:_PRE_SKIP_AT] + struct.pack("<H", samples) + head[_PRE_SKIP_AT + 2 :]
