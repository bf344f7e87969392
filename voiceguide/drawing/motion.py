"""Makes hands move along their strokes, with CSS alone.

Hands are still if styles are blocked or the user prefers reduced motion. A page can stop all
hands, or those of one side, with `--vg-rest: none`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from voiceguide.drawing.geometry import Point, distance, number

SECOND: Final = 0.4
"""Opacity of the second side, until its turn comes."""

_DOWN, _UP, _GONE = 8, 86, 94
"""The times in a lifting stroke, in percent: hands fully down, starting to lift, gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """A hand at its `place`, and the `way` it moves.

    `way` is a list of offsets from `place`. With `back`, the hand returns the way it came; with
    `lifts`, it lifts at the end and starts again.
    """

    place: Point
    way: tuple[Point, ...]
    seconds: float
    back: bool = False
    lifts: bool = False


def style(motions: Sequence[tuple[str, Motion]]) -> str:
    """Returns the CSS that moves the hands, given as pairs of class name and motion."""
    rules, frames = "", ""
    for name, motion in motions:
        if len(motion.way) > 1:
            rules += _rule(name, motion)
            frames += _frames(name, motion)
    if not rules:
        return ""
    return f"@media(prefers-reduced-motion:no-preference){{{rules}}}{frames}"


def _rule(name: str, motion: Motion) -> str:
    """The animation of one class; a way back is the same animation in reverse."""
    pace = "ease-in-out infinite alternate" if motion.back else "linear infinite"
    seconds = motion.seconds / 2 if motion.back else motion.seconds
    return f".{name}{{animation:var(--vg-rest,{name} {number(seconds)}s {pace})}}"


def _frames(name: str, motion: Motion) -> str:
    """The way as keyframes, at a steady speed."""
    passed = [0.0, *accumulate(distance(a, b) for a, b in pairwise(motion.way))]
    first, last = (_DOWN, _UP) if motion.lifts else (0, 100)
    frames = ""
    for index, ((x, y), gone) in enumerate(zip(motion.way, passed, strict=True)):
        at = f"{number(first + (last - first) * gone / passed[-1])}%"
        if motion.lifts and index == 0:
            at = f"0%,{at}"
        if motion.lifts and index == len(motion.way) - 1:
            at = f"{at},{_GONE}%,to"
        frames += f"{at}{{transform:translate({round(x)}px,{round(y)}px)}}"
    if motion.lifts:
        frames += f"0%,{_GONE}%,to{{opacity:0}}{_DOWN}%,{_UP}%{{opacity:1}}"
    return f"@keyframes {name}{{{frames}}}"
