"""The hands of the person giving the massage: one drawing for each part that touches.

Each shows the left hand from above, fingers up, with the middle of the touching
part at (0, 0). The right hand is its mirror image. A print in the colour of the
strokes marks the touching part.
"""

from dataclasses import dataclass
from typing import Final

from voiceguide.drawing.colours import Colour
from voiceguide.script.picture import HandPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The paths of a hand: `bones` are drawn as thick lines, `print` marks the touching part.

    `wrist` is the distance of the wrist from that part, if the wrist is in line with the hand.
    """

    bones: str
    sleeve: str
    print: str
    print_width: float
    wrist: float
    thick: float = 14


HANDS: Final[dict[HandPart, Hand]] = {
    HandPart.PALM: Hand(
        bones=(
            "M-17-8L12-12 15 12 8 30-8 30-17 12zM12-12L21-50M3-14L4-60M-7-12L-12-55M-16-8L-28-42"
            "M12 18Q22 8 24-10M-6 26L6 26 8 50-8 50z"
        ),
        sleeve="M-15 44L15 44 18 68-18 68z",
        print="M-5 4L5 2 5 11-3 12zM21-48L18-36M4-58V-44M-12-53L-10-40M-28-40L-24-31M24-9L22 0",
        print_width=8,
        wrist=28,
    ),
    HandPart.THUMB: Hand(
        bones=(
            "M-26 34L-46 22-56 40-44 58-24 54zM-24 38Q-6 28 0 0M-46 22L-48-8M-52 28L-66 4"
            "M-56 36L-77 22M-54 44L-78 40M-42 52L-28 52-24 78-40 80z"
        ),
        sleeve="M-48 72L-19 68-14 92-47 96z",
        print="M-1 3L-5 16",
        print_width=10,
        wrist=0,
        thick=15,
    ),
    HandPart.FINGERS: Hand(
        bones=(
            "M-17 46L12 42 15 64 8 84-8 84-17 66zM12 42L17 4M2 42L3-6M-7 44L-11-1M-16 48L-25 14"
            "M13 72Q23 64 22 46M-6 80L6 80 8 102-8 102z"
        ),
        sleeve="M-15 98L15 98 18 122-18 122z",
        print="M17 6L16 12M3-4V3M-11 1L-10 8M-25 16L-23 22",
        print_width=10,
        wrist=82,
    ),
    HandPart.HEEL: Hand(
        bones=(
            "M-17-34L12-38 16-12 9 4-9 4-17-12zM12-38L18-56M2-40L4-64M-7-38L-11-60M-16-34L-25-50"
            "M13-12Q24-18 26-36M-6 2L6 2 8 30-8 30z"
        ),
        sleeve="M-15 24L15 24 18 46-18 46z",
        print="M-10-3Q0 6 11-5",
        print_width=15,
        wrist=4,
    ),
}


def hand(part: HandPart, colour: Colour, name: str) -> str:
    """The left hand, as a definition with an id."""
    shape = HANDS[part]
    ink, skin = colour("ink"), colour("hand")
    return (
        f'<path id="{name}-bones-{part}" d="{shape.bones}"/>'
        f'<g id="{name}-{part}">'
        f'<use href="#{name}-bones-{part}" fill="{ink}" stroke="{ink}" '
        f'stroke-width="{shape.thick + 5}"/><use href="#{name}-bones-{part}" fill="{skin}" '
        f'stroke="{skin}" stroke-width="{shape.thick}"/>'
        f'<path d="{shape.sleeve}" fill="{colour("sleeve")}" stroke="{ink}" stroke-width="3"/>'
        f'<path d="{shape.print}" fill="{colour("path")}" stroke="{colour("path")}" '
        f'stroke-width="{shape.print_width}"/></g>'
    )
