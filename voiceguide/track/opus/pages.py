"""The pages of an Ogg file (RFC 3533)."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

MARK: Final = b"OggS"
CONTINUED, FIRST, LAST = 1, 2, 4
MOST_SEGMENTS: Final = 255
NO_PACKET_ENDS: Final = 2**64 - 1

_HEAD: Final = struct.Struct("<4sBBQIIIB")
_SUM_AT: Final = 22
_SEGMENT: Final = 255
_REVERSED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_ALL: Final = 2**32 - 1


def lacing(packet: bytes) -> bytes:
    """Returns the sizes of a packet's segments."""
    whole, rest = divmod(len(packet), _SEGMENT)
    return bytes([_SEGMENT] * whole + [rest])


def page(
    sizes: bytes, content: bytes, *, serial: int, number: int, position: int, flags: int = 0
) -> bytes:
    """Returns a page with these segments; `position` is the end of its last packet."""
    head = _HEAD.pack(MARK, 0, flags, position, serial, number, 0, len(sizes))
    whole = bytearray(head + sizes + content)
    whole[_SUM_AT : _SUM_AT + 4] = struct.pack("<I", _checksum(whole))
    return bytes(whole)


def packet_pages(packet: bytes, *, serial: int, number: int) -> Iterator[bytes]:
    """Yields the pages of one large header packet, numbered from `number` on."""
    sizes = lacing(packet)
    for index, at in enumerate(range(0, len(sizes), MOST_SEGMENTS)):
        part = sizes[at : at + MOST_SEGMENTS]
        begin = at * _SEGMENT
        ends = at + MOST_SEGMENTS >= len(sizes)
        yield page(
            part,
            packet[begin : begin + sum(part)],
            serial=serial,
            number=number + index,
            position=0 if ends else NO_PACKET_ENDS,
            flags=CONTINUED if index else 0,
        )


def packets(track: BinaryIO, most: int) -> Iterator[bytes]:
    """Yields a file's packets from its start, until damage or `most` bytes."""
    track.seek(0)
    waiting = bytearray()
    while len(head := track.read(_HEAD.size)) == _HEAD.size and head[:4] == MARK:
        sizes = track.read(head[-1])
        for size in sizes:
            waiting += track.read(size)
            if size < _SEGMENT:
                yield bytes(waiting)
                waiting.clear()
        most -= _HEAD.size + len(sizes) + sum(sizes)
        if most < 0:
            break
    if waiting:
        yield bytes(waiting)


def last_page(data: bytes) -> tuple[int, int] | None:
    """Returns the flags and position of the last page that begins in a file's last bytes."""
    at = len(data)
    while (at := data.rfind(MARK, 0, at)) >= 0:
        if len(data) - at >= _HEAD.size:
            _, _, flags, position, *_ = _HEAD.unpack_from(data, at)
            return flags, position
    return None


def _checksum(content: bytes | bytearray) -> int:
    """Returns Ogg's checksum: zlib's, with the bits reversed and without its inversions."""
    found = zlib.crc32(content.translate(_REVERSED), _ALL) ^ _ALL
    return int.from_bytes(found.to_bytes(4, "little").translate(_REVERSED), "big")
