"""The comments in FLAC and Ogg files: names with texts, and pictures.

The layout is from the Vorbis comment specification and from RFC 9639, section 8.8 (pictures).
Chapters are the comments CHAPTER000 and CHAPTER000NAME, as ffmpeg, VLC and mpv read them.
"""

import struct
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from voiceguide.timecode import timestamp
from voiceguide.track.tags import Mark, Tags, short_title

TIMELINE: Final = "SESSION_TIMELINE"

VENDOR: Final = b"voiceguide"

_MOST_CHAPTERS: Final = 1000
"""The most chapters, whose numbers have three digits."""

_MOST_COMMENTS: Final = 2 * _MOST_CHAPTERS + 1_000
"""The most comments to read; our own files have fewer."""

_FRONT_COVER: Final = 3
_JPEG_FRAMES: Final = range(0xC0, 0xC4)


def comments(tags: Tags, *, picture: bool) -> bytes:
    """Returns the comments, including the cover if `picture`."""
    entries = [f"{name}={text}".encode(errors="replace") for name, text in _texts(tags) if text]
    if picture and tags.cover:
        entries.append(b"METADATA_BLOCK_PICTURE=" + b64encode(picture_block(tags.cover)))
    counted = b"".join(struct.pack("<I", len(entry)) + entry for entry in entries)
    return struct.pack("<I", len(VENDOR)) + VENDOR + struct.pack("<I", len(entries)) + counted


def find_timeline(block: bytes) -> bytes | None:
    """Returns the timeline among the comments, or None; `block` may be damaged or cut off."""
    wanted = TIMELINE.encode() + b"="
    at = 4 + _number(block, 0)
    count, at = _number(block, at), at + 4
    for _ in range(min(count, _MOST_COMMENTS)):
        size, at = _number(block, at), at + 4
        if block[at : at + len(wanted)].upper() == wanted:
            return block[at + len(wanted) : at + size]
        at += size
    return None


def picture_block(jpeg: bytes) -> bytes:
    """Returns a cover as a picture block."""
    width, height = _size(jpeg)
    kind = b"image/jpeg"
    head = struct.pack(">II", _FRONT_COVER, len(kind)) + kind + struct.pack(">I", 0)
    return head + struct.pack(">5I", width, height, 24, 0, len(jpeg)) + jpeg


def _texts(tags: Tags) -> Iterator[tuple[str, str]]:
    yield "TITLE", tags.title
    yield "ARTIST", tags.artist
    yield "ALBUM", tags.album
    yield "GENRE", tags.genre
    yield "LANGUAGE", tags.language
    yield "DESCRIPTION", tags.comment
    yield "LYRICS", tags.lyrics
    for index, mark in enumerate(tags.chapters[:_MOST_CHAPTERS]):
        yield from _chapter(f"CHAPTER{index:03}", mark)
    yield TIMELINE, tags.timeline


def _chapter(name: str, mark: Mark) -> Iterator[tuple[str, str]]:
    yield name, timestamp(mark.start_ms)
    yield f"{name}NAME", short_title(mark.title)


def _number(block: bytes, at: int) -> int:
    return int.from_bytes(block[at : at + 4], "little")


def _size(jpeg: bytes) -> tuple[int, int]:
    """Returns a JPEG file's width and height, from its frame header; zeros if there is none."""
    at = 2
    while jpeg[at : at + 1] == b"\xff" and at + 9 <= len(jpeg):
        if jpeg[at + 1] in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", jpeg[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return 0, 0
