"""The words that people see are in the session's language, and complete."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.page.sessions import timeline
from tests.terminal.sessions import TIMELINE
from voiceguide.card.page import card
from voiceguide.drawing.words import described
from voiceguide.errors import InputError
from voiceguide.page import document
from voiceguide.page.content import Content, Session
from voiceguide.page.document import page_html
from voiceguide.script import library, reader
from voiceguide.script.picture import Picture, Stroke, StrokeKind
from voiceguide.script.scene import Scene
from voiceguide.script.views import PLACES, View
from voiceguide.terminal.face import Controls, draw
from voiceguide.terminal.moment import moment
from voiceguide.wording import language, places
from voiceguide.wording.spaces import held

CODES = ("de", "fr", "es")
ENGLISH = language.of("en").shown
FILE = (places.bundled() / "de" / "shown.toml").read_text(encoding="utf-8")


def page(code: str) -> str:
    sessions = [Session(timeline=replace(timeline("One", "Two"), language=code), address="a.mp3")]
    return page_html(Content(sessions=sessions))


@pytest.mark.parametrize("code", CODES)
def test_no_english_is_left_on_a_page(code):
    shown, found = language.of(code).shown, page(code)
    assert f'<html lang="{code}">' in found
    bare = re.sub(r"<style>.*?</style>", "", found, flags=re.DOTALL)
    for key, text in ENGLISH.texts["player"].items():
        own = held(shown.texts["player"][key])
        assert own in bare or own.replace("'", "&#x27;") in bare
        if own != text and len(text.split()) > 1:
            assert text not in bare


def test_the_page_uses_each_of_its_words():
    source = "".join(path.read_text(encoding="utf-8") for path in document.WEB.iterdir())
    used = set(re.findall(r"\bWORDS\.(\w+)|\$_(\w+)", source))
    assert {one or other for one, other in used} == set(ENGLISH.texts["player"])


def test_a_language_without_such_words_is_shown_english_ones_that_say_so():
    found = page("it")
    assert '<html lang="en">' in found
    assert '<h1 id="name" lang="it"' in found
    assert ENGLISH.texts["player"]["go_back"] in found


@pytest.mark.parametrize("code", [*CODES, "it"])
def test_the_cards_key_and_signs_say_what_language_they_are_in(code):
    script = reader.load(library.find("back-massage"))
    drawn = Scene.seen(next(s.picture for s in script.steps if s.id == "tight-spots"))
    plan = timeline("One", "Two")
    first, second = plan.chapters
    moved = replace(second, picture=drawn, moves=True)
    found = card(replace(plan, language=code, chapters=(first, moved)))
    shown = language.of(code).shown
    assert f'<html lang="{code}"' in found
    assert f'<footer lang="{shown.code}" dir="auto">' in found
    assert shown.texts["legend"]["never_press"] in found
    come_round = shown.texts["card"]["come_round"]
    assert f'<bdi lang="{shown.code}">{come_round}</bdi>' in found


@pytest.mark.parametrize("code", CODES)
def test_the_terminal_speaks_it(code):
    now = moment(replace(TIMELINE, language=code), 13_000)
    shown = language.of(code).shown
    playing = draw(now, Controls(playing=False, volume=0.5), 100, 30, ascii_only=False).plain
    helping = draw(
        now, Controls(playing=True, volume=1, help=True), 100, 30, ascii_only=False
    ).plain
    assert shown.text("terminal", "left", time="0:47") in playing
    assert shown.text("terminal", "paused") in playing
    assert shown.text("terminal", "hints") in playing
    assert shown.text("terminal", "quit_key") in helping


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", StrokeKind)
def test_every_stroke_has_its_words(code, kind):
    where = tuple(sorted(PLACES[View.BACK]))[:3]
    words = described(Picture(strokes=(Stroke(stroke=kind, where=where),)), code)
    assert not re.search(r"[{}]|  |\b(the|and|hands|spine)\b", words)
    assert words != described(Picture(strokes=(Stroke(stroke=kind, where=where),)), "en")


def test_a_picture_is_described_in_german():
    steps = {s.id: s.picture for s in reader.load(library.find("back-massage")).steps}
    assert described(steps["heels-of-hands"], "de") == (
        "Ein Rücken von oben, Gesicht nach unten, der Kopf zur Seite. Handballen gleiten vom "
        "oberen Rücken zum unteren Rücken, auf beiden Seiten der Wirbelsäule, immer leichter. "
        "Kein Druck auf die Wirbelsäule und die Nieren."
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('again = "Nochmal"\n', "", "player: missing key 'again'"),
        ('again = "Nochmal"', 'agian = "Nochmal"', "player: unknown key 'agian'; did you mean"),
        ("{step}", "{schritt}", "player.now: expected {step}, as in 'Now: {step}'"),
        ('neck = ["vom Nacken", ', "neck = [", "places.neck: expected 4 texts, found 3"),
        ("[legend]", "[legende]", "unknown key 'legende'; did you mean 'legend'?"),
    ],
)
def test_a_fault_is_one_error_that_names_file_and_key(tmp_path, monkeypatch, old, new, message):
    assert old in FILE
    folder = tmp_path / "zz"
    folder.mkdir()
    (folder / "shown.toml").write_text(FILE.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path))
    with pytest.raises(InputError) as caught:
        language.of("zz")
    assert str(caught.value).startswith(f"{Path(folder)}{os.sep}shown.toml: {message}")
