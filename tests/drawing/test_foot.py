"""A foot: its places, its two aspects, and the other foot."""

import re

import numpy as np
import pytest
from PIL import Image, ImageChops

from tests.drawing.test_picture import at_second, coloured, differs, rendered, seen
from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.drawing.words import described
from voiceguide.script.picture import HandPart, Picture, Side, Stroke, StrokeKind
from voiceguide.script.views import ON_FOOT, SOLE, Place, Thing, View


def foot(kind: str, *where: Place, show: tuple[Thing, ...] = (), **more) -> Picture:
    stroke = Stroke(stroke=StrokeKind(kind), where=where, **more)
    return Picture(strokes=(stroke,), view=View.FOOT, show=show)


def still(picture: Picture) -> str:
    return picture_svg(picture, animated=False, colour=colours.screen)


@pytest.mark.parametrize("place", sorted(ON_FOOT))
def test_every_place_is_on_the_foot(place):
    """There is skin at the middle of a ring around it, with the hand taken away."""
    handless = re.sub('<use href="#vg-palm"[^>]*>', "", still(foot("hold", place)))
    ring = {(x, y) for x, y in coloured(rendered(handless), "path") if place not in SOLE or x < 98}
    middle = tuple(round((min(each) + max(each)) / 2) for each in zip(*ring, strict=True))
    bare = rendered(re.sub('<g id="vg-0-way">.*?</g></g>', "", handless))
    assert middle in coloured(bare, "palm" if place in SOLE else "skin")


def test_the_sole_is_drawn_unless_a_place_is_elsewhere():
    for place in ON_FOOT:
        palm = coloured(seen(foot("circle", place)), "palm")
        assert bool(palm) is (place in SOLE)
    assert not coloured(seen(foot("line", Place.HEEL, Place.ANKLE)), "palm")


def test_places_differ_from_heel_to_toes():
    """The toes are up, the heel is down, and all others are between."""
    heights = {}
    for place in ON_FOOT:
        rows = [y for _, y in coloured(seen(foot("hold", place)), "path")]
        heights[place] = sum(rows) / len(rows)
    assert min(heights, key=heights.__getitem__) is Place.TOES
    assert max(heights, key=heights.__getitem__) is Place.HEEL
    assert heights[Place.BALL] < heights[Place.ARCH]
    assert heights[Place.INSTEP] < heights[Place.ANKLE]


def test_two_hands_work_on_the_sole_and_mirror_each_other():
    image = seen(foot("circle", Place.BALL, hand=HandPart.THUMB))
    hands = np.zeros((200, 200), dtype=bool)
    for x, y in coloured(image, "hand"):
        hands[y, x] = True
    assert hands[:, :100].sum() > 200
    assert (hands != hands[:, ::-1]).sum() < 60


def test_seen_from_the_side_each_of_two_places_is_held_by_a_hand():
    one, two = (
        coloured(seen(foot("hold", *where)), "hand")
        for where in ((Place.INSTEP,), (Place.INSTEP, Place.HEEL))
    )
    assert len(two) > 1.6 * len(one)


def test_after_the_switch_it_is_the_other_foot():
    scene = foot("line", Place.HEEL, Place.BALL, side=Side.SWAPPING)
    svg = picture_svg(scene, colour=colours.screen)
    first, second = rendered(svg), rendered(at_second(svg))
    mirrored = second.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    change = np.asarray(ImageChops.difference(first, mirrored).convert("L"))
    assert (change > 64).sum() < 40
    assert differs(first, second)


def test_a_foot_of_two_says_that_there_is_another():
    one = foot("line", Place.HEEL, Place.BALL)
    two = foot("line", Place.HEEL, Place.BALL, side=Side.SWAPPING)
    assert differs(seen(one), seen(two), (0, 0, 60, 60))
    assert not differs(seen(one), seen(two), (60, 0, 200, 200))


def test_a_foot_in_words():
    picture = foot("fan", Place.HEEL, Place.BALL, hand=HandPart.THUMB, show=(Thing.PILLOW,))
    assert described(picture, "en") == (
        "A foot, toes up. Thumbs make short strokes away from the middle, from the heel to the "
        "ball. With a pillow under it."
    )
