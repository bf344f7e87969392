"""A loop as an Ogg Opus file that goes round without a seam, exact to the sample.

The encoder hears the loop three times over. By the second turn it has forgotten how it began,
so the second and the third turn are the same packets: what was a loop of samples is a loop of
packets. The file holds one turn of them. Before it stand the last packets of the turn once more,
in which a decoder settles, and after it the first one, in which the last samples end. Two fields
of the format tell every decoder which samples to leave out: the pre-skip, and the last position.
"""

import struct
from itertools import accumulate

import av
import numpy as np
from levels import Pcm, as_frame, layout
from ogg import Page, ogg, shared_out
from synthesis import RATE

PACKET = 5_760
"""Samples in a packet: 120 ms, the longest there is, so that few are to be unpacked."""

SETTLING = 5
"""Packets before the turn, after which a decoder's samples are those of every later turn."""


def ogg_opus(loop: Pcm, bit_rate: int) -> bytes:
    """The file. The loop is a whole number of packets long; `bit_rate` is in bits a second."""
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
    """One turn of packets, and by how many samples what they hold is late."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, layout(loop), "s16"
    encoder.bit_rate = bit_rate
    # With a fixed rate nothing is saved up for later, so that the encoder comes round.
    encoder.options = {"vbr": "off", "application": "audio", "frame_duration": "120"}
    thrice = as_frame(np.concatenate([loop, loop, loop], axis=-1))
    packets = [bytes(packet) for part in (thrice, None) for packet in encoder.encode(part)]
    length, rest = divmod(loop.shape[-1], PACKET)
    turn = packets[length : 2 * length]
    if rest or turn != packets[2 * length : 3 * length]:
        raise ValueError("the packets of the loop do not come round")
    head = encoder.extradata or b""
    (delay,) = struct.unpack_from("<H", head, 10)
    return turn, delay
