"""The sound track: its frames, and which of their samples to play.

The start is stated in both ways that Apple's QuickTime format requires together: an edit that
begins after the priming, and a "roll" of one frame, since a frame depends on the previous one.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.mp4.atoms import atom, full
from voiceguide.track.mp4.form import FRAME_SAMPLES
from voiceguide.track.mp4.tracks import Timing, sample_table, track

FRAMES_A_CHUNK: Final = 47
"""Frames per chunk: about a second."""

_AAC, _AUDIO_STREAM = 0x40, 0x15
_ONE_BEFORE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Everything that the track states. `config` is the encoder's header for decoders, `sizes` are
    the bytes of each frame. Players play `samples` after skipping `priming` samples."""

    channels: int
    bit_rate: int
    config: bytes
    sizes: Sequence[int]
    samples: int
    priming: int


def sound_track(sound: Sound, *, number: int, language: str, start: int, chapters: int) -> bytes:
    """Returns the sound track, whose first frame is at byte `start` of the file.

    `chapters` is the number of the text track with the chapters; 0 if there is none.
    """
    timing = Timing(
        scale=SAMPLE_RATE,
        length=sound.priming + sound.samples,
        heard=sound.samples,
        skipped=sound.priming,
    )
    chunks = range(0, len(sound.sizes), FRAMES_A_CHUNK)
    places = [start]
    for first in chunks[:-1]:
        places.append(places[-1] + sum(sound.sizes[first : first + FRAMES_A_CHUNK]))
    table = sample_table(
        _description(sound),
        durations=[(len(sound.sizes), FRAME_SAMPLES)],
        sizes=sound.sizes,
        chunks=[min(FRAMES_A_CHUNK, len(sound.sizes) - first) for first in chunks],
        places=places,
        more=_rolls(len(sound.sizes)),
    )
    return track(
        number=number,
        kind="soun",
        timing=timing,
        language=language,
        header=full("smhd", bytes(4)),
        table=table,
        chapters=chapters,
    )


def _rolls(frames: int) -> bytes:
    roll = b"roll" + struct.pack(">IIh", 2, 1, _ONE_BEFORE)
    return full("sgpd", roll, version=1) + full("sbgp", b"roll", struct.pack(">III", 1, frames, 1))


def _description(sound: Sound) -> bytes:
    entry = struct.pack(">6xH8xHHHHI", 1, sound.channels, 16, 0, 0, SAMPLE_RATE << 16)
    return atom("mp4a", entry, _stream_description(sound))


def _stream_description(sound: Sound) -> bytes:
    """Returns the descriptors of an AAC stream (ISO/IEC 14496-1)."""
    kind = bytes([_AAC, _AUDIO_STREAM]) + max(sound.sizes).to_bytes(3, "big")
    rates = struct.pack(">II", sound.bit_rate, sound.bit_rate)
    decoder = _descriptor(4, kind + rates + _descriptor(5, sound.config))
    return full("esds", _descriptor(3, bytes([0, 1, 0]) + decoder + _descriptor(6, b"\x02")))


def _descriptor(tag: int, body: bytes) -> bytes:
    return bytes([tag, 0x80, 0x80, 0x80, len(body)]) + body
