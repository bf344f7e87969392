"""Writes the FLAC file: the metadata, and the frames of sound.

The length, the checksum and the seek table are known only at the end, and are written into the
space left for them.
"""

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import accumulate
from typing import BinaryIO, Final

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.scene import Scene
from voiceguide.cache.store import Store
from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.flac import blocks
from voiceguide.track.format import Written
from voiceguide.track.one_pass import Encoder, OnProgress, rendered, sample_count
from voiceguide.track.tags import Tags
from voiceguide.track.vorbis_comment import comments, picture_block

FRAME_SAMPLES: Final = 4608
"""96 ms: the largest frame that every FLAC player must accept at 48 kHz."""

FLAC: Final = Encoder(
    name="flac",
    title="FLAC",
    sample_form="s16",
    options={"compression_level": "5", "frame_size": str(FRAME_SAMPLES)},
)

_SEEK_FRAMES: Final = 104
"""About ten seconds between the points of the seek table."""


def write_flac(
    stream: BinaryIO,
    scene: Scene,
    tags: Tags,
    store: Store,  # noqa: ARG001 (encoding again is as quick)
    *,
    workers: int,  # noqa: ARG001 (as above)
    on_progress: OnProgress,
) -> Written:
    """Writes the scene and its tags. Raises AudioError; OSErrors of `stream` pass through."""
    count = -(-sample_count(scene) // FRAME_SAMPLES)
    stream.write(_head([0] * count, bytes(16), scene, tags))
    checksum = hashlib.md5(usedforsecurity=False)
    sizes = []
    encoder = FLAC.opened(scene.channels)
    with closing(rendered(scene, on_progress)) as pieces:
        summed = _summed(pieces, checksum.update)
        for frame in FLAC.packets(encoder, summed, scene.channels):
            stream.write(frame)
            sizes.append(len(frame))
    stream.seek(0)
    stream.write(_head(sizes, checksum.digest(), scene, tags))
    stream.seek(0, 2)
    return Written(encoded=1)


def _summed(pieces: Iterable[bytes], add: Callable[[bytes], None]) -> Iterator[bytes]:
    for pcm in pieces:
        add(pcm)
        yield pcm


def _head(sizes: Sequence[int], checksum: bytes, scene: Scene, tags: Tags) -> bytes:
    found = [
        (blocks.STREAMINFO, _stream_info(sizes, checksum, scene)),
        (blocks.SEEKTABLE, _seek_table(sizes, sample_count(scene))),
        (blocks.COMMENTS, comments(tags, picture=False)),
    ]
    if tags.cover:
        found.append((blocks.PICTURE, picture_block(tags.cover)))
    return blocks.packed(*found)


def _stream_info(sizes: Sequence[int], checksum: bytes, scene: Scene) -> bytes:
    frames = struct.pack(">HH", FRAME_SAMPLES, FRAME_SAMPLES)
    frames += min(sizes).to_bytes(3, "big") + max(sizes).to_bytes(3, "big")
    sound = SAMPLE_RATE << 44 | (scene.channels - 1) << 41 | (8 * SAMPLE_WIDTH - 1) << 36
    return frames + (sound | sample_count(scene)).to_bytes(8, "big") + checksum


def _seek_table(sizes: Sequence[int], samples: int) -> bytes:
    starts = [0, *accumulate(sizes)]
    return b"".join(
        struct.pack(
            ">QQH",
            index * FRAME_SAMPLES,
            starts[index],
            min(FRAME_SAMPLES, samples - index * FRAME_SAMPLES),
        )
        for index in range(0, len(sizes), _SEEK_FRAMES)
    )
