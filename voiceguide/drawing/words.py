"""A picture in words, for people who can't see it, in the language of the text beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from voiceguide.drawing.turns import goes_round
from voiceguide.script.picture import Direction, Picture, Pressure, Stroke, StrokeKind
from voiceguide.script.views import Thing, View
from voiceguide.wording import language as languages
from voiceguide.wording.tables.shown import Shown

_FROM, _OVER, _TO, _AT = range(4)
_AT_FOOT: Final = {Thing.PILLOW: "pillow_of_foot", Thing.BLANKET: "blanket_of_foot"}


def described(picture: Picture, language: str) -> str:
    """Describes the picture in sentences; in English if the language has no words for it.

    Raises InputError for tables of a language that can't be read.
    """
    return " ".join(_Words(languages.of(language).shown, picture).sentences())


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for one picture."""

    shown: Shown
    picture: Picture

    def sentences(self) -> Iterator[str]:
        """Yields the sentences: the body, the strokes, the zones not to press, and the things."""
        yield self.text(self.picture.view)
        for stroke in self.picture.strokes:
            yield f"{', '.join(self.stroke(stroke))}."
        if goes_round(self.picture):
            yield self.text("comes_round")
        if self.picture.avoid:
            yield self.text("avoid", zones=self.listed(map(self.text, self.picture.avoid)))
        if self.picture.show:
            yield self.text("with", things=self.listed(map(self.thing, self.picture.show)))

    def stroke(self, stroke: Stroke) -> Iterator[str]:
        """Yields the clauses on a stroke: the action, its side and its pressure."""
        yield self.action(stroke)
        if not self.is_foot:
            yield self.text(stroke.side)
        if stroke.pressure is not Pressure.EVEN:
            yield self.text(stroke.pressure)

    def action(self, stroke: Stroke) -> str:
        """Returns the hands' action and its place."""
        places = [self.shown.places[place] for place in stroke.where]
        over = " ".join(place[_OVER] for place in places[1:-1])
        way = self.text("way_over", start=places[0][_FROM], over=over, end=places[-1][_TO])
        at = self.text("at", places=self.listed(place[_AT] for place in places))
        values = {"hand": self.text(stroke.hand), "way": " ".join(way.split()), "places": at}
        if stroke.stroke is StrokeKind.FAN:
            values |= {"strokes": self.text(stroke.reach), "direction": self.direction(stroke)}
        is_back = stroke.stroke is StrokeKind.LINE and stroke.way is Direction.TO_AND_FRO
        return self.text("line_and_back" if is_back else stroke.stroke, **values)

    def direction(self, stroke: Stroke) -> str:
        """Returns the direction of a fan's strokes."""
        way = "towards" if stroke.way is Direction.INWARD else "away"
        return self.text(f"{way}_on_foot" if self.is_foot else way)

    def thing(self, thing: Thing) -> str:
        """Returns the words for another thing in the picture."""
        return self.text(_AT_FOOT.get(thing, thing) if self.is_foot else thing)

    @property
    def is_foot(self) -> bool:
        """Whether it shows a foot, which has no sides."""
        return self.picture.view is View.FOOT

    def listed(self, words: Iterable[str]) -> str:
        """Joins words as in "one, two and three"."""
        *first, last = words
        comma, joint = self.text("list_comma"), self.text("list_and")
        return joint.join([comma.join(first), last]) if first else last

    def text(self, key: str, **values: str) -> str:
        """Returns a text for pictures."""
        return self.shown.text("picture", key, **values)
