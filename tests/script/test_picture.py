"""The content of pictures, and the messages for those that can't be drawn."""

from dataclasses import FrozenInstanceError

import jsonschema
import pytest

from tests.script.examples import changed, faults
from voiceguide.script import library, reader, source
from voiceguide.script.json_schema import schema
from voiceguide.script.picture import (
    DIRECTIONS,
    Direction,
    HandPart,
    Picture,
    Side,
    Stroke,
    StrokeKind,
)
from voiceguide.script.views import PLACES, Place, View, Zone

LINE = "{stroke: line, where: [lower-back, upper-back]}"


def drawn(picture: str) -> str:
    """Returns GOOD with another picture in its second step; its value starts at 37:14."""
    return changed("picture: {avoid: [spine]}", f"picture: {picture}")


def strokes(*stroke: str) -> str:
    return drawn(f"{{strokes: [{', '.join(stroke)}]}}")


def test_a_picture_says_what_the_hands_do_and_where():
    script = reader.loads(drawn(f"{{strokes: [{LINE}], avoid: [spine]}}"))
    assert script.steps[0].picture is None
    assert script.steps[1].picture == Picture(
        strokes=(
            Stroke(
                stroke=StrokeKind.LINE,
                where=(Place.LOWER_BACK, Place.UPPER_BACK),
                hand=HandPart.PALM,
                side=Side.BOTH,
            ),
        ),
        avoid=(Zone.SPINE,),
    )


def test_one_place_needs_no_list():
    script = reader.loads(strokes("{stroke: hold, where: mid-back}"))
    assert script.steps[1].picture.strokes[0].where == (Place.MID_BACK,)


def test_a_picture_never_changes():
    with pytest.raises(FrozenInstanceError):
        Picture().avoid = (Zone.SPINE,)  # type: ignore[misc]


def test_a_stroke_has_its_default_direction_unless_another_is_given():
    where = (Place.LOWER_BACK, Place.UPPER_BACK)
    to_and_fro = Direction.TO_AND_FRO
    assert Stroke(stroke=StrokeKind.LINE, where=where).way is Direction.ONE_WAY
    assert Stroke(stroke=StrokeKind.LINE, where=where, direction=to_and_fro).way is to_and_fro
    assert Stroke(stroke=StrokeKind.HOLD, where=where).way is None


def test_every_stroke_has_its_own_directions():
    assert set(DIRECTIONS) == set(StrokeKind)


def test_a_step_that_is_done_once_is_drawn_on_both_sides():
    far, swapping = (
        Stroke(stroke=StrokeKind.HOLD, where=(Place.NECK,), side=side)
        for side in (Side.FAR, Side.SWAPPING)
    )
    undivided = Picture(strokes=(far, swapping)).undivided()
    assert [stroke.side for stroke in undivided.strokes] == [Side.FAR, Side.BOTH]


WRONG = [
    (
        drawn("{avoid: [spien]}"),
        ["37:23: unknown value 'spien'; did you mean 'spine'?"],
    ),
    (drawn("massage"), ["37:14: expected keys and values, found 'massage'"]),
    (
        drawn("{strokse: []}"),
        ["37:15: unknown key 'strokse'; did you mean 'strokes'?"],
    ),
    (
        strokes("{stroke: line, wehre: [lower-back, upper-back]}"),
        [
            "37:25: missing key 'where'",
            "37:40: unknown key 'wehre'; did you mean 'where'?",
        ],
    ),
    (
        strokes("{stroke: hold, where: lowerback}"),
        ["37:47: unknown value 'lowerback'; did you mean 'lower-back'?"],
    ),
    (
        strokes("{stroke: hold, where: mid-back, hand: elbow}"),
        ["37:63: unknown value 'elbow'; expected one of: palm, thumb, fingers, heel"],
    ),
    (
        strokes("{stroke: hold, where: []}"),
        ["37:47: this is empty; write at least 1 entry"],
    ),
    (
        strokes("{stroke: line, where: mid-back}"),
        ["37:25: the stroke line travels; give it at least two places"],
    ),
    (
        strokes("{stroke: line, where: [neck, hips], direction: outward}"),
        ["37:25: the stroke line has no direction outward; expected one-way or to-and-fro"],
    ),
    (
        strokes("{stroke: hold, where: neck, direction: inward}"),
        ["37:25: the stroke hold has no direction inward; expected none"],
    ),
    (
        strokes("{stroke: circle, where: neck, reach: wide}"),
        ["37:25: the stroke circle has no reach; only fan has one"],
    ),
    (
        strokes("{stroke: line, where: [hips, neck, neck]}"),
        ["37:25: a stroke can't travel from a place to the same place"],
    ),
    (strokes(*[LINE] * 5), ["37:24: too long; expected at most 4 entries"]),
    (
        strokes("{stroke: hold, where: instep}"),
        ["37:14: the place instep is on a foot; write 'view: foot', not in the view back"],
    ),
    (
        drawn("{view: foot, strokes: [{stroke: hold, where: hips}]}"),
        ["37:14: the place hips is on the back, not in the view foot"],
    ),
    (
        drawn("{view: foot, strokes: [{stroke: hold, where: arch, side: far}]}"),
        ["37:14: a foot has no side far; expected both or swapping"],
    ),
    (
        drawn("{view: foot, avoid: [spine]}"),
        ["37:14: the spine is not in the view foot; leave 'avoid' out"],
    ),
    (
        drawn("{view: foot, show: [giver]}"),
        ["37:14: the giver is not in the view foot, which is what the giver sees"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_an_undrawable_picture_is_reported_with_its_place(text, expected):
    assert faults(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in WRONG])
def test_the_schema_refuses_undrawable_pictures_too(text):
    document = source.parse(text).data
    alone = ("reach: wide", "neck, neck", "where: instep", "view: foot")
    by_reader_alone = any(part in text for part in alone)
    assert jsonschema.Draft202012Validator(schema()).is_valid(document) is by_reader_alone


def test_a_foot_has_its_own_places():
    hand = "{stroke: circle, where: [ball, arch], hand: thumb, side: swapping}"
    script = reader.loads(drawn(f"{{view: foot, show: [pillow, blanket], strokes: [{hand}]}}"))
    assert script.steps[1].picture.view is View.FOOT
    for view, places in PLACES.items():
        for place in places:
            stroke = Stroke(stroke=StrokeKind.HOLD, where=(place,))
            assert Picture(strokes=(stroke,), view=view)


def test_every_step_of_the_back_massage_has_its_picture():
    script = reader.load(library.find("back-massage"))
    assert [step.id for step in script.steps if step.picture is None] == []
