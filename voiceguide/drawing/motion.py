"""Hands that move along their strokes, by CSS alone.

Hands are at rest wherever styles are refused, or less motion is asked for. A page can
have all of them rest at their places, or those of one side, with `--vg-rest: none`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from voiceguide.drawing.geometry import Point, distance, number

SECOND: Final = 0.4
"""How faint the side is whose turn it isn't."""

_DOWN, _UP, _GONE = 8, 86, 94
"""Per cent of a stroke that lifts: the hands are down, lift, are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A hand at its place, turned, and the way that it goes, in offsets from the place.

    `back` says that it returns as it came, `lifts` that it lifts at the end to begin again.
    """

    place: Point
    turn: float
    way: tuple[Point, ...]
    seconds: float
    back: bool = False
    lifts: bool = False


def style(motions: Sequence[tuple[str, Motion]]) -> str:
    """The rules that move the hands of these classes."""
    rules, frames = "", ""
    for name, motion in motions:
        if len(motion.way) > 1:
            rules += _rule(name, motion)
            frames += _frames(name, motion)
    if not rules:
        return ""
    return f"@media(prefers-reduced-motion:no-preference){{{rules}}}{frames}"


def _rule(name: str, motion: Motion) -> str:
    """A way back is the same way in the other direction."""
    pace = "ease-in-out infinite alternate" if motion.back else "linear infinite"
    seconds = motion.seconds / 2 if motion.back else motion.seconds
    return f".{name}{{animation:var(--vg-rest,{name} {number(seconds)}s {pace})}}"


def _frames(name: str, motion: Motion) -> str:
    """The way as keyframes, at an even pace."""
    passed = [0.0, *accumulate(distance(a, b) for a, b in pairwise(motion.way))]
    first, last = (_DOWN, _UP) if motion.lifts else (0, 100)
    frames = ""
    for index, ((x, y), gone) in enumerate(zip(motion.way, passed, strict=True)):
        at = f"{number(first + (last - first) * gone / passed[-1])}%"
        if motion.lifts and index == 0:
            at = f"0%,{at}"
        if motion.lifts and index == len(motion.way) - 1:
            at = f"{at},{_GONE}%,to"
        frames += f"{at}{{transform:translate({number(x)}px,{number(y)}px)}}"
    if motion.lifts:
        frames += f"0%,{_GONE}%,to{{opacity:0}}{_DOWN}%,{_UP}%{{opacity:1}}"
    return f"@keyframes {name}{{{frames}}}"
