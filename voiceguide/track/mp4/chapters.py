"""Writes chapters in the two ways that audiobook players read them.

Apple's players read a text track that the sound track refers to. Others, such as Nero's, read a
list, which can have 255 chapters.
"""

import struct
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from voiceguide.track.mp4.atoms import atom, full
from voiceguide.track.mp4.tracks import MATRIX, Timing, sample_table, track
from voiceguide.track.tags import Mark, short_title

_MOST_LISTED: Final = 255
_TICKS_A_MS: Final = 10_000
_SCALE: Final = 1000
_LOOK: Final = struct.pack(">4H4x", 0x40, 0x8000, 0x8000, 0x8000)
_UTF_8: Final = atom("encd", struct.pack(">I", 0x100))


def texts(chapters: Sequence[Mark]) -> list[bytes]:
    """Returns the text track's content for each chapter."""
    return [_text(short_title(mark.title)) for mark in chapters]


def text_track(
    chapters: Sequence[Mark], *, number: int, language: str, start: int, samples: int
) -> bytes:
    """Returns the text track, whose first text is at byte `start` of the file.

    The first chapter begins at 0; each chapter lasts until the next one begins.
    """
    starts = [0, *(mark.start_ms for mark in chapters[1:]), chapters[-1].end_ms]
    sizes = list(map(len, texts(chapters)))
    table = sample_table(
        _description(),
        durations=[(1, end - begin) for begin, end in pairwise(starts)],
        sizes=sizes,
        chunks=[len(sizes)],
        places=[start],
    )
    return track(
        number=number,
        kind="text",
        timing=Timing(scale=_SCALE, length=starts[-1], heard=samples),
        language=language,
        header=atom(
            "gmhd",
            full("gmin", struct.pack(">4H2x", 0x40, 0x8000, 0x8000, 0x8000) + bytes(2)),
            atom("text", MATRIX),
        ),
        table=table,
    )


def chapter_list(chapters: Sequence[Mark]) -> bytes:
    """Returns the list of chapters."""
    listed = chapters[:_MOST_LISTED]
    entries = b"".join(map(_entry, listed))
    return full("chpl", struct.pack(">IB", 0, len(listed)), entries, version=1)


def _entry(mark: Mark) -> bytes:
    title = short_title(mark.title).encode(errors="replace")[:255]
    return struct.pack(">QB", mark.start_ms * _TICKS_A_MS, len(title)) + title


def _text(title: str) -> bytes:
    content = title.encode(errors="replace")
    return struct.pack(">H", len(content)) + content + _UTF_8


def _description() -> bytes:
    """Returns the appearance of the texts in a player that shows them."""
    look = struct.pack(">I26x", 1)
    return atom("text", struct.pack(">6xH", 1), look, atom("ftab", bytes([0, 1, 0, 1, 0])))
