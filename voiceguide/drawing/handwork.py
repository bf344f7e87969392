"""The hands at work on a figure, above the shine of oil and below the arrows.

The zones not to press are above the hands, so that no hand covers them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.drawing import body, motion
from voiceguide.drawing.colours import Colour
from voiceguide.drawing.figure import Figure
from voiceguide.drawing.geometry import MIRROR, points
from voiceguide.drawing.hands import HANDS
from voiceguide.drawing.strokes import Drawn, drawn
from voiceguide.drawing.turns import LEFT, RIGHT, Turn, halves, hand_turn, turns
from voiceguide.script.picture import Stroke
from voiceguide.script.scene import Scene

_BROKEN: Final = ' stroke-dasharray=".1 13"'


@dataclass(frozen=True, slots=True)
class Handwork:
    """Draws the strokes of a scene; every id and class starts with `name`."""

    scene: Scene
    figure: Figure
    colour: Colour
    name: str
    animated: bool

    def drawing(self) -> Iterator[str]:
        """Yields everything, from bottom to top."""
        each = [
            (stroke, drawn(stroke, self.figure), f"{self.name}-{index}")
            for index, stroke in enumerate(self.scene.strokes)
        ]
        for stroke, done, name in each:
            if done.shine:
                yield from self._on_halves(stroke, self._shine(done), f"{name}-oil")
        for stroke, done, name in each:
            yield from self._hands(stroke, done.motion, name)
            if done.other:
                yield from self._hands(stroke, done.other, name)
        yield from (body.zone(zone, self.colour, self.name) for zone in self.scene.avoid)
        for stroke, done, name in each:
            yield from self._on_halves(stroke, self._arrows(done), f"{name}-way")

    def rules(self) -> str:
        """Returns the CSS that moves the hands."""
        strokes = enumerate(self.scene.strokes)
        return motion.style(
            [(f"{self.name}-{at}", drawn(stroke, self.figure).motion) for at, stroke in strokes]
        )

    def in_turns(self, *each: str) -> Iterator[str]:
        """Yields the drawing of the first turn, and that of the second turn, hidden.

        A still picture has only the first.
        """
        if len(set(each)) == 1 or not self.animated:
            yield each[0]
        else:
            first, second = each
            yield f'<g class="{self.name}-first">{first}</g>'
            yield f'<g class="{self.name}-second" visibility="hidden">{second}</g>'

    def _halves(self, stroke: Stroke, turn: Turn) -> tuple[int, ...]:
        return halves(stroke, turn, self.figure)

    def _on_halves(self, stroke: Stroke, drawing: str, name: str) -> Iterator[str]:
        """Yields a drawing of the left half on each half where the stroke is made in this turn, and
        faintly where it is made in the other turn."""
        shown = f'<g id="{name}">{drawing}</g>'
        on = {LEFT: f'<use href="#{name}"/>', RIGHT: f'<use href="#{name}" transform="{MIRROR}"/>'}
        done = [self._halves(stroke, turn) for turn in turns(self.scene)]
        if len({*done}) == 1:
            yield shown if LEFT in done[0] else f'<g transform="{MIRROR}">{shown}</g>'
            yield on[RIGHT] if len(done[0]) > 1 else ""
        else:
            yield f'<g opacity="{motion.SECOND}">{shown}{on[RIGHT]}</g>'
            yield from self.in_turns(*("".join(on[half] for half in halves) for halves in done))

    def _hands(self, stroke: Stroke, moved: motion.Motion, name: str) -> Iterator[str]:
        each = [
            "".join(
                self._hand(stroke, moved, name, half, turn) for half in self._halves(stroke, turn)
            )
            for turn in turns(self.scene)
        ]
        yield from self.in_turns(*each)

    def _hand(self, stroke: Stroke, moved: motion.Motion, name: str, half: int, turn: Turn) -> str:
        x, y = moved.place
        away = moved.way[len(moved.way) // 2] if moved.way else (0, 0)
        middle = (x + away[0], y + away[1])
        alone = len(self._halves(stroke, turn)) == 1
        wrist = HANDS[stroke.hand].wrist
        angle = hand_turn(self.figure, middle, wrist, half, turn, alone=alone)
        turned = f"rotate({angle:.0f})"
        hand = f'<use href="#{self.name}-{stroke.hand}" transform="{turned}"/>'
        if self.animated:
            hand = f'<g class="{name}">{hand}</g>'
        hand = f'<g transform="translate({points((x, y))})">{hand}</g>'
        return hand if half == LEFT else f'<g transform="{MIRROR}">{hand}</g>'

    def _shine(self, done: Drawn) -> str:
        oil = self.colour("oil")
        return (
            f'<path d="{done.shine}" fill="{oil}" stroke="{oil}" stroke-width="30" opacity=".4"/>'
        )

    def _arrows(self, done: Drawn) -> str:
        """Every line, with a wider dark one below it, so that it stands out from skin and hands."""
        kinds = {(arrow.broken, arrow.aside): "" for arrow in done.arrows}
        for arrow in done.arrows:
            kinds[arrow.broken, arrow.aside] += arrow.d
        halo, path, guide = map(self.colour, ("halo", "path", "guide"))
        under, over = "", ""
        for (broken, aside), d in kinds.items():
            dashes = _BROKEN if broken else ""
            under += f'<path d="{d}" stroke="{halo}" stroke-width="{8 if aside else 13}"{dashes}/>'
            colour, width = (guide, 3.5) if aside else (path, 7)
            over += f'<path d="{d}" stroke="{colour}" stroke-width="{width}"{dashes}/>'
        return f'<g fill="none">{under}{over}</g>'
