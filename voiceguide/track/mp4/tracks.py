"""A track of an MP4 file, of any kind."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voiceguide.track.mp4.atoms import atom, full

MATRIX: Final = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
"""Leaves a picture unchanged; players require it even for sound."""

_ENABLED, _IN_MOVIE = 1, 2
_SELF_CONTAINED = 1
_ONE = 0x10000


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """A track's `length`, in units of `scale` per second. It is played from `skipped` on, for
    `heard` samples."""

    scale: int
    length: int
    heard: int
    skipped: int = 0


def track(
    *,
    number: int,
    kind: str,
    timing: Timing,
    language: str,
    header: bytes,
    table: bytes,
    chapters: int = 0,
) -> bytes:
    """Returns a track; `chapters` is the number of the track with its chapters, or 0."""
    is_sound = kind == "soun"
    place = struct.pack(">IIIII8xHHHH", 0, 0, number, 0, timing.heard, 0, 0, 0x100 * is_sound, 0)
    edit = struct.pack(">IIII", 1, timing.heard, timing.skipped, _ONE)
    clock = struct.pack(">IIIIHH", 0, 0, timing.scale, timing.length, _packed(language), 0)
    handler = struct.pack(">I4s12x", 0, kind.encode()) + b"\0"
    located = full("dref", struct.pack(">I", 1), full("url ", flags=_SELF_CONTAINED))
    return atom(
        "trak",
        full("tkhd", place, MATRIX, bytes(8), flags=_IN_MOVIE | (_ENABLED if is_sound else 0)),
        atom("edts", full("elst", edit)),
        atom("tref", atom("chap", struct.pack(">I", chapters))) if chapters else b"",
        atom(
            "mdia",
            full("mdhd", clock),
            full("hdlr", handler),
            atom("minf", header, atom("dinf", located), table),
        ),
    )


def sample_table(
    description: bytes,
    *,
    durations: Sequence[tuple[int, int]],
    sizes: Sequence[int],
    chunks: Sequence[int],
    places: Sequence[int],
    more: bytes = b"",
) -> bytes:
    """Returns the table of a track's samples: AAC frames, or chapters.

    `durations` are runs, each with a count and a duration. `chunks` are the numbers of samples in
    each chunk, and `places` its positions in the file.
    """
    return atom(
        "stbl",
        full("stsd", struct.pack(">I", 1), description),
        full(
            "stts",
            struct.pack(">I", len(durations)),
            *(struct.pack(">II", *run) for run in durations),
        ),
        _chunk_table(chunks),
        full("stsz", struct.pack(">II", 0, len(sizes)), _numbers(sizes)),
        full("stco", struct.pack(">I", len(places)), _numbers(places)),
        more,
    )


def _chunk_table(chunks: Sequence[int]) -> bytes:
    """Returns runs of chunks that have the same number of samples."""
    runs = [
        (number, count)
        for number, count in enumerate(chunks, start=1)
        if number == 1 or chunks[number - 2] != count
    ]
    entries = b"".join(struct.pack(">III", number, count, 1) for number, count in runs)
    return full("stsc", struct.pack(">I", len(runs)), entries)


def _numbers(values: Sequence[int]) -> bytes:
    """Returns numbers as 32-bit integers. Raises ValueError for a larger one."""
    if max(values, default=0) >= 2**32:
        raise ValueError("an MP4 file of this kind can hold 4 GB")
    return struct.pack(f">{len(values)}I", *values)


def _packed(language: str) -> int:
    """Returns an ISO 639-2 code packed in 15 bits."""
    first, second, third = (ord(letter) - 0x60 for letter in language)
    return first << 10 | second << 5 | third
