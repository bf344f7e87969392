"""Packs and finds the atoms of an MP4 file (ISO/IEC 14496-12)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_MOST_ATOMS: Final = 512
"""The most atoms to read at one level. Our files have a dozen or two."""

_HEAD: Final = 8


def atom(name: str, *parts: bytes) -> bytes:
    """Returns an atom with this content. Raises ValueError if it is larger than 4 GB."""
    size = _HEAD + sum(map(len, parts))
    if size >= 2**32:
        raise ValueError(f"{size} bytes are too many for an MP4 file of this kind")
    return b"".join((struct.pack(">I", size), name.encode("latin-1"), *parts))


def full(name: str, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """Returns an atom whose content begins with a version and flags."""
    return atom(name, struct.pack(">I", version << 24 | flags), *parts)


@dataclass(frozen=True, slots=True)
class Found:
    """An atom in a file: its name, and where its content begins and ends."""

    name: str
    start: int
    end: int


def whole(track: BinaryIO) -> Found:
    """Returns the file itself as an atom; an empty one if it is not an MP4 file."""
    end = track.seek(0, 2)
    track.seek(4)
    return Found("", 0, end if track.read(4) == b"ftyp" else 0)


def inside(track: BinaryIO, outer: Found, skipped: int = 0) -> Iterator[Found]:
    """Yields the atoms in another one, without the first `skipped` bytes of its content."""
    at = outer.start + skipped
    for _ in range(_MOST_ATOMS):
        if at + _HEAD > outer.end:
            return
        track.seek(at)
        head = track.read(_HEAD)
        if len(head) < _HEAD:
            return
        size, start = int.from_bytes(head[:4], "big"), at + _HEAD
        if size == 1:
            size, start = int.from_bytes(track.read(8), "big"), start + 8
        end = outer.end if size == 0 else at + size
        if not start <= end:
            return
        yield Found(head[4:].decode("latin-1"), start, min(end, outer.end))
        at = end


def find(track: BinaryIO, outer: Found, *names: str) -> Found | None:
    """Returns the first atom at a path of names, or None."""
    found: Found | None = outer
    for name in names:
        if found is None:
            return None
        found = next((one for one in inside(track, found) if one.name == name), None)
    return found


def content(track: BinaryIO, found: Found | None, most: int) -> bytes:
    """Returns at most `most` bytes from the start of an atom's content; none if it is missing."""
    if found is None:
        return b""
    track.seek(found.start)
    return track.read(min(most, found.end - found.start))
