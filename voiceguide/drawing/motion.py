"""Hands that move along their strokes, by SMIL: nothing runs, and styles may be forbidden.

Who asks for reduced motion sees the hands at rest.
"""

from typing import Final

from voiceguide.drawing.geometry import number, points
from voiceguide.drawing.strokes import Motion

STYLE: Final = (
    "@media(prefers-reduced-motion:reduce){.vg-moving{display:none}.vg-still{display:inline}"
    ".vg-first{opacity:1!important}.vg-second{opacity:.4!important}}"
)
"""The same in every picture, so that a page's security policy can name it by its hash."""

SECOND: Final = 0.4
"""How faint the side is whose turn it isn't."""
_TURNS: Final = 12
"""Seconds for one side and the other."""


def resting(hand: str, motion: Motion) -> str:
    """The hand at its place."""
    return f'<use href="#{hand}" transform="{_placed(motion)}"/>'


def moving(hand: str, motion: Motion) -> str:
    """The hand on its way, again and again; and at rest, for those who ask for that."""
    if not motion.path:
        return resting(hand, motion)
    times, stops = ("0;.5;1", "0;1;0") if motion.back else ("0;1", "0;1")
    if motion.lifts:
        times, stops = "0;.08;.86;1", "0;0;1;1"
    seconds = f'dur="{number(motion.seconds)}s" repeatCount="indefinite"'
    smooth = ""
    if motion.back:
        smooth = ' calcMode="spline" keySplines=".4 0 .6 1;.4 0 .6 1"'
    fade = ""
    if motion.lifts:
        values = 'values="0;1;1;0;0" keyTimes="0;.08;.86;.94;1"'
        fade = f'<animate attributeName="opacity" {values} {seconds}/>'
    calm = smooth or ' calcMode="linear"'
    return (
        f'<use class="vg-still" display="none" href="#{hand}" transform="{_placed(motion)}"/>'
        f'<g class="vg-moving" transform="translate({points(motion.place)})"><g>'
        f'<use href="#{hand}"{_turned(motion)}/>{fade}'
        f'<animateMotion path="{motion.path}" keyTimes="{times}" keyPoints="{stops}"{calm} '
        f"{seconds}/></g></g>"
    )


def turns(*, first: bool) -> str:
    """One side bright while the other is faint, in turn."""
    values = (1, 1, SECOND, SECOND, 1) if first else (SECOND, SECOND, 1, 1, SECOND)
    return (
        f'<animate attributeName="opacity" values="{";".join(map(str, values))}" '
        f'keyTimes="0;.47;.5;.97;1" dur="{_TURNS}s" repeatCount="indefinite"/>'
    )


def _placed(motion: Motion) -> str:
    turn = f"rotate({number(motion.turn)})" if motion.turn else ""
    return f"translate({points(motion.place)}){turn}"


def _turned(motion: Motion) -> str:
    return f' transform="rotate({number(motion.turn)})"' if motion.turn else ""
