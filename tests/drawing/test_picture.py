"""A step's picture: the contents of the SVG, and what can be seen in it."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.script import library, reader
from voiceguide.script.picture import (
    DIRECTIONS,
    TRAVELLING,
    Direction,
    HandPart,
    Picture,
    Pressure,
    Reach,
    Side,
    Stroke,
    StrokeKind,
)
from voiceguide.script.scene import Scene, Stand
from voiceguide.script.views import PLACES, Place, Thing, View, Zone

SVG = "{http://www.w3.org/2000/svg}"
MASSAGE = {step.id: step.picture for step in reader.load(library.find("back-massage")).steps}
LARGEST = 6_500
"""Bytes."""


def stroke(kind: str = "line", *, where=(Place.LOWER_BACK, Place.UPPER_BACK), **more) -> Stroke:
    return Stroke(stroke=StrokeKind(kind), where=where, **more)


def one(kind: str = "line", **more) -> Picture:
    return Picture(strokes=(stroke(kind, **more),))


@st.composite
def strokes(draw, view: View) -> Stroke:
    kind = draw(st.sampled_from(StrokeKind))
    least = 2 if kind in TRAVELLING else 1
    places = st.sampled_from(sorted(PLACES[view]))
    return Stroke(
        stroke=kind,
        where=tuple(draw(st.lists(places, min_size=least, max_size=6, unique=True))),
        hand=draw(st.sampled_from(HandPart)),
        side=draw(st.sampled_from([Side.BOTH, Side.SWAPPING] if view is View.FOOT else [*Side])),
        direction=draw(st.sampled_from([None, *DIRECTIONS[kind]])),
        pressure=draw(st.sampled_from(Pressure)),
        reach=draw(st.sampled_from(Reach)) if kind is StrokeKind.FAN else Reach.SHORT,
    )


@st.composite
def scenes(draw, *views: View) -> Scene:
    view = draw(st.sampled_from(views or [*View]))
    on_foot = view is View.FOOT
    zones = st.lists(st.sampled_from(Zone), max_size=0 if on_foot else 3, unique=True)
    things = [thing for thing in Thing if not (on_foot and thing is Thing.GIVER)]
    return Scene(
        strokes=tuple(draw(st.lists(strokes(view), max_size=4))),
        avoid=tuple(draw(zones)),
        show=tuple(draw(st.lists(st.sampled_from(things), max_size=6, unique=True))),
        view=view,
        giver=draw(st.sampled_from(Stand)),
        moves=draw(st.booleans()),
    )


def seen(picture: Picture, size: int = 200, **more) -> Image.Image:
    return rendered(picture_svg(picture, animated=False, colour=colours.screen, **more), size)


def rendered(svg: str, size: int = 200) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size, skip_system_fonts=True)
    return Image.open(io.BytesIO(png)).convert("RGB")


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own text


def differs(one: Image.Image, other: Image.Image, box=(0, 0, 200, 200)) -> bool:
    return ImageChops.difference(one.crop(box), other.crop(box)).getbbox() is not None


LEFT, RIGHT = (0, 0, 98, 200), (102, 0, 200, 200)


@settings(max_examples=60)
@given(scenes(), st.text(max_size=30), st.booleans())
def test_any_picture_is_well_formed_and_holds_nothing_that_runs_or_loads(picture, label, animated):
    root = parsed(picture_svg(picture, label=label, animated=animated))
    names = {element.tag for element in root.iter()}
    assert names <= {
        SVG + name
        for name in (
            *("svg", "title", "desc", "style", "defs", "pattern", "g", "path", "rect", "circle"),
            *("use", "ellipse"),
        )
    }
    for element in root.iter():
        assert not [key for key in element.attrib if key.startswith("on") or key == "style"]
        for key, value in element.items():
            assert not re.search(r"nan|inf\b", value)
            if key.endswith("href"):
                assert value.startswith("#")
            assert not re.search(r"url\((?!#)", value)


@settings(max_examples=30)
@given(scenes(), st.booleans())
def test_every_reference_resolves_and_every_id_has_the_prefix(picture, animated):
    text = picture_svg(picture, animated=animated, prefix="p7")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert all(name.startswith("p7-") for name in ids)
    assert set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text)) <= {
        pair for name in ids for pair in ((name, ""), ("", name))
    }


@pytest.mark.parametrize("name", MASSAGE)
def test_the_pictures_of_the_massage_are_small(name):
    assert len(picture_svg(MASSAGE[name], label="Base of the neck").encode()) < LARGEST


def coloured(image: Image.Image, name: str) -> set[tuple[int, int]]:
    """The pixels of a picture that have one of its colours."""
    colour = colours.SCREEN[name]
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    rows, columns = np.nonzero((np.asarray(image) == wanted).all(axis=2))
    return set(zip(columns.tolist(), rows.tolist(), strict=True))


@pytest.mark.parametrize("name", [name for name, one in MASSAGE.items() if one.avoid])
def test_no_hand_or_arrow_is_in_a_zone_not_to_press(name):
    picture = MASSAGE[name]
    zones = tuple(zone for zone in picture.avoid if zone is not Zone.SPINE)
    bare, marked = seen(Picture()), seen(Picture(avoid=zones))
    difference = ImageChops.difference(bare, marked).convert("L").load()
    arrows = coloured(seen(picture), "path") if picture.strokes else set()
    # `marked`, with zones and no strokes, has the warning sign left of the body too.
    assert not [(x, y) for x, y in arrows if difference[x, y] and x > 58]


def test_no_arm_reaches_in_from_the_head():
    for picture in MASSAGE.values():
        sleeves = coloured(seen(replace(picture, show=())), "sleeve")
        assert not [(x, y) for x, y in sleeves if y < 55 and 70 < x < 130]


def test_every_step_of_the_massage_looks_different():
    images = [seen(picture) for picture in MASSAGE.values()]
    for at, image in enumerate(images):
        assert all(differs(image, other) for other in images[at + 1 :])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        *(
            (one(where=where, hand=a), one(where=where, hand=b))
            for where in [(Place.LOWER_BACK, Place.UPPER_BACK)]
            for a, b in product(HandPart, HandPart)
            if a < b
        ),
        *((one(a), one(b)) for a, b in product(StrokeKind, StrokeKind) if a < b),
        *((one(pressure=a), one(pressure=b)) for a, b in product(Pressure, Pressure) if a < b),
        (one(), one(direction=Direction.TO_AND_FRO)),
        (one("fan"), one("fan", direction=Direction.INWARD)),
        (one("circle"), one("circle", direction=Direction.INWARD)),
        (one("fan"), one("fan", reach=Reach.WIDE)),
        (one(), one(where=(Place.UPPER_BACK, Place.LOWER_BACK))),
    ],
)
def test_different_strokes_look_different(a, b):
    assert differs(seen(a), seen(b))


@pytest.mark.parametrize(
    ("thing", "view"),
    [
        pair
        for pair in product(Thing, View)
        if pair not in ((Thing.PILLOW, View.BACK), (Thing.GIVER, View.FOOT))
    ],
)
def test_each_thing_can_be_seen(thing, view):
    assert differs(seen(Picture(view=view)), seen(Picture(show=(thing,), view=view)))


@pytest.mark.parametrize("zone", Zone)
def test_each_zone_is_marked(zone):
    assert differs(seen(one()), seen(Picture(strokes=(stroke(),), avoid=(zone,))))


def at_second(svg: str) -> str:
    """The drawing as a page shows it after the switch."""
    shown = svg.replace('-second" visibility="hidden"', '-second"')
    return re.sub('class="([^"]+-first)"', r'class="\1" visibility="hidden"', shown)


def middle(pixels: set[tuple[int, int]]) -> float:
    """The mean x coordinate; the spine is at 100."""
    return sum(x for x, _ in pixels) / len(pixels)


def places(picture: Picture, turn: int = 0) -> tuple[float, float]:
    """The positions of hands and giver in the first or second turn."""
    svg = picture_svg(picture, colour=colours.screen)
    image = rendered(at_second(svg) if turn else svg)
    bare = coloured(seen(replace(Scene.seen(picture), strokes=(), show=(Thing.GIVER,))), "hand")
    hands = coloured(image, "hand")
    sleeves = {(x, y) for x, y in coloured(image, "sleeve") if abs(x - 100) > 75}
    return middle({(x, y) for x, y in hands - bare if abs(x - 100) < 70}), middle(sleeves)


SIDED = [
    stroke("shake", where=(Place.SHOULDER_BLADE,)),
    stroke("circle", where=(Place.MID_BACK, Place.LOWER_BACK), hand=HandPart.THUMB),
    stroke("fan", where=(Place.BLADE_BOTTOM, Place.BLADE_TOP), hand=HandPart.THUMB),
    stroke("knead", where=(Place.SHOULDER_TOP,), hand=HandPart.FINGERS),
]


@pytest.mark.parametrize("drawn", SIDED, ids=lambda one: one.stroke)
@pytest.mark.parametrize("stand", Stand)
def test_the_far_side_is_across_from_the_giver_and_the_near_one_beside_them(drawn, stand):
    on_right = stand is Stand.HERE
    for side in (Side.FAR, Side.NEAR):
        scene = Scene(strokes=(replace(drawn, side=side),), giver=stand)
        hands, giver = places(scene)
        assert (giver > 100) is on_right
        assert (hands > 100) is (on_right is (side is Side.NEAR))


@pytest.mark.parametrize("drawn", SIDED, ids=lambda one: one.stroke)
@pytest.mark.parametrize("stand", Stand)
def test_who_comes_round_always_works_on_the_farther_side(drawn, stand):
    scene = Scene(strokes=(replace(drawn, side=Side.SWAPPING),), giver=stand, moves=True)
    (first, giver), (second, round_there) = places(scene), places(scene, 1)
    assert (giver > 100) is (stand is Stand.HERE) is (round_there < 100)
    assert (first < 100) is (giver > 100) is (second > 100)


@pytest.mark.parametrize("drawn", SIDED, ids=lambda one: one.stroke)
def test_who_stays_works_on_the_farther_side_then_on_the_nearer(drawn):
    scene = Scene(strokes=(replace(drawn, side=Side.SWAPPING),))
    (first, giver), (second, still) = places(scene), places(scene, 1)
    assert giver == still > 100
    assert first < 100 < second


@cache
def marked(*zones: Zone) -> frozenset[tuple[int, int]]:
    """The pixels of these zones."""
    change = ImageChops.difference(seen(Picture()), seen(Picture(avoid=zones))).convert("L")
    rows, columns = np.nonzero(np.asarray(change)[54:168, 70:131] > 25)
    return frozenset(zip((columns + 70).tolist(), (rows + 54).tolist(), strict=True))


@pytest.mark.slow
@settings(max_examples=12)
@given(scenes(View.BACK), st.booleans())
def test_no_hand_covers_a_zone_not_to_press(scene, second):
    scene = replace(scene, avoid=(Zone.SPINE, Zone.KIDNEYS), show=())
    svg = picture_svg(scene, colour=colours.screen)
    image = rendered(at_second(svg) if second else svg)
    covered = coloured(image, "hand") | coloured(image, "sleeve")
    assert len(marked(*scene.avoid)) > 500
    assert not marked(*scene.avoid) & covered


@pytest.mark.slow
@settings(max_examples=6)
@given(scenes(View.BACK))
def test_from_across_everything_but_the_head_is_mirrored(scene):
    scene = replace(scene, show=(Thing.GIVER,), avoid=())
    here, across = (seen(replace(scene, giver=stand)) for stand in Stand)
    below = (0, 75, 200, 200)
    mirrored = across.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    difference = ImageChops.difference(here.crop(below), mirrored.crop(below)).convert("L")
    assert sum(difference.histogram()[64:]) < 500  # where hands meet; shadows fall one way


def test_a_still_picture_shows_the_way_round_and_where_it_leads():
    scene = Scene(strokes=(replace(SIDED[0], side=Side.SWAPPING),), moves=True)
    still, stays = seen(scene), seen(replace(scene, moves=False))
    assert differs(still, stays, (0, 120, 30, 170))
    assert differs(still, stays, (60, 185, 140, 200))
    assert "comes round" in picture_svg(scene)
    assert "comes round" not in picture_svg(replace(scene, moves=False))


def test_halves_that_are_done_together_are_not_numbered():
    """The giver may come round all the same."""
    both = Scene(strokes=(stroke(),), moves=True)
    badges = (25, 35, 53, 60)
    assert not differs(seen(both), seen(replace(both, moves=False)), badges)
    assert differs(seen(both), seen(replace(both, strokes=(stroke(side=Side.FAR),))), badges)


def test_hands_on_both_sides_lean_towards_the_giver():
    """Their sleeves, below the wrists, are nearer the giver than the hands."""
    for stand in Stand:
        scene = Scene(strokes=(stroke(where=(Place.LOWER_BACK, Place.UPPER_BACK)),), giver=stand)
        image = seen(scene)
        hands, sleeves = (
            middle({(x, y) for x, y in coloured(image, name) if abs(x - 100) < 60})
            for name in ("hand", "sleeve")
        )
        assert (sleeves > hands) is (stand is Stand.HERE)


def test_sides_in_turn_are_numbered_and_the_second_is_fainter():
    picture = one(side=Side.SWAPPING)
    image, bare = seen(picture), seen(Picture(show=(Thing.GIVER,)))
    left = ImageChops.difference(image.crop(LEFT), bare.crop(LEFT)).convert("L")
    right = ImageChops.difference(image.crop(RIGHT), bare.crop(RIGHT)).convert("L")
    assert ImageStat.Stat(left).sum > ImageStat.Stat(right).sum > [0]
    assert 'class="vg-second" visibility="hidden"' in picture_svg(picture)


def test_colours_can_be_set_by_the_page():
    text = picture_svg(one())
    assert "var(--vg-hand,#f8dcc2)" in text
    assert not re.search(r'(fill|stroke)="#', text)


def test_a_picture_for_paper_has_its_colours_written_out():
    text = picture_svg(one(), animated=False, colour=colours.paper)
    assert "var(" not in text
    assert colours.PAPER["path"] in text
    assert set(colours.PAPER) == set(colours.SCREEN)


def test_a_still_picture_has_nothing_that_moves():
    text = picture_svg(MASSAGE["tight-spots"], animated=False)
    assert "class=" not in text
    assert "<style" not in text
    assert "@keyframes" in picture_svg(MASSAGE["tight-spots"])


def test_hands_rest_for_users_who_prefer_reduced_motion():
    text = picture_svg(one(), prefix="p7")
    (rules,) = re.findall("<style>(.*?)@keyframes", text)
    assert rules.startswith("@media(prefers-reduced-motion:no-preference){.p7-0{animation:var(")
    assert parsed(text).find(".//*[@class='p7-0']") is not None


def test_hands_that_rest_have_no_rules():
    assert "<style" not in picture_svg(one("hold"))


def test_it_has_a_title_and_a_description():
    root = parsed(picture_svg(MASSAGE["up-and-down"], label="Up & <down>", prefix="x"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "x-title x-desc"
    assert root.find(f"{SVG}title").text == "Up & <down>"
    assert root.find(f"{SVG}desc").text == (
        "A back from above, face down, the head to one side. Palms glide from the lower back to "
        "the upper back and back, on both sides of the spine. No pressure on the spine."
    )


@pytest.mark.parametrize("prefix", ["", "7", 'a"b', "a b", "a_b>"])
def test_a_prefix_that_cannot_start_an_id_is_refused(prefix):
    with pytest.raises(ValueError, match="can't start an id"):
        picture_svg(one(), prefix=prefix)


def contrast(a: str, b: str) -> float:
    """WCAG 2.2's contrast ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(a), light(b)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [colours.SCREEN, colours.PAPER], ids=["screen", "paper"])
@pytest.mark.parametrize(
    ("a", "b"),
    [("path", "halo"), ("path", "skin"), ("hand", "ink"), ("avoid", "veil"), ("guide", "halo")],
)
def test_colours_to_tell_apart_have_a_contrast_of_three_to_one(palette, a, b):
    """WCAG 2.2, 1.4.11: graphics required to understand the content."""
    assert contrast(palette[a], palette[b]) >= 3


def test_the_margin_has_the_background_colour():
    root = parsed(picture_svg(one(), around=42))
    assert root.get("viewBox") == "-42 -42 484 484"
    svg = picture_svg(one(), around=42, colour=colours.screen)
    png = resvg_py.svg_to_bytes(svg_string=svg, width=242, height=242, skip_system_fonts=True)
    corner = Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert "#{:02x}{:02x}{:02x}".format(*corner) == colours.SCREEN["ground"]
