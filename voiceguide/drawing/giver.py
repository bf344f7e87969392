"""The giver beside the table, seen from above, and the way round the table."""

from collections.abc import Sequence
from typing import Final

from voiceguide.drawing.colours import Colour
from voiceguide.drawing.geometry import MIRROR, head, points
from voiceguide.script.scene import Stand

_SHOULDERS: Final = "M0-46C17-46 23-22 23 0C23 22 17 46 0 46C-14 46-15 22-15 0C-15-22-14-46 0-46z"
_ARMS: Final = "M-2-32C-12-36-22-26-30-18M-2 32C-12 36-22 26-30 18"
_HANDS: Final = "M-32-16L-42-12M-32 16L-42 12"
_HAIR: Final = "M-6-17A18 18 0 1 1-6 17C5 10 5-10-6-17z"
_NOSE: Final = "M-17-4L-23 0L-17 4z"

_PLACE: Final = (377, 286)
_WAY: Final = ((372, 344), (330, 392), (70, 392), (28, 344))
"""Round the feet, below the square's hips."""


def givers(colour: Colour, name: str, stands: Sequence[Stand]) -> list[str]:
    """The giver facing the back, in each of these positions beside it."""
    x, y = _PLACE
    shown = f'<g id="{name}-giver" transform="translate({x} {y})">{figure(colour)}</g>'
    drawings = []
    for stand in stands:
        mirrored = f' transform="{MIRROR}"' if stand is Stand.ACROSS else ""
        drawings.append(f"<g{mirrored}>{shown}</g>" if mirrored else shown)
        shown = f'<use href="#{name}-giver"/>'
    return drawings


def beside(colour: Colour, stand: Stand) -> str:
    """The giver beside the whole body, which lies across the picture."""
    y, turned = (322, 90) if stand is Stand.HERE else (84, -90)
    return f'<g transform="translate(258 {y})rotate({turned})">{figure(colour)}</g>'


def figure(colour: Colour) -> str:
    """The giver around (0, 0), facing the negative x axis."""
    ink, sleeve, skin = colour("ink"), colour("sleeve"), colour("hand")
    return (
        f'<g fill="none"><path d="{_HANDS}" stroke="{skin}" stroke-width="12"/>'
        f'<path d="{_ARMS}" stroke="{sleeve}" stroke-width="16"/></g>'
        f'<g stroke="{ink}" stroke-width="2"><path d="{_SHOULDERS}" fill="{sleeve}"/>'
        f'<path d="{_NOSE}" fill="{skin}"/><circle cx="-3" r="17" fill="{skin}"/>'
        f'<path d="{_HAIR}" fill="{colour("hair")}"/></g>'
    )


def way_round(colour: Colour, name: str, start: Stand) -> str:
    """A dashed arrow for the way round the table from the starting side, with an outline of the
    giver in the empty positions."""
    x, y = _PLACE
    turned = "" if start is Stand.HERE else f' transform="{MIRROR}"'
    first, bend, other, last = _WAY
    line = f"M{points(first)}C{points(bend, other, last)}"
    tip = head(last, (last[0] + 18, last[1] + 40), 16)
    guide = colour("guide")
    return (
        f'<g fill="none" stroke="{guide}"{turned}><path stroke="{colour("halo")}" '
        f'stroke-width="11" d="{line}{tip}"/><path d="{line}" stroke-width="5" '
        f'stroke-dasharray="12 11"/><path d="{tip}" stroke-width="6"/><path id="{name}-outline" '
        f'd="{_SHOULDERS}M-20 0a17 17 0 1 0 34 0a17 17 0 1 0-34 0" stroke-width="3" '
        f'stroke-dasharray="1 7" transform="translate({x} {y})"/>'
        f'<use href="#{name}-outline" transform="{MIRROR}"/></g>'
    )
