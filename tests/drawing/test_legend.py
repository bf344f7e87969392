"""The legend of the pictures' signs."""

import xml.etree.ElementTree as ET

import pytest

from voiceguide.card.page import card
from voiceguide.drawing import colours
from voiceguide.drawing.legend import signs
from voiceguide.script import library, reader
from voiceguide.script.picture import Picture, Stroke, StrokeKind
from voiceguide.script.views import Place, Thing, Zone
from voiceguide.session.plan import estimate

MASSAGE = reader.load(library.find("back-massage"))


def words(*pictures: Picture) -> list[str]:
    return [sign.words for sign in signs(pictures, colours.screen, "en")]


def test_only_the_signs_in_use_are_explained():
    rest = Stroke(stroke=StrokeKind.HOLD, where=(Place.HIPS,))
    assert words(Picture(show=(Thing.GLASS,))) == []
    assert words(Picture(strokes=(rest,))) == ["coloured part of the hand: this is what touches"]
    assert words(Picture(avoid=(Zone.SPINE,))) == ["hatched: never press here"]


@pytest.mark.parametrize("length", ["short", "standard"])
def test_the_card_explains_the_signs_of_its_pictures(length):
    timeline = estimate(MASSAGE, length=length)
    told = words(*(chapter.picture for chapter in timeline.chapters))
    footer = card(timeline).partition("<footer")[2]
    assert all(f"</svg>{sign}</span>" in footer for sign in told)
    assert ("come round" in footer) is (length == "standard")


def test_each_sign_has_a_different_mark():
    pictures = [chapter.picture for chapter in estimate(MASSAGE).chapters]
    assert len(signs(pictures, colours.screen, "en")) == 5
    marks = [ET.fromstring(sign.mark) for sign in signs(pictures, colours.screen, "en")]  # noqa: S314
    ids = [part.get("id") for mark in marks for part in mark.iter() if part.get("id")]
    assert len(ids) == len(set(ids)) > 0
