"""The metadata blocks of a FLAC file (RFC 9639, section 8)."""

from collections.abc import Iterator
from typing import BinaryIO, Final

MARK: Final = b"fLaC"
STREAMINFO, SEEKTABLE, COMMENTS, PICTURE = 0, 3, 4, 6

LARGEST: Final = 2**24 - 1
"""The most bytes in one block."""

_LAST: Final = 0x80
_MOST_BLOCKS: Final = 1000


def packed(*blocks: tuple[int, bytes]) -> bytes:
    """Returns the mark and the blocks, each given by its kind and content.

    Raises ValueError if one is too large.
    """
    parts = [MARK]
    for number, (kind, content) in enumerate(blocks, start=1):
        if len(content) > LARGEST:
            raise ValueError(f"the tags take {len(content)} bytes; a FLAC file can hold {LARGEST}")
        last = _LAST if number == len(blocks) else 0
        parts += [bytes([kind | last]), len(content).to_bytes(3, "big"), content]
    return b"".join(parts)


def find(track: BinaryIO, wanted: int) -> bytes | None:
    """Returns the content of the first block of a kind, or None; it is shorter if it is cut off."""
    return next((track.read(size) for kind, size in _heads(track) if kind == wanted), None)


def _heads(track: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yields each block's kind and size; the file is then at the start of its content."""
    track.seek(0)
    at, last = len(MARK), track.read(len(MARK)) != MARK
    for _ in range(_MOST_BLOCKS):
        track.seek(at)
        head = track.read(4)
        if last or len(head) < 4:
            return
        size = int.from_bytes(head[1:], "big")
        yield head[0] & ~_LAST, size
        at, last = at + 4 + size, bool(head[0] & _LAST)
