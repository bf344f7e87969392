"""The steps' drawings in a page: complete, and small."""

from voiceguide.drawing import colours
from voiceguide.drawing.picture import picture_svg
from voiceguide.page.content import packed
from voiceguide.page.pictures import Pictures, shared, tree
from voiceguide.script import library, reader

MASSAGE = {step.title: step.picture for step in reader.load(library.find("back-massage")).steps}


def trees():
    """The drawings of the massage, in the form that a page has."""
    pictures = Pictures("en")
    places = [pictures.index(picture, title) for title, picture in MASSAGE.items()]
    assert places == [pictures.index(picture, title) for title, picture in MASSAGE.items()]
    return [pictures.trees[place] for place in places]


def names(part):
    """Every element's name and attributes, in order."""
    name, attributes, *children = part
    yield name, attributes
    for child in children:
        if not isinstance(child, str):
            yield from names(child)


def test_all_pictures_of_the_massage_are_a_few_kilobytes():
    assert len(packed(trees())) < 12_000


def put(part, parts):
    """The part with shared parts in the places of their numbers, as the page does it."""
    if isinstance(part, int):
        return put(parts[part], parts)
    return [put(inner, parts) for inner in part] if isinstance(part, list) else part


def test_drawings_that_share_parts_are_smaller_and_the_same():
    plain = trees()
    parts, drawings = shared(plain)
    assert [put(drawing, parts) for drawing in drawings] == plain
    assert len(packed([parts, drawings])) < 0.95 * len(packed(plain))


def test_the_signs_of_each_drawing_are_explained():
    pictures = Pictures("en")
    for title, picture in MASSAGE.items():
        pictures.index(picture, title)
    names = [[pictures.key[sign][1] for sign in signs] for signs in pictures.signs]
    shown = dict(zip(MASSAGE, names, strict=True))
    assert shown["Welcome and safety"] == ["hatched: "]
    assert shown["Tight places"] == ["hatched: ", "1, 2: ", "coloured part of the hand: "]
    assert shown["Rest and aftercare"] == []


def test_every_element_of_a_drawing_is_there():
    for (title, picture), found in zip(MASSAGE.items(), trees(), strict=True):
        plain = picture_svg(picture, label=title, colour=colours.screen)
        assert [name for name, _ in names(found)] == [name for name, _ in names(tree(plain))]


def test_the_ring_cuts_off_no_sign():
    (_, attributes), *_ = names(trees()[0])
    assert attributes["viewBox"] == "-42 -42 484 484"


def test_a_lone_surrogate_in_a_title_is_harmless():
    pictures = Pictures("en")
    pictures.index(next(iter(MASSAGE.values())), "Oil \ud83d & <b>")
    assert packed(pictures.trees)
