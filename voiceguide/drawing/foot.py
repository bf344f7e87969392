"""A foot: its sole as the giver sees it, or its inner side, for places that the sole doesn't show.

The partner lies on their back, toes up. The other foot is its mirror image.
"""

from typing import Final

from voiceguide.drawing.colours import Colour
from voiceguide.drawing.figure import Figure
from voiceguide.script.picture import Picture
from voiceguide.script.views import SOLE as ON_SOLE
from voiceguide.script.views import Place

SOLE: Final = Figure(
    places={
        Place.TOES: (34, 74),
        Place.BALL: (44, 138),
        Place.ARCH: (40, 226),
        Place.HEEL: (36, 326),
    },
    elbow=(352, 520),
    from_front=True,
    clear=8,
    sweep=(24, 58, 44),
    shake=(34, 24),
    short=34,
    wide=62,
)
SIDE: Final = Figure(
    places={
        Place.TOES: (66, 70),
        Place.BALL: (92, 140),
        Place.ARCH: (64, 222),
        Place.HEEL: (66, 310),
        Place.INSTEP: (-4, 172),
        Place.ANKLE: (-36, 262),
    },
    elbow=(-60, 380),
    paired=False,
    sweep=(24, 74, 58),
    shake=(34, 34),
    short=34,
    wide=62,
)

_SOLE: Final = (
    "M144 108C155 95 240 81 269 106C291 128 289 171 276 205C264 234 264 267 269 301"
    "C273 350 244 390 204 390C163 390 137 355 143 307C148 260 132 213 126 173"
    "C121 144 130 121 144 108z"
)
_TOES: Final = (
    ((151, 68), (30, 40)),
    ((199, 59), (19, 29)),
    ((233, 67), (17, 26)),
    ((259, 81), (15, 22)),
    ((280, 102), (13, 19)),
)
"""The centre and the radii of each toe, from the big one."""
_CREASES: Final = (
    "M140 162C173 182 240 180 276 155M195 193C182 231 182 267 195 301M168 343"
    "C188 359 222 359 240 343"
)
_PROFILE: Final = (
    "M128 36C112 38 102 58 104 74C105 86 108 92 106 100C92 112 82 136 92 160"
    "C100 182 128 204 128 236"
    "C128 262 104 280 106 312C108 342 140 358 172 352C200 346 220 326 252 326"
    "C300 328 380 340 460 350"
    "L460 194C400 200 330 214 286 206C250 198 226 176 206 150C186 124 166 104 158 84"
    "C154 70 156 40 128 36z"
)
_MARKS: Final = (
    "M136 43C148 46 152 58 151 70M108 99C118 104 128 104 136 100"
    "M216 262a20 20 0 1 1 40 0a20 20 0 1 1-40 0M120 326C138 340 162 342 182 334"
)
"""The nail, the big toe, the ankle's bone and the heel."""


def figure(picture: Picture) -> Figure:
    """The side of the foot that has all the places in the picture; the sole, if both have."""
    places = {place for stroke in picture.strokes for place in stroke.where}
    return SOLE if places <= ON_SOLE else SIDE


def sheet(colour: Colour) -> str:
    """The sheet that the leg lies on."""
    return f'<path d="M-60-60H460V460H-60z" fill="{colour("table")}"/>'


def foot(figure: Figure, colour: Colour, *, pillow: bool) -> str:
    """The foot, on a pillow if there is one."""
    drawing, right = (_side(colour), 480) if figure is SIDE else (_sole(colour), 336)
    return (_cushion(colour, right) if pillow else "") + drawing


def _sole(colour: Colour) -> str:
    skin, shade = colour("palm"), colour("shade")
    toes = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>' for (x, y), (rx, ry) in _TOES
    )
    return (
        f'<g fill="{skin}" stroke="{colour("skin")}" stroke-width="4"><path d="{_SOLE}"/>{toes}</g>'
        f'<path d="{_CREASES}" fill="none" stroke="{shade}" stroke-width="3"/>'
    )


def _side(colour: Colour) -> str:
    shade = colour("shade")
    return (
        f'<path d="{_PROFILE}" fill="{colour("skin")}"/>'
        f'<path d="{_MARKS}" fill="none" stroke="{shade}" stroke-width="4"/>'
    )


def _cushion(colour: Colour, right: int) -> str:
    """A pillow, up to the edge at the `right`."""
    return (
        f'<path d="M64 326Q200 312 {right} 326Q{right + 36} 370 {right} 414Q200 428 64 414'
        f'Q28 370 64 326z" fill="{colour("sleeve")}" stroke="{colour("ink")}" stroke-width="4"/>'
    )


def which(colour: Colour) -> str:
    """A small pair of feet; the one that the picture shows is filled."""
    sole = "M-9-2C-16-22-12-34 2-34C14-34 12-14 10-4C10 10 12 30 0 30C-12 30-8 10-9-2z"
    return (
        f'<g stroke="{colour("guide")}" stroke-width="3"><path d="{sole}" fill="none" '
        f'transform="translate(36 62)scale(-1 1)"/><path d="{sole}" fill="{colour("guide")}" '
        f'transform="translate(70 62)"/></g>'
    )


def towel(colour: Colour) -> str:
    """A towel wrapped round the foot."""
    return (
        f'<g stroke="{colour("fold")}" stroke-width="3"><path d="M96 420C92 320 104 190 122 96'
        f'C150 50 262 56 288 108C302 200 312 320 306 420z" fill="{colour("cloth")}"/>'
        f'<path d="M110 190C170 160 240 250 306 300M120 120C190 150 250 140 292 128'
        f'M104 300C170 290 210 330 240 420" '
        f'fill="none"/></g>'
    )
