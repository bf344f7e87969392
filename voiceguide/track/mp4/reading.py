"""Reads the facts about an MP4 file back."""

import struct
from typing import BinaryIO, Final

from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.format import Facts
from voiceguide.track.mp4.atoms import Found, content, find, inside, whole

_TABLE: Final = ("mdia", "minf", "stbl", "stsd")


def facts(track: BinaryIO) -> Facts:
    """Returns the facts about a file, from its index."""
    wanted = _described("AAC", SAMPLE_RATE, stated=True)
    movie = find(track, whole(track), "moov")
    sound = _sound(track, movie) if movie else None
    if movie is None or sound is None:
        return Facts(form="not MP4 with sound", wanted=wanted, length_ms=0)
    scale, length = _clock(content(track, find(track, movie, "mvhd"), 32))
    count, heard, skipped = _edit(content(track, find(track, sound, "edts", "elst"), 20))
    table = content(track, find(track, sound, *_TABLE), 44)
    codec = "AAC" if table[12:16] == b"mp4a" else table[12:16].decode("latin-1").strip()
    rate = int.from_bytes(table[40:42], "big")
    form = _described(codec, rate, stated=count == 1 and skipped > 0)
    length_ms = (heard if count == 1 else length) * 1000 / scale if scale else 0
    return Facts(form=form, wanted=wanted, length_ms=length_ms)


def _sound(track: BinaryIO, movie: Found) -> Found | None:
    """Returns the first sound track."""
    for one in inside(track, movie):
        if one.name == "trak":
            handler = content(track, find(track, one, "mdia", "hdlr"), 12)
            if handler[8:12] == b"soun":
                return one
    return None


def _clock(header: bytes) -> tuple[int, int]:
    """Returns the number of units per second, and the length in units."""
    if header[:1] == b"\1":
        return struct.unpack(">IQ", header[20:32].ljust(12, b"\0"))
    return struct.unpack(">II", header[12:20].ljust(8, b"\0"))


def _edit(edits: bytes) -> tuple[int, int, int]:
    """Returns the number of edits, and the lengths that the first one plays and skips."""
    if edits[:1] != b"\0":
        return 0, 0, 0
    return struct.unpack(">IIi", edits[4:16].ljust(12, b"\0"))


def _described(codec: str, rate: int, *, stated: bool) -> str:
    start = "states its first sample" if stated else "does not state its first sample"
    return f"MP4, {codec}, {rate / 1000:g} kHz, {start}"
