"""Text that is written right to left, or without spaces, is correct everywhere."""

import base64
import json
import re
import unicodedata
import zlib
from html import unescape
from pathlib import Path

import mutagen.id3
import pytest
from rich.cells import cell_len

import voiceguide
from voiceguide.card.page import card
from voiceguide.page.content import Content, Session
from voiceguide.page.document import page_html
from voiceguide.script.reader import loads
from voiceguide.session.result import Made
from voiceguide.speech.voicing import Voicing
from voiceguide.terminal.face import Controls, draw
from voiceguide.terminal.moment import moment
from voiceguide.track.sidecars.captions import captions
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.sidecars.screen import LINE, LINES
from voiceguide.track.sidecars.webvtt import webvtt

TEXTS = {
    "ar": {
        "title": "تدليك الظهر",
        "step": "أعلى الظهر",
        "say": "ضع يديك على الظهر. اضغط برفق، ثم انتظر. هل هذا مريح؟",
        "cue": "تنفّس ببطء، ودع كتفيك يهبطان.",
        "note": "لا تبدأ مع الحمّى.",
        "sides": "الجانب البعيد، الجانب القريب",
        "names": '["الجانب البعيد", "الجانب القريب"]',
    },
    "ja": {
        "title": "背中のマッサージ",
        "step": "背中の上のほう",
        "say": "両手を背中に置きます。やさしく押して、待ちます。気持ちいいですか\uff1f",
        "cue": "ゆっくり息を吐いて、肩の力を抜き、そのまましばらく手のぬくもりを感じてみましょう。",
        "note": "熱があるときは始めないでください。",
        "sides": "",
        "names": '["遠い側", "近い側"]',
    },
}
SCRIPT = """\
voiceguide: 1
title: "{title}"
language: {code}
lengths: {{standard: 2m}}
steps:
  - id: back
    title: "{step}"
    time: 90s
    say: "{say}"
    notes: "{note}"
    sides: {{names: {names}, say: "{{side}}"}}
    cues: [{{at: 60%, say: "{cue}"}}]
  - {{id: rest, title: "{step}", time: 30s, numbered: false, say: "{cue}"}}
"""
CODES = tuple(TEXTS)


@pytest.fixture(scope="module", params=CODES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    code = request.param
    folder: Path = tmp_path_factory.mktemp(code)
    script = loads(SCRIPT.format(code=code, **TEXTS[code]))
    return voiceguide.make(script, folder / "session.mp3", voicing=Voicing(engine="silent"))


def texts(made: Made) -> dict[str, str]:
    return TEXTS[made.timeline.language]


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_tags_have_it(made):
    tags = mutagen.id3.ID3(made.track)
    known, label = texts(made), f"1. {texts(made)['step']}"
    assert tags["TIT2"].text == [known["title"]]
    chapters = [frame.sub_frames["TIT2"].text[0] for frame in tags.getall("CHAP")]
    assert chapters == [label, known["step"]]
    (words,) = tags.getall("USLT")
    assert plain(known["cue"]) in plain(re.sub(r"\[[\d:.]+\]", "", words.text))


def test_captions_have_every_word_on_lines_that_fit(made):
    known, found = texts(made), captions(made.timeline)
    shown = plain("".join("".join(caption.lines) for caption in found))
    for name in ("say", "cue", "note"):
        assert plain(known[name]) in shown
    for caption in found:
        assert len(caption.lines) <= LINES
        assert all(cell_len(line) <= LINE for line in caption.lines)
    for text in (webvtt(made.timeline), lrc(made.timeline)):
        assert plain(known["note"]) in plain(re.sub(r"\[[\d:.]+\]", "", text))


def test_each_sentence_is_a_phrase_of_its_own(made):
    opening = made.timeline.cues[0]
    assert [phrase.text for phrase in opening.phrases] == [
        text for text in re.split(r"(?<=[.؟。\uff1f])\s*", texts(made)["say"]) if text
    ]


def test_a_question_is_given_time_for_the_answer(made):
    opening, following = made.timeline.cues[:2]
    assert following.start_ms - opening.end_ms >= 4_000


def test_page_and_card_have_it_in_its_direction(made):
    known, code = texts(made), made.timeline.language
    page = page_html(Content(sessions=[Session(timeline=made.timeline, address="a.mp3")]))
    assert f'<h1 id="name" lang="{code}" dir="auto">{known["title"]}</h1>' in page
    packed = re.search(r'"packed":"([^"]+)"', page)
    assert packed
    phrases = json.loads(zlib.decompress(base64.b64decode(packed[1])))["phrases"]
    assert plain(known["cue"]) in plain("".join(phrases[0][2]))
    printed = unescape(card(made.timeline))
    assert f'<html lang="{code}" dir="auto">' in printed
    assert f"<bdi>1. {known['step']}</bdi>" in printed
    assert known["note"] in printed


@pytest.mark.parametrize("width", [24, 40, 80])
def test_the_terminal_has_it_within_its_width(made, width):
    now = moment(made.timeline, 85_000)
    drawn = draw(now, Controls(playing=True, volume=1), width, 24, ascii_only=False).plain
    assert all(cell_len(line) <= width for line in drawn.split("\n"))
    assert plain(texts(made)["step"])[:5] in plain(drawn)


def test_nothing_of_it_is_half_a_character(made):
    for cue in made.timeline.cues:
        for phrase in cue.phrases:
            assert unicodedata.normalize("NFC", phrase.text) == phrase.text
