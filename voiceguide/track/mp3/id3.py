"""Writes tags as an ID3v2.3 tag, byte by byte.

It is v2.3, because some podcast players lose the long chapter titles of v2.4 tags.
It is our own writer, because some readers need chapter frames in order of time.
The layout is from the informal standard (id3v2.3.0) and its chapter addendum
(id3v2-chapters-1.0): frame sizes are plain big-endian numbers, and the tag's own
size is synchsafe. Bytes that look like the start of a frame of sound (in the
cover, in UTF-16's byte order mark) are left alone, as in other writers, because
readers skip the tag by its size.
"""

import io
import re
import struct
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from voiceguide.track.format import LONGEST_TIMELINE
from voiceguide.track.tags import Mark, Tags, short_title

MAX_CHILDREN = 255
"""A table of contents counts its entries in one byte."""

MAX_SIZE = 2**28 - 1
"""A tag's size has 28 bits: 256 MB."""

_ORDERED, _TOP_LEVEL = 1, 2
_NO_OFFSET = 0xFFFFFFFF
_OTHER_PICTURE, _FRONT_COVER = 0, 3

TIMELINE_MIME, TIMELINE_NAME = b"application/json", b"timeline.json"
"""The timeline is attached as a general encapsulated object (GEOB), which players ignore."""

_TIMELINE_HEAD = b"\0" + TIMELINE_MIME + b"\0" + TIMELINE_NAME + b"\0"
_HEAD = 10
_MOST_FRAMES = 4096
"""The most frames to read; our tags have one for each chapter, and a dozen more."""

_FRAME_NAME = re.compile(rb"[A-Z0-9]{4}")


def id3_tag(tags: Tags) -> bytes:
    """Returns the whole tag, which goes at the start of the file.

    Raises ValueError if it would be larger than a tag can be.
    """
    body = b"".join(_frames(tags))
    if len(body) > MAX_SIZE:
        raise ValueError(f"the tags take {len(body)} bytes; a track can hold {MAX_SIZE}")
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _frames(tags: Tags) -> Iterator[bytes]:
    """Yields the frames in the order of writing, without empty ones."""
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TALB": tags.album,
        "TCON": tags.genre,
        "TLAN": tags.language,
    }
    yield from (_text_frame(name, text) for name, text in texts.items() if text)
    words = {"COMM": tags.comment, "USLT": tags.lyrics}
    yield from (_words_frame(name, tags.language, text) for name, text in words.items() if text)
    ids = [f"chp{index}" for index in range(len(tags.chapters))]
    yield from _contents_frames(tags.title, ids)
    yield from map(_chapter_frame, ids, tags.chapters)
    if tags.cover:
        yield _picture_frame(_FRONT_COVER, tags.cover)
    if tags.timeline:
        yield _frame("GEOB", _TIMELINE_HEAD + b"\0" + tags.timeline.encode())


def read_embedded(track: BinaryIO, at: int = 0) -> bytes | None:
    """Returns the timeline inside a track that is open for reading, or None if there is none.

    `at` is where the tag begins. This reads only its frames' headers and the timeline. An absurdly
    long timeline is cut off. A tag of another version than 2.3 is not ours.
    """
    track.seek(at)
    head = track.read(_HEAD)
    if head[:4] != b"ID3\x03":
        return None
    at += _HEAD
    end = at + tag_size(head)
    for _ in range(_MOST_FRAMES):
        track.seek(at)
        head = track.read(_HEAD)
        if at + _HEAD > end or len(head) < _HEAD or not _FRAME_NAME.match(head):
            return None
        name, size, _flags = struct.unpack(">4sIH", head)
        at += _HEAD
        if name == b"GEOB":
            content = _attached(track.read(min(size, end - at, LONGEST_TIMELINE)))
            if content is not None:
                return content
        at += size
    return None


def embedded_timeline(data: bytes) -> bytes | None:
    """Returns the timeline inside a track of ours, from its first bytes (the whole tag)."""
    return read_embedded(io.BytesIO(data))


def _attached(body: bytes) -> bytes | None:
    """Returns the content of a GEOB frame; None if it isn't a timeline, or its names don't end."""
    if not body.startswith(_TIMELINE_HEAD):
        return None
    _description, found, content = body[len(_TIMELINE_HEAD) :].partition(b"\0")
    return content if found else None


def tag_size(head: bytes) -> int:
    """Returns the size of the tag after the first ten bytes of a file; 0 if there is no tag."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    return sum(
        (byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)
    )


def _frame(name: str, body: bytes) -> bytes:
    return struct.pack(">4sIH", name.encode(), len(body), 0) + body


def _text_frame(name: str, text: str) -> bytes:
    encoding, encoded = _encoded(text)
    return _frame(name, encoding + encoded)


def _words_frame(name: str, language: str, text: str) -> bytes:
    """Returns a comment or lyrics: language, an empty description, text."""
    encoding, encoded = _encoded(text)
    no_description = b"\0" if encoding == b"\0" else b"\xff\xfe\0\0"
    return _frame(name, encoding + language.encode() + no_description + encoded)


def _contents_frames(title: str, ids: Sequence[str]) -> Iterator[bytes]:
    """Yields a table of contents or, beyond 255 chapters, one that lists further tables."""
    if not ids:
        return
    if len(ids) <= MAX_CHILDREN:
        yield _contents_frame("toc", _ORDERED | _TOP_LEVEL, ids, title)
        return
    groups = [ids[at : at + MAX_CHILDREN] for at in range(0, len(ids), MAX_CHILDREN)]
    names = [f"toc{index}" for index in range(len(groups))]
    yield _contents_frame("toc", _ORDERED | _TOP_LEVEL, names, title)
    for name, group in zip(names, groups, strict=True):
        yield _contents_frame(name, _ORDERED, group, title)


def _contents_frame(name: str, flags: int, children: Sequence[str], title: str) -> bytes:
    head = name.encode() + b"\0" + bytes([flags, len(children)])
    listed = b"".join(child.encode() + b"\0" for child in children)
    return _frame("CTOC", head + listed + _text_frame("TIT2", title))


def _chapter_frame(name: str, mark: Mark) -> bytes:
    times = struct.pack(">IIII", mark.start_ms, mark.end_ms, _NO_OFFSET, _NO_OFFSET)
    title = _text_frame("TIT2", short_title(mark.title))
    picture = _picture_frame(_OTHER_PICTURE, mark.picture) if mark.picture else b""
    return _frame("CHAP", name.encode() + b"\0" + times + title + picture)


def _picture_frame(kind: int, jpeg: bytes) -> bytes:
    return _frame("APIC", b"\0" + b"image/jpeg\0" + bytes([kind]) + b"\0" + jpeg)


def _encoded(text: str) -> tuple[bytes, bytes]:
    """Returns the encoding byte and the text: Latin-1 if it fits, else UTF-16 with a byte order
    mark.

    v2.3 has no UTF-8. A zero would end the text early, so it becomes a space.
    """
    text = text.replace("\0", " ")
    try:
        return b"\0", text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\1", b"\xff\xfe" + text.encode("utf-16-le", errors="replace")
