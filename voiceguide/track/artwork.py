"""The pictures inside a track: its cover, and one for each chapter whose step has one.

Drawn once: what was drawn is kept beside the spoken clips, all the pictures of
a session in one entry. Whatever is wrong with an entry, it counts as missing;
where nothing can be kept, the pictures are drawn again.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.atomic import replacing
from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.script.picture import Picture, Side
from voiceguide.timeline.model import Timeline

COVER_PIXELS: Final = 600
CHAPTER_PIXELS: Final = 240
"""About 11 kB each: one to two hundredths of a short track."""

_FORM: Final = b"vgart1\n"
_SUM_BYTES: Final = 32
_SIZE_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Artwork:
    """JPEG files: `cover`, and one for each chapter in order; empty where there is no picture."""

    cover: bytes
    chapters: tuple[bytes, ...]


def artwork(timeline: Timeline, folder: Path | None) -> Artwork:
    """The pictures of a session; `folder` is where what was drawn is kept, None for nowhere.

    Raises OutputError where a picture can't be drawn.
    """
    pictures = [chapter.picture for chapter in timeline.chapters]
    face = _face([picture for picture in pictures if picture])
    if face is None:
        return Artwork(b"", (b"",) * len(pictures))
    each = list(dict.fromkeys(picture for picture in pictures if picture))
    wanted = [(_svg(face), COVER_PIXELS), *((_svg(one), CHAPTER_PIXELS) for one in each)]
    cover, *drawn = _drawn(wanted, folder)
    by_picture = dict(zip(each, drawn, strict=True))
    return Artwork(cover, tuple(by_picture[one] if one else b"" for one in pictures))


def _face(pictures: Sequence[Picture]) -> Picture | None:
    """The picture that stands for the session: hands at work, on both sides, if there is one."""

    def liveliness(picture: Picture) -> int:
        sides = {stroke.side for stroke in picture.strokes}
        return 2 if sides == {Side.BOTH} else int(bool(sides))

    return max(pictures, key=liveliness, default=None)


def _svg(picture: Picture) -> str:
    return picture_svg(picture, animated=False, colour=colours.screen)


def _drawn(wanted: Sequence[tuple[str, int]], folder: Path | None) -> list[bytes]:
    """Each drawing as JPEG: kept from an earlier run, or drawn and kept now."""
    key = hashlib.sha256(repr(wanted).encode()).hexdigest()
    entry = folder / key[:2] / f"{key}.pictures" if folder else None
    kept = _kept(entry, key, len(wanted)) if entry else None
    if kept is not None:
        return kept
    from voiceguide.drawing.raster import jpeg

    drawn = [jpeg(svg, size) for svg, size in wanted]
    if entry:
        with contextlib.suppress(OSError):
            entry.parent.mkdir(parents=True, exist_ok=True)
            with replacing(entry) as stream:
                stream.write(_packed(key, drawn))
    return drawn


def _packed(key: str, pictures: Sequence[bytes]) -> bytes:
    body = b"".join(len(one).to_bytes(_SIZE_BYTES, "big") + one for one in pictures)
    return _FORM + _checksum(key, body) + body


def _kept(entry: Path, key: str, count: int) -> list[bytes] | None:
    """The pictures of an intact entry that was put under this very key."""
    try:
        content = entry.read_bytes()
    except OSError:
        return None
    head = len(_FORM) + _SUM_BYTES
    body = content[head:]
    if content[:head] != _FORM + _checksum(key, body):
        return None
    pictures, at = [], 0
    while at < len(body):
        start = at + _SIZE_BYTES
        at = start + int.from_bytes(body[at:start], "big")
        pictures.append(body[start:at])
    return pictures if len(pictures) == count else None


def _checksum(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\n" + body).digest()
