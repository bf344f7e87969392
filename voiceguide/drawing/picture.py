"""A picture as SVG: the body or foot, the zones not to press, the hands with their strokes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from voiceguide.drawing import body, colours, foot, giver, things, words
from voiceguide.drawing.colours import Colour
from voiceguide.drawing.geometry import MIDDLE, MIRROR
from voiceguide.drawing.hands import hand
from voiceguide.drawing.handwork import Handwork
from voiceguide.drawing.turns import goes_round, is_numbered, turns
from voiceguide.script.picture import HandPart, Picture
from voiceguide.script.scene import Scene
from voiceguide.script.views import Thing, View

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't contain, not even escaped."""


def picture_svg(
    picture: Picture,
    *,
    animated: bool = True,
    label: str = "",
    prefix: str = "vg",
    colour: Colour = colours.properties,
    around: int = 0,
    language: str = "en",
) -> str:
    """Returns the picture as one <svg> element: square, self-contained, without scripts.

    `label` becomes its title, for screen readers and tooltips. Every id starts with
    `prefix`: give each picture on a page a different one. Colours are CSS custom
    properties (`--vg-hand` and so on, see `colours`) unless `colour` says otherwise.
    `around` adds a margin on each side, in units of 1/400 of the square. A `Scene` says where the
    giver stands; in any other picture, the giver is at the starting position. The description is
    in `language`, if that has words for it.

    If sides take turns, the elements of one turn (hands, bright arrows, the giver) have the class
    `prefix`-first or `prefix`-second; the second ones are hidden until the page shows their turn.
    Raises ValueError if `prefix` can't start an id.
    """
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]*", prefix):
        raise ValueError(f"{prefix!r} can't start an id; use letters, digits and hyphens")
    artist = _Artist(Scene.seen(picture), colour, prefix, animated, around, language)
    return "".join(artist.drawing(label))


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws one picture, from the background up."""

    scene: Scene
    colour: Colour
    name: str
    animated: bool
    around: int
    language: str

    def drawing(self, label: str) -> Iterator[str]:
        """Yields the parts of the SVG, in order."""
        name = self.name
        start, size = -self.around, body.SIZE + 2 * self.around
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{start} {start} {size} {size}" '
            'role="img" '
            'stroke-linecap="round" stroke-linejoin="round" '
            f'aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">'
            f'{_safe(label)}</title><desc id="{name}-desc">'
            f"{_safe(words.described(self.scene, self.language))}</desc>"
        )
        if self.animated and (rules := self._work.rules()):
            yield f"<style>{rules}</style>"
        yield "<defs>"
        if self.scene.avoid:
            yield body.hatching(self.colour, name)
        used = {stroke.hand for stroke in self.scene.strokes}
        yield from (hand(part, self.colour, name) for part in HandPart if part in used)
        end = start + size
        yield (
            f'</defs><path d="M{start} {start}H{end}V{end}H{start}z" '
            f'fill="{self.colour("ground")}"/>'
        )
        views = {View.BACK: self._back, View.WHOLE: self._whole, View.FOOT: self._foot}
        yield from views[self.scene.view]()
        yield from self._signs()
        yield "</svg>"

    @property
    def _work(self) -> Handwork:
        figure = foot.figure(self.scene) if self.scene.view is View.FOOT else body.BACK
        return Handwork(self.scene, figure, self.colour, self.name, self.animated)

    def _back(self) -> Iterator[str]:
        yield from self._body()
        if Thing.GIVER in self.scene.show or self.scene.strokes:
            yield from self._givers()

    def _whole(self) -> Iterator[str]:
        """The whole body with its head to the right, so that the giver is at the bottom."""
        parts = [*self._body(), *(self._givers() if self.scene.strokes else ())]
        yield f'<g transform="translate(389 106)rotate(90)scale(.47)">{"".join(parts)}</g>'
        if Thing.GIVER in self.scene.show and not self.scene.strokes:
            yield giver.beside(self.colour, self.scene.giver)

    def _foot(self) -> Iterator[str]:
        """A foot; in the second turn it is the other one."""
        show = self.scene.show
        yield foot.sheet(self.colour)
        figure = self._work.figure
        drawing = foot.foot(figure, self.colour, pillow=Thing.PILLOW in show)
        drawing += "".join(self._work.drawing())
        if Thing.BLANKET in show:
            drawing += foot.towel(self.colour)
        if len(turns(self.scene)) > 1:
            drawing += foot.which(self.colour)
            named = f'<g id="{self.name}-foot">{drawing}</g>'
            other = f'<use href="#{self.name}-foot" transform="{MIRROR}"/>'
            yield from self._work.in_turns(named, other)
        else:
            yield drawing

    def _body(self) -> Iterator[str]:
        """The body, with all things, marks and hands on it."""
        show, colour = self.scene.show, self.colour
        yield body.table(colour)
        if Thing.PILLOW in show:
            yield things.pillow(colour)
        yield body.body(colour, self.name, legs=self.scene.view is View.WHOLE)
        if Thing.BLANKET in show:
            yield things.blanket(colour)
        yield from self._work.drawing()

    def _givers(self) -> Iterator[str]:
        """The giver, and the way round the table if there is one."""
        stands = [turn.giver for turn in turns(self.scene)]
        if goes_round(self.scene):
            yield giver.way_round(self.colour, self.name, stands[0])
        shown = [*dict.fromkeys(stands)]
        yield from self._work.in_turns(*giver.givers(self.colour, self.name, shown))

    def _signs(self) -> Iterator[str]:
        """The signs and things around the body."""
        if is_numbered(self.scene):
            for order, turn in enumerate(turns(self.scene), start=1):
                yield things.badge(order, round(MIDDLE + 122 * turn.half), self.colour)
        yield things.ready(
            [thing for thing in self.scene.show if thing in things.READY], self.colour
        )
        if self.scene.avoid and not self.scene.strokes:
            yield things.forbidden(self.colour)


def _safe(text: str) -> str:
    return escape(_UNWRITABLE.sub(" ", text), quote=False)
