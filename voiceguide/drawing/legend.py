"""The legend: each sign in the pictures as a small mark with a few words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceguide.drawing import body, things
from voiceguide.drawing.colours import Colour
from voiceguide.drawing.geometry import head
from voiceguide.drawing.hands import hand
from voiceguide.drawing.turns import goes_round, is_numbered
from voiceguide.script.picture import HandPart, Picture, Pressure
from voiceguide.script.views import Zone
from voiceguide.wording import language as languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """`mark` is an <svg> element, hidden from screen readers."""

    mark: str
    name: str
    meaning: str

    @property
    def words(self) -> str:
        """The name and the meaning."""
        return f"{self.name}: {self.meaning}"


def signs(pictures: Iterable[Picture], colour: Colour, language: str) -> list[Sign]:
    """Returns the signs in these pictures, the most important first. Their names are in English if
    the language has no words for them."""
    shown = list(pictures)
    strokes = [stroke for picture in shown for stroke in picture.strokes]
    known = [
        (any(picture.avoid for picture in shown), _avoid, "hatched", "never_press"),
        (any(is_numbered(picture) for picture in shown), _turns, "turns", "in_turn"),
        (any(goes_round(picture) for picture in shown), _way_round, "arrow", "come_round"),
        (
            any(stroke.pressure is not Pressure.EVEN for stroke in strokes),
            _light,
            "dotted",
            "lightly",
        ),
        (bool(strokes), _touch, "hand", "touches"),
    ]
    words = languages.of(language).shown.texts["legend"]
    return [
        Sign(mark="".join(draw(colour, f"key{index}")), name=words[name], meaning=words[meaning])
        for index, (is_there, draw, name, meaning) in enumerate(known)
        if is_there
    ]


def _opened(box: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" aria-hidden="true" '
        'stroke-linecap="round" stroke-linejoin="round">'
    )


def _avoid(colour: Colour, name: str) -> Iterator[str]:
    yield f"{_opened('130 244 32 64')}<defs>{body.hatching(colour, name)}</defs>"
    yield f"{body.zone(Zone.KIDNEYS, colour, name)}</svg>"


def _turns(colour: Colour, _: str) -> Iterator[str]:
    yield _opened("-20 74 80 44")
    yield f"{things.badge(1, 0, colour)}{things.badge(2, 40, colour)}</svg>"


def _way_round(colour: Colour, _: str) -> Iterator[str]:
    way, tip = "M58 8C44 28 20 28 8 12", head((6, 9), (12, 22), 12)
    yield f'{_opened("0 0 64 30")}<g fill="none" stroke="{colour("guide")}" stroke-width="4">'
    yield f'<path d="{way}" stroke-dasharray="9 8"/><path d="{tip}"/></g></svg>'


def _light(colour: Colour, _: str) -> Iterator[str]:
    yield f'{_opened("0 0 64 30")}<g fill="none" stroke="{colour("path")}" stroke-width="7">'
    yield f'<path d="M6 15H46" stroke-dasharray=".1 13"/><path d="{head((58, 15), (0, 15), 15)}"/>'
    yield "</g></svg>"


def _touch(colour: Colour, name: str) -> Iterator[str]:
    yield f"{_opened('-52 -72 96 156')}<defs>{hand(HandPart.PALM, colour, name)}</defs>"
    yield f'<use href="#{name}-{HandPart.PALM}"/></svg>'
