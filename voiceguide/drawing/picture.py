"""A picture as SVG: the body, the zones not to press, and the hands with their strokes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from voiceguide.drawing import body, colours, motion, things, words
from voiceguide.drawing.colours import Colour
from voiceguide.drawing.geometry import MIRROR, number, points
from voiceguide.drawing.hands import hand
from voiceguide.drawing.strokes import Drawn, drawn
from voiceguide.script.picture import HandPart, Picture, Side, Stroke, Thing, View

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't contain, not even escaped."""

_BROKEN: Final = ' stroke-dasharray=".1 13"'


def picture_svg(
    picture: Picture,
    *,
    animated: bool = True,
    label: str = "",
    prefix: str = "vg",
    colour: Colour = colours.properties,
    around: int = 0,
) -> str:
    """Returns the picture as one <svg> element: square, self-contained, without scripts.

    `label` becomes its title, for screen readers and tooltips. Every id starts with
    `prefix`: give each picture on a page a different one. Colours are CSS custom
    properties (`--vg-hand` and so on, see `colours`) unless `colour` says otherwise.
    `around` adds a margin on each side, in units of which the square has 400. Sides that
    take turns have the classes `prefix`-first and `prefix`-second; the second is faint
    until the page says whose turn it is. Raises ValueError if `prefix` can't start an id.
    """
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]*", prefix):
        raise ValueError(f"{prefix!r} can't start an id; use letters, digits and hyphens")
    return "".join(_Artist(picture, colour, prefix, animated, around).drawing(label))


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws one picture, from the background up."""

    picture: Picture
    colour: Colour
    name: str
    animated: bool
    around: int

    def drawing(self, label: str) -> Iterator[str]:
        """Yields the parts of the SVG, in order."""
        name = self.name
        start, size = -self.around, body.SIZE + 2 * self.around
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{start} {start} {size} {size}" '
            'role="img" '
            'stroke-linecap="round" stroke-linejoin="round" '
            f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">'
            f'{_safe(label)}</title><desc id="{name}-desc">{words.described(self.picture)}</desc>'
        )
        if self.animated and (rules := self._rules()):
            yield f"<style>{rules}</style>"
        yield "<defs>"
        if self.picture.avoid:
            yield body.hatching(self.colour, name)
        used = {stroke.hand for stroke in self.picture.strokes}
        yield from (hand(part, self.colour, name) for part in HandPart if part in used)
        end = start + size
        yield (
            f'</defs><path d="M{start} {start}H{end}V{end}H{start}z" '
            f'fill="{self.colour("ground")}"/>'
        )
        yield from self._whole() if self.picture.view is View.WHOLE else self._back()
        yield from self._signs()
        yield "</svg>"

    def _back(self) -> Iterator[str]:
        yield from self._body()
        if Thing.GIVER in self.picture.show or self._sides - {Side.BOTH}:
            yield things.giver(self.colour)

    def _whole(self) -> Iterator[str]:
        yield f'<g transform="translate(98 8)scale(.49)">{"".join(self._body())}</g>'
        if Thing.GIVER in self.picture.show:
            yield f'<g transform="translate(-6-76)scale(.82)">{things.giver(self.colour)}</g>'

    def _body(self) -> Iterator[str]:
        """The body with everything that lies, is marked or moves on it."""
        show, colour = self.picture.show, self.colour
        yield body.table(colour)
        if Thing.PILLOW in show:
            yield things.pillow(colour)
        yield body.body(colour, self.name, legs=self.picture.view is View.WHOLE)
        yield from (body.zone(zone, colour, self.name) for zone in self.picture.avoid)
        if Thing.BLANKET in show:
            yield things.blanket(colour)
        for index, stroke in enumerate(self.picture.strokes):
            yield from self._stroke(stroke, f"{self.name}-{index}")

    def _signs(self) -> Iterator[str]:
        """The signs and things around the body."""
        if Side.SWAPPING in self._sides:
            yield things.badge(1, 78, self.colour) + things.badge(2, 322, self.colour)
        yield things.ready(
            [thing for thing in self.picture.show if thing in things.READY], self.colour
        )
        if self.picture.avoid and not self.picture.strokes:
            yield things.forbidden(self.colour)

    @property
    def _sides(self) -> set[Side]:
        return {stroke.side for stroke in self.picture.strokes}

    def _stroke(self, stroke: Stroke, name: str) -> Iterator[str]:
        """The stroke on its side or on both; the right half mirrors the left."""
        drawing = self._left(stroke, name)
        mirrored = f'<use href="#{name}" transform="{MIRROR}"/>'
        if stroke.side is Side.NEAR:
            yield f'<g transform="{MIRROR}">{drawing}</g>'
        elif stroke.side is Side.SWAPPING:
            turn = f'class="{self.name}-{{}}"'.format if self.animated else "".format
            yield f'<g {turn("first")}><g id="{name}">{drawing}</g></g>'
            yield f'<g {turn("second")} opacity="{motion.SECOND}">{mirrored}</g>'
        else:
            yield f'<g id="{name}">{drawing}</g>'
            yield mirrored if stroke.side is Side.BOTH else ""

    def _rules(self) -> str:
        strokes = enumerate(self.picture.strokes)
        motions = [(f"{self.name}-{at}", drawn(stroke).motion) for at, stroke in strokes]
        return motion.style(motions)

    def _left(self, stroke: Stroke, name: str) -> str:
        done = drawn(stroke)
        shine = ""
        if done.shine:
            shine = (
                f'<path d="{done.shine}" fill="none" stroke="{self.colour("oil")}" '
                'stroke-width="44" stroke-opacity=".35"/>'
            )
        hand = self._hand(stroke, done.motion, name)
        return shine + hand + self._arrows(done)

    def _hand(self, stroke: Stroke, moved: motion.Motion, name: str) -> str:
        turn = f' transform="rotate({number(moved.turn)})"' if moved.turn else ""
        hand = f'<use href="#{self.name}-{stroke.hand}"{turn}/>'
        if self.animated:
            hand = f'<g class="{name}">{hand}</g>'
        return f'<g transform="translate({points(moved.place)})">{hand}</g>'

    def _arrows(self, done: Drawn) -> str:
        """Every line twice, a wider dark one below, so that it stands out on skin and hand."""
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


def _safe(text: str) -> str:
    return escape(_UNWRITABLE.sub(" ", text), quote=False)
