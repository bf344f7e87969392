"""The pictures inside a track: its cover, and one for each chapter whose step has a picture.

Each is drawn once and cached.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final

from voiceguide.cache.store import Store
from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.script.picture import Picture, Side

COVER_PIXELS: Final = 600
CHAPTER_PIXELS: Final = 240
"""At this size, a chapter's picture takes about 11 kB; together they add one or two percent to a
short track."""

JPEG_QUALITY: Final = 4
"""On a scale from 1 (the finest) to 31; at 4, lines of this thickness show no blocks."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """JPEG files: the cover, and one for each chapter in order; an absent picture is empty."""

    cover: bytes
    chapters: tuple[bytes, ...]


def artwork(pictures: Sequence[Picture | None], store: Store) -> Artwork:
    """Returns a session's artwork, from the `store` or newly drawn; `pictures` has one per chapter.

    Raises OutputError if a picture can't be drawn.
    """
    face = _face([picture for picture in pictures if picture])
    if face is None:
        return Artwork(b"", (b"",) * len(pictures))
    each = list(dict.fromkeys(picture for picture in pictures if picture))
    sized = [(face, COVER_PIXELS), *((picture, CHAPTER_PIXELS) for picture in each)]
    cover, *chapters = _drawn(sized, store)
    by_picture = dict(zip(each, chapters, strict=True))
    return Artwork(cover=cover, chapters=tuple(by_picture[one] if one else b"" for one in pictures))


def _face(pictures: Sequence[Picture]) -> Picture | None:
    """Returns the picture for the cover; preferably, it shows hands at work on both sides."""

    def liveliness(picture: Picture) -> int:
        sides = {stroke.side for stroke in picture.strokes}
        return 2 if sides == {Side.BOTH} else int(bool(sides))

    return max(pictures, key=liveliness, default=None)


def _drawn(sized: Sequence[tuple[Picture, int]], store: Store) -> list[bytes]:
    """Returns each picture at its size; draws all missing ones together."""
    how = f"{JPEG_QUALITY}, resvg_py {version('resvg_py')}, av {version('av')}"
    svgs = [picture_svg(picture, animated=False, colour=colours.screen) for picture, _ in sized]
    drawings = [(svg, size) for svg, (_, size) in zip(svgs, sized, strict=True)]
    keys = [hashlib.sha256(f"{size}, {how}\n{svg}".encode()).hexdigest() for svg, size in drawings]
    found = {key: store.get(key) for key in keys}
    missing = {key: one for key, one in zip(keys, drawings, strict=True) if found[key] is None}
    if missing:
        from voiceguide.drawing.raster import jpegs

        for key, file in zip(missing, jpegs([*missing.values()], JPEG_QUALITY), strict=True):
            store.put(key, file)
            found[key] = file
    return [found[key] or b"" for key in keys]
