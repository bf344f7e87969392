"""The legend of the pictures' signs."""

import xml.etree.ElementTree as ET

from voiceguide.card.page import card
from voiceguide.drawing import colours
from voiceguide.drawing.legend import signs
from voiceguide.script import library, reader
from voiceguide.script.picture import Picture, Place, Stroke, StrokeKind, Thing, Zone
from voiceguide.session.plan import estimate

MASSAGE = reader.load(library.find("back-massage"))


def words(*pictures: Picture) -> list[str]:
    return [sign.words for sign in signs(pictures, colours.screen)]


def test_only_the_signs_in_use_are_explained():
    rest = Stroke(stroke=StrokeKind.HOLD, where=(Place.HIPS,))
    assert words(Picture(show=(Thing.GLASS,))) == []
    assert words(Picture(strokes=(rest,))) == ["coloured part of the hand: it touches"]
    assert words(Picture(avoid=(Zone.SPINE,))) == ["hatched: never press here"]


def test_the_card_says_the_same_of_the_massage():
    told = words(*(step.picture for step in MASSAGE.steps))
    assert len(told) == 4
    assert " · ".join(told) in card(estimate(MASSAGE))


def test_each_sign_has_a_different_mark():
    pictures = [step.picture for step in MASSAGE.steps]
    marks = [ET.fromstring(sign.mark) for sign in signs(pictures, colours.screen)]  # noqa: S314
    ids = [part.get("id") for mark in marks for part in mark.iter() if part.get("id")]
    assert len(ids) == len(set(ids)) > 0
