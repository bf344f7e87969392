"""Writes Ogg files (RFC 3533): packets in pages, with checksums."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FIRST, LAST = 2, 4
"""Flags of a stream's first and last page."""

SERIAL = 1
"""The serial number of the file's only stream."""

SEGMENT = 255
"""The bytes of each segment of a packet, except the last, which is shorter; also the most segments
in a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The packets of one page. `granule` is the position in the sound at which they end."""

    packets: Sequence[bytes]
    granule: int


def ogg(headers: Sequence[bytes], pages: Sequence[Page]) -> bytes:
    """Returns the file: a page for each header, then the pages of sound."""
    numbered = enumerate([*(Page(packets=[header], granule=0) for header in headers), *pages])
    count = len(headers) + len(pages)
    return b"".join(
        _page(page, number, FIRST * (number == 0) | LAST * (number == count - 1))
        for number, page in numbered
    )


def shared_out(packets: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Yields the packets in groups, each of which fills a page as far as possible."""
    group: list[bytes] = []
    for packet in packets:
        if len(_segments([*group, packet])) > SEGMENT:
            yield group
            group = []
        group.append(packet)
    yield group


def _page(page: Page, number: int, flags: int) -> bytes:
    segments = _segments(page.packets)
    body = segments + b"".join(page.packets)

    def with_checksum(checksum: int) -> bytes:
        fields = (b"OggS", 0, flags, page.granule, SERIAL, number, checksum, len(segments))
        return struct.pack("<4sBBqIIIB", *fields) + body

    return with_checksum(_checksum(with_checksum(0)))


def _segments(packets: Sequence[bytes]) -> bytes:
    """Returns the lengths of all segments of the packets."""
    return b"".join(
        bytes([SEGMENT] * (len(packet) // SEGMENT) + [len(packet) % SEGMENT]) for packet in packets
    )


def _checksum(content: bytes) -> int:
    """Returns the CRC-32 with the polynomial 04C11DB7, highest bit first, from 0."""
    table = [_remainder(byte << 24, 8) for byte in range(256)]
    checksum = 0
    for byte in content:
        checksum = ((checksum << 8) & 0xFFFFFFFF) ^ table[(checksum >> 24) ^ byte]
    return checksum


def _remainder(value: int, bits: int) -> int:
    for _ in range(bits):
        value = (value << 1) ^ (0x104C11DB7 if value & 0x80000000 else 0)
    return value
