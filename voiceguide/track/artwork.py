"""The pictures inside a track: its cover, and one for each chapter whose step has one.

Each is drawn once and kept.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.script.picture import Picture, Side
from voiceguide.store import Store

COVER_PIXELS: Final = 600
CHAPTER_PIXELS: Final = 240
"""About 11 kB each: one to two hundredths of a short track."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """JPEG files: `cover`, and one for each chapter in order; empty where there is no picture."""

    cover: bytes
    chapters: tuple[bytes, ...]


def artwork(pictures: Sequence[Picture | None], store: Store) -> Artwork:
    """The pictures of a session, given by chapter, from the `store` or drawn.

    Raises OutputError where a picture can't be drawn.
    """
    face = _face([picture for picture in pictures if picture])
    if face is None:
        return Artwork(b"", (b"",) * len(pictures))
    each = list(dict.fromkeys(picture for picture in pictures if picture))
    by_picture = {one: _drawn(one, CHAPTER_PIXELS, store) for one in each}
    return Artwork(
        cover=_drawn(face, COVER_PIXELS, store),
        chapters=tuple(by_picture[one] if one else b"" for one in pictures),
    )


def _face(pictures: Sequence[Picture]) -> Picture | None:
    """The picture that stands for the session: hands at work, on both sides, if there is one."""

    def liveliness(picture: Picture) -> int:
        sides = {stroke.side for stroke in picture.strokes}
        return 2 if sides == {Side.BOTH} else int(bool(sides))

    return max(pictures, key=liveliness, default=None)


def _drawn(picture: Picture, size: int, store: Store) -> bytes:
    svg = picture_svg(picture, animated=False, colour=colours.screen)
    key = hashlib.sha256(f"{size}\n{svg}".encode()).hexdigest()
    if (kept := store.get(key)) is not None:
        return kept
    from voiceguide.drawing.raster import jpeg

    drawn = jpeg(svg, size)
    store.put(key, drawn)
    return drawn
