"""The other things in a picture: things at hand, covers and warnings."""

from typing import Final

from voiceguide.drawing.colours import Colour
from voiceguide.drawing.hands import HANDS
from voiceguide.script.picture import HandPart
from voiceguide.script.views import Thing

_CORNERS: Final = (348, 290)
"""The x coordinates of things that lie ready, from the right of the head inwards."""

READY: Final = (Thing.BOTTLE, Thing.GLASS, Thing.TOWELS)
"""Things that lie ready beside the head; each of the others has a fixed place."""


def ready(things: list[Thing], colour: Colour) -> str:
    """The things that lie ready, beside the head."""
    draw = {Thing.BOTTLE: _bottle, Thing.GLASS: _glass, Thing.TOWELS: _towels}
    return "".join(
        f'<g transform="translate({x} 62)">{draw[thing](colour)}</g>'
        for thing, x in zip(things, _CORNERS, strict=False)
    )


def pillow(colour: Colour) -> str:
    """A pillow under the ankles, for the view of the whole body."""
    return (
        f'<path d="M96 654Q200 640 304 654Q322 696 304 738Q200 752 96 738Q78 696 96 654z" '
        f'fill="{colour("sleeve")}" stroke="{colour("ink")}" stroke-width="5"/>'
    )


def blanket(colour: Colour) -> str:
    """A blanket over everything from the shoulders down, its edge turned over."""
    return (
        f'<g stroke="{colour("fold")}" stroke-width="3"><path d="M48 420C44 300 52 196 70 158'
        f'C110 138 290 138 330 158C348 196 356 300 352 420z" fill="{colour("cloth")}"/>'
        f'<path d="M66 186C62 170 66 158 70 156C110 136 290 136 330 156C334 158 338 170 334 186'
        f'C290 168 110 168 66 186z" fill="{colour("sleeve")}"/>'
        f'<path d="M120 220C112 290 116 340 108 400M282 214C288 280 280 340 294 400'
        f'M200 210C196 270 204 330 198 390" fill="none"/></g>'
    )


def forbidden(colour: Colour) -> str:
    """A hand in a crossed-out circle: not here."""
    palm = HANDS[HandPart.PALM]
    hand = "".join(
        f'<path d="{palm.bones}" fill="{colour(name)}" stroke="{colour(name)}" '
        f'stroke-width="{width}"/>'
        for name, width in (("ink", palm.thick + 6), ("hand", palm.thick))
    )
    return (
        f'<g transform="translate(66 62)">'
        f'<g transform="translate(-2 10)scale(.6)">{hand}</g>'
        f'<path d="M-26-26L26 26M0-37a37 37 0 1 1-.1 0z" fill="none" '
        f'stroke="{colour("avoid")}" stroke-width="8"/></g>'
    )


def badge(number: int, x: int, colour: Colour) -> str:
    """A numbered disc that marks the first or the second side."""
    shape = {1: "M-4-4L1-8V8", 2: "M-5-4C-4-10 5-9 5-3C5 1-2 4-5 8H6"}[number]
    return (
        f'<g transform="translate({x} 96)" fill="{colour("path")}" stroke="{colour("halo")}" '
        f'stroke-width="3"><circle r="17"/>'
        f'<path d="{shape}" fill="none" stroke-width="4"/></g>'
    )


def _bottle(colour: Colour) -> str:
    return (
        f'<path d="M-20-8Q-20-16-8-16H8Q20-16 20-8V34Q20 40 14 40H-14Q-20 40-20 34z" '
        f'fill="{colour("oil")}"/>'
        f'<path d="M-9-17H9V-24H-9zM0-25V-36H-18V-29" fill="none" stroke="{colour("outline")}" '
        f'stroke-width="6"/>'
        f'<path d="M0-2C8 9 10 13 10 18A10 10 0 0 1-10 18C-10 13-8 9 0-2z" '
        f'fill="{colour("cloth")}"/>'
    )


def _glass(colour: Colour) -> str:
    return (
        f'<path d="M-18-4L-13 38H13L18-4z" fill="{colour("water")}"/>'
        f'<path d="M-21-30L-13 38H13L21-30z" fill="none" stroke="{colour("outline")}" '
        f'stroke-width="5"/>'
    )


def _towels(colour: Colour) -> str:
    return "".join(
        f'<path d="M-28 {y}H22A9 9 0 0 1 22 {y + 18}H-28z" fill="{fill}" '
        f'stroke="{colour("fold")}" stroke-width="3"/>'
        for y, fill in ((22, colour("cloth")), (3, colour("sleeve")), (-16, colour("cloth")))
    )
