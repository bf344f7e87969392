"""The steps' drawings in a page: all of what is drawn, and small."""

import base64
import json
import zlib
from dataclasses import replace

from tests.player.sessions import timeline
from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.player.pictures import packed, tree
from voiceguide.script import library, reader

MASSAGE = {
    step.id: replace(timeline("One").chapters[0], title=step.title, picture=step.picture)
    for step in reader.load(library.find("back-massage")).steps
}


def trees(text):
    """What a page reads from what it was given."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


def names(part):
    """Every element's name and attributes, in order."""
    name, attributes, *children = part
    yield name, attributes
    for child in children:
        if not isinstance(child, str):
            yield from names(child)


def test_all_pictures_of_the_massage_are_a_few_kilobytes():
    assert len(packed(MASSAGE)) < 12_000


def test_every_element_of_a_drawing_is_there():
    found = trees(packed(MASSAGE))
    assert list(found) == list(MASSAGE)
    for step, chapter in MASSAGE.items():
        plain = picture_svg(chapter.picture, label=chapter.title, colour=colours.screen)
        assert [name for name, _ in names(found[step])] == [name for name, _ in names(tree(plain))]


def test_a_circle_around_it_cuts_no_sign_off():
    (_, attributes), *_ = names(trees(packed(MASSAGE))["oil"])
    assert attributes["viewBox"] == "-42 -42 484 484"


def test_half_a_character_in_a_title_is_no_hindrance():
    odd = {"one": replace(MASSAGE["oil"], title="Oil \ud83d & <b>")}
    assert packed(odd)
