"""Draw the cover: `python audio_assets/make_cover.py [FOLDER]`.

Two hands on a back, seen from above, with rings that spread from them like ripples
or sound. Needs pillow. Writes cover.jpg beside this program, or to FOLDER.
"""

import io
import sys
from pathlib import Path

from drawing import SIZE, Canvas, Colour, Disc, Mask, Place, smooth

SAND: Colour = (238, 218, 198)
HALO: Colour = (247, 234, 219)
SKIN: Colour = (228, 170, 136)
RIPPLE: Colour = (250, 226, 204)
SPINE: Colour = (201, 134, 102)
HAIR: Colour = (92, 54, 46)
BUN: Colour = (110, 67, 56)
HAND: Colour = (176, 97, 66)
SLEEVE: Colour = (74, 112, 110)
CUFF: Colour = (96, 136, 131)
TOWEL: Colour = (252, 245, 236)
SHADOW: Colour = (92, 44, 30)

MIDDLE = SIZE / 2
HANDS = (Place(348, 690, 6), Place(652, 690, 6, mirrored=True))


def cover() -> bytes:
    """Returns the picture as a JPEG file."""
    canvas = Canvas(SAND)
    canvas.paint(Mask().hull(Disc(MIDDLE, 470, 440)), HALO)
    back = _back()
    canvas.shade(back, SHADOW, drop=12, blur=20, opacity=0.16)
    canvas.paint(back, SKIN)
    _ripples(canvas, back)
    canvas.paint(_spine(), SPINE, 0.6)
    _head(canvas)
    _towel(canvas)
    for place in HANDS:
        _hand(canvas, place)
    target = io.BytesIO()
    canvas.finished().save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()


def _back() -> Mask:
    """Neck, shoulders and trunk, with arms that reach up and out of the picture."""
    half = [(60, 150), (66, 214), (130, 258), (246, 300), (296, 430), (262, 600), (236, 760)]
    half += [(244, 880), (270, 1000), (280, 1120)]
    outline = [(MIDDLE + x, y) for x, y in half]
    outline += [(MIDDLE - x, y) for x, y in reversed(half)]
    body = Mask().polygon(smooth(outline))
    for side in (-1, 1):
        body.limb(
            Disc(MIDDLE + side * 220, 368, 88),
            Disc(MIDDLE + side * 410, 326, 66),
            Disc(MIDDLE + side * 570, 170, 56),
        )
    return body.rounded(22)


def _ripples(canvas: Canvas, back: Mask) -> None:
    """Rings around each hand, on its own side of the spine, fainter the farther they go."""
    for place, edge in zip(HANDS, (0.0, MIDDLE), strict=True):
        side = [(edge, 0.0), (edge + MIDDLE, 0.0), (edge + MIDDLE, SIZE), (edge, SIZE)]
        seen = Mask().polygon(side).within(back)
        centre = place.disc(Disc(0, -110, 0))
        for i in range(6):
            ring = Mask().ring((centre.x, centre.y), 196 + 50 * i, 9 - i * 0.8).within(seen)
            canvas.paint(ring, RIPPLE, 0.85 - 0.13 * i)


def _spine() -> Mask:
    return Mask().limb(Disc(MIDDLE, 280, 2), Disc(MIDDLE, 560, 4), Disc(MIDDLE, 850, 2))


def _head(canvas: Canvas) -> None:
    hair = Mask().hull(Disc(MIDDLE, 98, 100))
    canvas.shade(hair, SHADOW, drop=8, blur=10, opacity=0.25)
    canvas.paint(hair, HAIR)
    bun = Mask().hull(Disc(MIDDLE, 84, 48))
    canvas.shade(bun, SHADOW, drop=5, blur=6, opacity=0.35)
    canvas.paint(bun, BUN)


def _towel(canvas: Canvas) -> None:
    edge = [(140.0, 1100.0), (196, 918), (350, 908), (500, 916), (650, 908), (804, 918)]
    edge += [(860, 1100.0)]
    towel = Mask().polygon(smooth(edge))
    canvas.shade(towel, SHADOW, drop=-3, blur=9, opacity=0.22)
    canvas.paint(towel, TOWEL)


def _hand(canvas: Canvas, place: Place) -> None:
    """A flat hand with its fingers up; drawn as the left one, the thumb on its right."""

    def at(x: float, y: float, radius: float) -> Disc:
        return place.disc(Disc(x, y, radius))

    hand = Mask().limb(at(-100, 440, 66), at(-6, 40, 40), at(0, 0, 42))
    hand.hull(at(-4, -10, 42), at(-30, -60, 40), at(-38, -98, 34), at(28, -96, 36))
    hand.hull(at(-4, -10, 42), at(28, -96, 36), at(24, -40, 38))
    for root, tip, width in (
        ((-54, -100), (-98, -194), 17.0),
        ((-19, -116), (-44, -256), 18.0),
        ((17, -118), (18, -276), 18.5),
        ((48, -106), (80, -242), 18.0),
    ):
        hand.limb(at(*root, width + 1), at(*tip, width))
    hand.limb(at(18, -22, 40), at(66, -70, 26), at(108, -122, 20))
    hand.rounded(5)
    canvas.shade(hand, SHADOW, drop=10, blur=11, opacity=0.32)
    canvas.paint(hand, HAND)
    _sleeve(canvas, place)


def _sleeve(canvas: Canvas, place: Place) -> None:
    """A sleeve over the forearm, with its cuff turned up."""

    def across(down: float, half: float) -> tuple[Disc, Disc]:
        x, y = -6 - 0.229 * down, 40 + 0.973 * down
        left = Disc(x - 0.973 * half, y - 0.229 * half, 7)
        right = Disc(x + 0.973 * half, y + 0.229 * half, 7)
        return place.disc(left), place.disc(right)

    sleeve = Mask().hull(*across(215, 55), *across(460, 82))
    cuff = Mask().hull(*across(205, 59), *across(238, 63))
    canvas.shade(sleeve, SHADOW, drop=4, blur=8, opacity=0.3)
    canvas.paint(sleeve, SLEEVE)
    canvas.shade(cuff, SHADOW, drop=4, blur=5, opacity=0.3)
    canvas.paint(cuff, CUFF)


def main(arguments: list[str]) -> None:
    """Write the file and print its size."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    content = cover()
    (folder / "cover.jpg").write_bytes(content)
    print(f"cover.jpg: {SIZE} x {SIZE}, {len(content):,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
