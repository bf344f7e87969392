"""A picture in words."""

import pytest

from voiceguide.drawing.words import described
from voiceguide.script import library, reader
from voiceguide.script.picture import Picture, Stroke, StrokeKind
from voiceguide.script.views import Place

BODY = "A back from above, face down, the head to one side. "


IN_WORDS = {
    "welcome": "No pressure on the throat, spine and kidneys. With a bottle of oil and towels.",
    "outward-thumbs": "Thumbs make short strokes away from the spine, from the mid back to the "
    "neck base, on both sides of the spine. No pressure on the spine.",
    "tight-spots": "Thumbs make small circles at the mid back, the upper back and the lower back, "
    "on one side, then on the other. No pressure on the spine.",
    "shoulder-shake": "Palms shake gently to and fro at the shoulder blade, on one side, then on "
    "the other.",
    "heels-of-hands": "Heels of the hands glide from the upper back to the lower back, on both "
    "sides of the spine, more and more lightly. No pressure on the spine and kidneys.",
    "close": "With a blanket over the back and a glass of water.",
}


@pytest.mark.parametrize(("step", "words"), IN_WORDS.items())
def test_a_step_of_the_massage_in_words(step, words):
    steps = {s.id: s.picture for s in reader.load(library.find("back-massage")).steps}
    assert described(steps[step], "en") == BODY + words


@pytest.mark.parametrize("kind", StrokeKind)
def test_every_stroke_has_its_words(kind):
    where = (Place.NECK, Place.MID_BACK, Place.HIPS)
    words = described(Picture(strokes=(Stroke(stroke=kind, where=where),)), "en")
    assert words.startswith(f"{BODY}Palms ")
    assert "the hips" in words
