"""Encodes a loop as an Ogg Opus file that repeats without a seam, exact to the sample.

The loop is encoded three times in a row. By the second pass, the encoder's initial state has
no influence, so the second and third passes consist of the same packets: the loop of samples
has become a loop of packets. The file contains one pass. Before it, the pass's last packets
are repeated, in which a decoder settles; after it comes its first packet, in which the last
samples end. Two fields of the format tell every decoder which samples to leave out: the
pre-skip and the last position.
"""

import struct
from itertools import accumulate

import av
import numpy as np
from levels import Pcm, as_frame, layout
from ogg import Page, ogg, shared_out
from synthesis import RATE

PACKET = 5_760
"""Samples per packet: 120 ms, the maximum, so that there are few packets to unpack."""

SETTLING = 5
"""Packets before the pass, after which a decoder returns the same samples in every pass."""


def ogg_opus(loop: Pcm, bit_rate: int) -> bytes:
    """Returns the file. The loop must be a whole number of packets long; `bit_rate` is in bits per
    second."""
    count = loop.shape[-1]
    turn, delay = _encoded(loop, bit_rate)
    packets = [*turn[-SETTLING:], *turn, turn[0]]
    left_out = SETTLING * PACKET + delay
    groups = list(shared_out(packets))
    ends = [PACKET * done for done in accumulate(map(len, groups))]
    ends[-1] = left_out + count
    pages = [Page(packets=group, granule=end) for group, end in zip(groups, ends, strict=True)]
    channels = np.atleast_2d(loop).shape[0]
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, channels, left_out, RATE, 0, 0)
    tags = struct.pack("<8sI10sI", b"OpusTags", 10, b"voiceguide", 0)
    return ogg([head, tags], pages)


def _encoded(loop: Pcm, bit_rate: int) -> tuple[list[bytes], int]:
    """Returns one pass of packets, and the encoder's delay in samples."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, layout(loop), "s16"
    encoder.bit_rate = bit_rate
    # At a constant bit rate, the encoder saves no bits for later, so that its packets repeat.
    encoder.options = {"vbr": "off", "application": "audio", "frame_duration": "120"}
    thrice = as_frame(np.concatenate([loop, loop, loop], axis=-1))
    packets = [bytes(packet) for part in (thrice, None) for packet in encoder.encode(part)]
    length, rest = divmod(loop.shape[-1], PACKET)
    turn = packets[length : 2 * length]
    if rest or turn != packets[2 * length : 3 * length]:
        raise ValueError("the packets of the loop do not repeat")
    head = encoder.extradata or b""
    (delay,) = struct.unpack_from("<H", head, 10)
    return turn, delay
