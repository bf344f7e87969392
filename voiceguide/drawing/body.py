"""The body, lying face down and seen from above: its outline, places and zones.

It is drawn on a square of 400 units. The head lies on its side. The legs, for the
view of the whole body, extend below the square.
"""

from typing import Final

from voiceguide.drawing.colours import Colour
from voiceguide.drawing.figure import Figure
from voiceguide.drawing.geometry import MIRROR, symmetric
from voiceguide.script.views import Place, Zone

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
    "M262 128C306 128 324 148 331 184C342 206 352 236 351 264C354 288 352 306 350 320L330 324"
    "C324 308 318 292 315 270C306 246 296 216 276 198z"
)
_HAND: Final = (
    "M331 318C326 330 327 344 333 352L349 352C356 344 356 330 350 316z"
    "M335 350L334 366M341 352L342 370M347 350L349 366M330 334L323 346"
)
"""Palm up, since the body lies face down."""
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
_SOLES: Final = "M226 742C222 764 226 782 234 788C244 790 250 772 246 744z"
_TOWEL: Final = (
    "M100 350C150 340 250 340 300 350C306 400 302 460 292 520C240 530 160 530 108 520"
    "C98 460 94 400 100 350z"
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

BACK: Final = Figure(
    places={
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
    },
    elbow=(384, 420),
    heel_from=174,
    ribs_end=240,
    heel_in=9,
)

_ZONES: Final = {
    Zone.SPINE: "M200 106V336",
    Zone.THROAT: "M160 100L164 106",
    Zone.KIDNEYS: "M145 254C139 268 141 279 147 290M255 254C261 268 259 279 253 290",
}
"""The centre line of each zone."""
_BREADTH: Final = {Zone.SPINE: 9, Zone.THROAT: 14, Zone.KIDNEYS: 18}

_TABLE: Final = (40, -22, 320, 836)


def table(colour: Colour) -> str:
    """The padded table that the body lies on, with a folded towel for the head."""
    x, y, width, height = _TABLE
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="30" fill="{colour("table")}" '
        f'stroke="{colour("rim")}" stroke-width="5"/>'
        f'<rect x="128" y="-18" width="150" height="118" rx="20" fill="{colour("cloth")}"/>'
        f'<path d="M140-4V86M266-4V86" fill="none" stroke="{colour("fold")}" stroke-width="3"/>'
    )


def body(colour: Colour, name: str, *, legs: bool = False) -> str:
    """The body, with spine and shoulder blades as landmarks, and a towel over the hips."""
    skin, shade = colour("skin"), colour("shade")
    ids = [f"{name}-{part}" for part in ("arm", "trunk", "head")]
    arm, trunk, head = (
        f'<path id="{part}" d="{path}"/>'
        for part, path in zip(
            ids, (_ARM + _HAND, (_LEGS if legs else "") + _TRUNK, _HEAD), strict=True
        )
    )
    shadow = "".join(f'<use href="#{part}"/>' for part in ids)
    soles = (
        f'<g fill="{colour("palm")}"><path id="{name}-sole" d="{_SOLES}"/>'
        f'<use href="#{name}-sole" transform="{MIRROR}"/></g>'
    )
    return (
        f'<g fill="{colour("shadow")}" transform="translate(-7 9)">{shadow}</g>'
        f'<g fill="{skin}"><g stroke="{skin}" stroke-width="7">{arm}'
        f'<use href="#{ids[0]}" transform="{MIRROR}"/></g>{trunk}{soles if legs else ""}{head}</g>'
        f'<path d="{_HAIR}" fill="{colour("hair")}"/>'
        f'<g fill="none" stroke="{shade}" stroke-width="3">'
        f'<path d="{_EAR}M169 59q7 5 14 0"/>'
        f'<path d="M200 108V346" stroke-dasharray="1 11" stroke-width="7"/>'
        f'<path id="{name}-blade" d="{_BLADE}"/>'
        f'<use href="#{name}-blade" transform="{MIRROR}"/></g>'
        f'<path d="{_TOWEL}" fill="{colour("cloth")}" stroke="{colour("fold")}" stroke-width="3"/>'
    )


def zone(which: Zone, colour: Colour, name: str) -> str:
    """A zone that must not be pressed, as a dark hatched band."""
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
