"""The body, lying face down, seen from above: its outline, places and zones.

Drawn on a square of 400 units. The head lies on its side. The legs, for the view
of the whole body, extend below the square.
"""

from typing import Final

from voiceguide.drawing.colours import Colour
from voiceguide.drawing.geometry import MIDDLE, MIRROR, Point, symmetric
from voiceguide.script.picture import Place, Zone

SIZE: Final = 400

_TRUNK: Final = symmetric(
    (23, 80),
    (
        ((23, 104), (28, 112), (48, 120)),
        ((72, 128), (100, 124), (112, 146)),
        ((118, 172), (100, 190), (90, 204)),
        ((82, 226), (72, 250), (72, 276)),
        ((72, 306), (88, 330), (90, 362)),
        ((92, 390), (88, 410), (86, 430)),
    ),
)
_ARM: Final = (
    "M270 130C308 132 324 158 330 190C339 220 340 252 338 276C338 302 332 326 330 346"
    "C334 356 333 364 330 372L308 372C305 364 306 356 309 346C306 320 302 300 302 270"
    "C300 240 294 216 278 196z"
)
_FINGERS: Final = "M312 370L311 390M318 372L318 398M324 372L325 396M329 368L332 386M309 352L302 368"
_LEGS: Final = symmetric(
    (0, 360),
    (
        ((40, 360), (86, 362), (90, 372)),
        ((96, 410), (84, 500), (66, 560)),
        ((58, 590), (70, 610), (64, 640)),
        ((58, 680), (46, 700), (44, 722)),
        ((44, 740), (56, 764), (44, 772)),
        ((30, 776), (20, 768), (20, 750)),
        ((18, 720), (12, 690), (14, 640)),
        ((14, 610), (10, 590), (8, 560)),
        ((6, 520), (4, 480), (0, 470)),
    ),
)
_TOWEL: Final = (
    "M104 352C150 342 250 342 296 352C302 400 298 460 288 520C240 530 160 530 112 520"
    "C102 460 98 400 104 352z"
)
_BLADE: Final = "M224 158C236 148 262 146 276 156C270 190 254 224 238 226C230 226 226 190 224 158z"
_HEAD: Final = (
    "M204 108C190 108 186 98 176 98C166 98 163 92 165 86C161 84 162 80 163 78C160 76 161 72 163 70"
    "C160 68 155 68 152 66C150 62 158 54 160 46C160 22 176 6 202 6C226 6 242 24 242 50"
    "C242 78 226 108 204 108z"
)
_HAIR: Final = (
    "M160 42C154 12 182 1 206 3C232 5 246 26 245 52C244 80 230 96 216 96C216 84 222 76 217 64"
    "C212 50 202 52 198 42C186 47 170 48 160 42z"
)
_EAR: Final = "M204 62C213 55 220 63 216 73C213 80 207 80 206 76C205 70 201 66 204 62z"

_PLACES: Final[dict[Place, Point]] = {
    Place.NECK: (15, 108),
    Place.NECK_BASE: (20, 122),
    Place.SHOULDER_TOP: (68, 144),
    Place.SHOULDER: (92, 146),
    Place.UPPER_BACK: (38, 148),
    Place.BLADE_TOP: (32, 162),
    Place.SHOULDER_BLADE: (56, 184),
    Place.BLADE_BOTTOM: (30, 218),
    Place.MID_BACK: (30, 232),
    Place.LOWER_BACK: (38, 310),
    Place.HIPS: (50, 346),
    Place.UPPER_FLANK: (78, 200),
    Place.FLANK: (68, 292),
}
"""For each place: its distance from the spine, and its y coordinate."""

_ZONES: Final = {
    Zone.SPINE: "M200 106V336",
    Zone.THROAT: "M160 100L164 106",
    Zone.KIDNEYS: "M145 254C139 268 141 279 147 290M255 254C261 268 259 279 253 290",
}
"""The centre line of each zone."""
_BREADTH: Final = {Zone.SPINE: 9, Zone.THROAT: 14, Zone.KIDNEYS: 18}


def at(place: Place, side: int) -> Point:
    """The point of a place; `side` is 1 for the right half of the picture, -1 for the left."""
    x, y = _PLACES[place]
    return (MIDDLE + side * x, y)


def table(colour: Colour) -> str:
    """The table that the body lies on."""
    return f'<rect x="44" y="-16" width="312" height="820" rx="24" fill="{colour("table")}"/>'


def body(colour: Colour, name: str, *, legs: bool = False) -> str:
    """The body, with spine and shoulder blades as landmarks, and a towel over the hips."""
    skin, shade = colour("skin"), colour("shade")
    arm = (
        f'<g id="{name}-arm" fill="{skin}" stroke="{skin}">'
        f'<path d="{_ARM}"/><path d="{_FINGERS}" stroke-width="7"/></g>'
    )
    return (
        f'{arm}<use href="#{name}-arm" transform="{MIRROR}"/>'
        f'<path d="{_LEGS if legs else ""}{_TRUNK}" fill="{skin}"/>'
        f'<path d="{_HEAD}" fill="{skin}"/><path d="{_HAIR}" fill="{colour("hair")}"/>'
        f'<path d="{_EAR}" fill="{skin}" stroke="{shade}" stroke-width="2"/>'
        f'<g fill="none" stroke="{shade}" stroke-width="4">'
        f'<path d="M170 60q6 4 12 0" stroke-width="3"/>'
        f'<path d="M200 108V346" stroke-dasharray="1 11" stroke-width="7"/>'
        f'<path id="{name}-blade" d="{_BLADE}" stroke-width="3"/>'
        f'<use href="#{name}-blade" transform="{MIRROR}"/></g>'
        f'<path d="{_TOWEL}" fill="{colour("cloth")}" stroke="{colour("fold")}" stroke-width="3"/>'
    )


def zone(which: Zone, colour: Colour, name: str) -> str:
    """A zone not to press, as a dark hatched band."""
    path, breadth = _ZONES[which], _BREADTH[which]
    drawn = f'd="{path}" fill="none"'
    return (
        f'<path {drawn} stroke="{colour("avoid")}" stroke-width="{breadth + 5}"/>'
        f'<path {drawn} stroke="{colour("veil")}" stroke-width="{breadth}"/>'
        f'<path {drawn} stroke="url(#{name}-no)" stroke-width="{breadth}"/>'
    )


def hatching(colour: Colour, name: str) -> str:
    """The pattern of slanting lines that fills the zones."""
    return (
        f'<pattern id="{name}-no" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 4H8" stroke="{colour("avoid")}" '
        f'stroke-width="3.5"/></pattern>'
    )
