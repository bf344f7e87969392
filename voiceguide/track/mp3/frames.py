"""Counts an MP3 file's frames by their headers, and decodes none.

The layout of a header is from ISO/IEC 11172-3: eleven bits of sync, version, layer,
bit rate, sample rate, padding, channels. This module knows only MPEG-1 layer III,
which is what voiceguide writes.
"""

import re
import sys
from dataclasses import dataclass
from mmap import mmap

from voiceguide.track.mp3.id3 import tag_size

if sys.platform == "linux":
    from mmap import MADV_DONTNEED

_KBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_RATES = (44_100, 48_000, 32_000, 0)
_LAYER_III = (0xFA, 0xFB)
_MONO = 3
_FRAME_SAMPLES = 1152
_AT_ONCE = 8192
"""In frames: some megabytes."""

_NOTES = (b"Info", b"Xing", b"VBRI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The frames of sound in a file; `kbits` is the lowest and the highest bit rate, in kbit/s.

    `other` counts the bytes between and after frames that belong to none.
    """

    count: int
    rate: int
    channels: int
    kbits: tuple[int, int]
    other: int

    @property
    def length_ms(self) -> float:
        """The length of the frames together."""
        return self.count * _FRAME_SAMPLES * 1000 / self.rate


@dataclass(frozen=True, slots=True)
class _Header:
    kbits: int
    rate: int
    channels: int
    size: int


def scan(data: bytes | mmap) -> Frames | None:
    """Returns the frames in an MP3 file's bytes; None if the sound doesn't start with a frame."""
    start = 10 + tag_size(data[:10]) if data[:3] == b"ID3" else 0
    first = _header(data[start : start + 4])
    if first is None:
        return None
    if any(note in data[start : start + min(first.size, 64)] for note in _NOTES):
        start += first.size
    return _even(data, start, first) or _walked(data, start, first)


def _header(four: bytes) -> _Header | None:
    if len(four) < 4 or four[0] != 0xFF or four[1] not in _LAYER_III:
        return None
    kbits, rate = _KBITS[four[2] >> 4], _RATES[four[2] >> 2 & 3]
    if not kbits or not rate:
        return None
    padding = four[2] >> 1 & 1
    channels = 1 if four[3] >> 6 == _MONO else 2
    size = _FRAME_SAMPLES // 8 * kbits * 1000 // rate + padding
    return _Header(kbits, rate, channels, size)


def _even(data: bytes | mmap, start: int, first: _Header) -> Frames | None:
    """Returns the frames if all have the same size, as ours do. It is fast: it reads each byte of
    the headers for a whole piece of the file at once."""
    count, other = divmod(len(data) - start, first.size)
    end, piece = start + count * first.size, _AT_ONCE * first.size
    columns: list[set[int]] = [set(), set(), set(), set()]
    for at in range(start, end, piece):
        for i, column in enumerate(columns):
            column.update(data[at + i : min(at + piece, end) : first.size])
        _let_go(data)
    headers = {
        _header(bytes([0xFF, b, c, d])) for b in columns[1] for c in columns[2] for d in columns[3]
    }
    if columns[0] != {0xFF} or headers != {first}:
        return None
    return Frames(
        count=count,
        rate=first.rate,
        channels=first.channels,
        kbits=(first.kbits, first.kbits),
        other=other,
    )


def _let_go(data: bytes | mmap) -> None:
    """Releases the pages read from a mapped file, so that a long file doesn't fill the memory."""
    if isinstance(data, mmap) and sys.platform == "linux":
        data.madvise(MADV_DONTNEED)


def _sync(rate: int) -> re.Pattern[bytes]:
    """Returns a pattern for the head of a frame of that rate."""
    thirds = (bytes([byte]) for byte in range(256) if _KBITS[byte >> 4])
    fitting = b"".join(third for third in thirds if _RATES[third[0] >> 2 & 3] == rate)
    return re.compile(b"\xff[\xfa\xfb][" + re.escape(fitting) + b"].", re.DOTALL)


def _walked(data: bytes | mmap, start: int, first: _Header) -> Frames:
    """Counts frame by frame; where there is no frame, skips to the next sync."""
    at, count, other, low, high = start, 0, 0, first.kbits, first.kbits
    sync = _sync(first.rate)
    while at + 4 <= len(data):
        header = _header(data[at : at + 4])
        if header is None or header.rate != first.rate:
            following = sync.search(data, at + 1)
            until = following.start() if following else len(data)
            other, at = other + until - at, until
            continue
        low, high = min(low, header.kbits), max(high, header.kbits)
        count, at = count + 1, at + header.size
    return Frames(
        count=count, rate=first.rate, channels=first.channels, kbits=(low, high), other=other
    )
