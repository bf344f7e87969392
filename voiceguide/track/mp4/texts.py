"""The tags of an MP4 file, in the form of iTunes and its successors."""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Final

from voiceguide.track.format import LONGEST_TIMELINE
from voiceguide.track.mp4.atoms import Found, atom, content, find, full, inside, whole
from voiceguide.track.tags import Tags

_TEXT, _NUMBER, _JPEG = 1, 21, 13
_LONGEST_DESCRIPTION: Final = 255
"""The most bytes of a short description."""

_OWNER, _NAME = b"voiceguide", b"timeline"
_SEEN: Final = 64
"""The most bytes to read of a tag's owner and name; our own tag has fewer."""

_PARTS: Final = 3
"""An owner, a name and the data."""

_VERSION = 4
"""The bytes of version and flags, before the atoms inside `meta`."""


def tag_list(tags: Tags, media_kind: int) -> bytes:
    """Returns the tags; `media_kind` is Apple's number for music or an audiobook."""
    handler = full("hdlr", struct.pack(">I4s4s9x", 0, b"mdir", b"appl"))
    return full("meta", handler, atom("ilst", *_entries(tags, media_kind)))


def find_timeline(track: BinaryIO) -> bytes | None:
    """Returns the timeline in a file, or None. An absurdly long timeline is cut off."""
    meta = find(track, whole(track), "moov", "udta", "meta")
    if meta is None:
        return None
    inner = Found(meta.name, meta.start + _VERSION, meta.end)
    entries = find(track, inner, "ilst")
    for entry in inside(track, entries) if entries else ():
        if entry.name == "----":
            parts = {part.name: part for part in islice(inside(track, entry), _PARTS)}
            owner, name = (content(track, parts.get(one), _SEEN)[4:] for one in ("mean", "name"))
            if (owner, name) == (_OWNER, _NAME):
                return content(track, parts.get("data"), LONGEST_TIMELINE)[8:]
    return None


def _entries(tags: Tags, media_kind: int) -> Iterator[bytes]:
    """Yields the tags in the order of writing, without empty ones."""
    texts = {
        "\xa9nam": tags.title,
        "\xa9ART": tags.artist,
        "aART": tags.artist,
        "\xa9alb": tags.album,
        "\xa9gen": tags.genre,
        "\xa9cmt": tags.comment,
        "desc": _description(tags.comment),
        "ldes": tags.comment,
        "\xa9lyr": tags.lyrics,
    }
    yield from (_entry(name, _TEXT, _encoded(text)) for name, text in texts.items() if text)
    yield _entry("stik", _NUMBER, bytes([media_kind]))
    yield _entry("pgap", _NUMBER, b"\1")
    if tags.cover:
        yield _entry("covr", _JPEG, tags.cover)
    if tags.timeline:
        yield atom(
            "----", full("mean", _OWNER), full("name", _NAME), _data(_TEXT, _encoded(tags.timeline))
        )


def _entry(name: str, kind: int, value: bytes) -> bytes:
    return atom(name, _data(kind, value))


def _data(kind: int, value: bytes) -> bytes:
    return atom("data", struct.pack(">II", kind, 0), value)


def _description(comment: str) -> str:
    """Returns the comment's first line, cut to the number of bytes that players accept."""
    first = _encoded(comment.partition("\n")[0])[:_LONGEST_DESCRIPTION]
    return first.decode(errors="ignore")


def _encoded(text: str) -> bytes:
    return text.encode(errors="replace")
