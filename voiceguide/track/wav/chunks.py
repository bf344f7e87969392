"""The chunks of WAV files, and of RF64 files, which may exceed 4 GB (EBU Tech 3306)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

MOST: Final = 2**32 - 1
"""The most bytes in a file or a chunk, whose sizes have 32 bits; in RF64 it means "see ds64"."""

_MOST_CHUNKS: Final = 1000
_RIFF, _RF64 = b"RIFF", b"RF64"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk's name, the position of its content, and its stated size."""

    name: bytes
    at: int
    size: int


def chunk(name: bytes, content: bytes) -> bytes:
    """Returns a chunk with its name and size, padded to an even size."""
    return struct.pack("<4sI", name, len(content)) + content + b"\0" * (len(content) % 2)


def file_head(chunks: bytes, sound: int, samples: int) -> bytes:
    """Returns everything before a file's samples, including `chunks`; the samples have `sound`
    bytes."""
    whole = 4 + len(chunks) + 8 + sound
    if whole <= MOST:
        return struct.pack("<4sI4s", _RIFF, whole, b"WAVE") + chunks + _data(sound)
    sizes = chunk(b"ds64", struct.pack("<QQQI", whole + 36, sound, samples, 0))
    return struct.pack("<4sI4s", _RF64, MOST, b"WAVE") + sizes + chunks + _data(MOST)


def found_in(track: BinaryIO) -> Iterator[Chunk]:
    """Yields the chunks of a file in order; none if it is not a WAV file."""
    track.seek(0)
    head = track.read(12)
    if head[:4] not in (_RIFF, _RF64) or head[8:12] != b"WAVE":
        return
    at, large, end = len(head), MOST, track.seek(0, 2)
    for _ in range(_MOST_CHUNKS):
        if at + 8 > end:
            return
        track.seek(at)
        head = track.read(8)
        name, size = struct.unpack("<4sI", head)
        if name == b"ds64":
            large = int.from_bytes(track.read(16)[8:], "little")
        size = large if name == b"data" and size == MOST else size
        yield Chunk(name, at + 8, size)
        at += 8 + size + size % 2


def _data(size: int) -> bytes:
    return struct.pack("<4sI", b"data", size)
