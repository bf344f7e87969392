"""The drawings that the documentation shows."""

from tests.drawing.sheet import SHEET, SHOWN, sheet
from voiceguide.script.picture import HandPart, StrokeKind

FORMAT = SHEET.parent / "script-format.md"


def test_the_documentation_shows_what_is_drawn_today():
    """Redraw it with: python -m tests.drawing.sheet."""
    assert SHEET.read_text(encoding="utf-8") == sheet()
    assert f"]({SHEET.name})" in FORMAT.read_text(encoding="utf-8")


def test_it_has_every_stroke_and_every_part_of_the_hand():
    strokes = [stroke for picture in SHOWN.values() for stroke in picture.strokes]
    assert {stroke.stroke for stroke in strokes} == set(StrokeKind)
    assert {stroke.hand for stroke in strokes} == set(HandPart)
