"""The picture as an SVG file."""

from hypothesis import given
from hypothesis import strategies as st

from tests.plot.drawn import SVG, parsed
from tests.plot.examples import BED, session
from voiceguide.plot.lanes import Loudness
from voiceguide.plot.picture import picture
from voiceguide.plot.shapes import Picture, Text
from voiceguide.plot.svg import svg


def test_it_is_well_formed_and_as_large_as_the_picture():
    drawn = picture(session(BED), [Loudness(0, -20.0), Loudness(100, -21.0)])
    root = parsed(svg(drawn))
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == f"0 0 {drawn.width} {drawn.height}"
    assert len(list(root)) == len(drawn.shapes) + 2


def test_markup_in_titles_and_words_is_escaped():
    root = parsed(svg(picture(session())))
    said = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert 'Hands & "feet" <3' in said
    assert "1. Feet <& toes>\u20023:00" in said
    tips = [tip.text for tip in root.iter(f"{SVG}title")]
    assert tips[0] == 'Hands & "feet" <3, 4:00'
    assert '0:02 Say "yes" & <wait>.' in tips


@given(st.text())
def test_any_words_make_a_well_formed_file(words):
    text = Text(x=0, y=0, text=words, size=10, fill="#000000", tip=words)
    drawn = Picture(width=9, height=9, title=words, description=words, shapes=(text,))
    assert parsed(svg(drawn)).tag == f"{SVG}svg"


def test_the_same_session_gives_the_same_bytes():
    assert svg(picture(session(BED))) == svg(picture(session(BED)))


def test_its_description_has_the_steps_in_words():
    root = parsed(svg(picture(session())))
    assert root.get("role") == "img"
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert description.text == "0:00 Hello; 1:00 1. Feet <& toes>"


def test_it_contains_nothing_that_runs_or_is_fetched():
    root = parsed(svg(picture(session(BED))))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "circle", "polygon", "polyline", "text", "tspan",
    }  # fmt: skip
    assert not [key for element in root.iter() for key in element.attrib if "href" in key]
