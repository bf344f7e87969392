"""The massage's full safety list is in everything that can be read, at every length."""

import base64
import json
import re
import zlib
from html import unescape

import pytest

from voiceguide.card.page import card
from voiceguide.page.content import Content, Session
from voiceguide.page.document import page_html
from voiceguide.script.library import find
from voiceguide.script.reader import load
from voiceguide.session.plan import estimate
from voiceguide.timeline.model import Timeline
from voiceguide.track.comment import comment
from voiceguide.track.sidecars.lrc import lrc
from voiceguide.track.sidecars.notes import READING, shown_notes
from voiceguide.track.sidecars.subrip import subrip
from voiceguide.track.sidecars.timeline_json import timeline_json
from voiceguide.track.sidecars.webvtt import webvtt

MASSAGE = load(find("back-massage"))
LIST = """
not medical advice; fever; blood clot; bleeding disorder; blood thinners; weak or broken bones;
wound; infection; inflammation; infectious skin disease; alcohol; recent injury or surgery;
severe or unexplained pain; ask a professional first; pregnancy; cancer; heart problems;
fragile skin; sharp, spreading or tingling pain; numbness; dizziness; say stop at any time;
where a saddle would touch; bladder or bowel change; leg weakness; urgent care, not massage;
oily towels; hot; spread out; catch fire
"""
TERMS = [" ".join(term.split()) for term in LIST.split(";")]


def missing(text: str) -> list[str]:
    """Returns the terms that a text lacks."""
    shown = text.casefold()
    return [term for term in TERMS if term not in shown]


def blocks(captions: str) -> str:
    """Returns captions, each on one line, so that no term is found across two of them."""
    return "\n".join(" ".join(block.splitlines()) for block in captions.split("\n\n"))


@pytest.fixture(scope="module", params=[*MASSAGE.lengths.named, "asleep"])
def timeline(request: pytest.FixtureRequest) -> Timeline:
    if request.param == "asleep":
        return estimate(MASSAGE, length="short", sleep=True)
    return estimate(MASSAGE, length=request.param)


@pytest.mark.parametrize("captions", [webvtt, subrip])
def test_captions_have_every_term_in_one_piece(timeline: Timeline, captions) -> None:
    shown = re.sub(r"^NOTE .*?\n\n", "", captions(timeline), flags=re.DOTALL | re.MULTILINE)
    assert "NOTE" not in shown
    assert missing(blocks(shown)) == []


def test_webvtt_starts_with_every_term(timeline: Timeline) -> None:
    assert missing(webvtt(timeline).split("\n\n")[1]) == []


def test_lyrics_have_every_term_in_one_piece(timeline: Timeline) -> None:
    assert missing(lrc(timeline)) == []


def test_the_timeline_has_every_term(timeline: Timeline) -> None:
    chapters = json.loads(timeline_json(timeline))["chapters"]
    assert missing(json.dumps(chapters[0]["notes"])) == []


def test_the_comment_has_every_term(timeline: Timeline) -> None:
    assert missing(comment(MASSAGE, timeline)) == []


def test_the_card_has_every_term_in_the_step_of_safety(timeline: Timeline) -> None:
    found = re.search(r"<section>.*?</h2>(.*?)</div></section>", card(timeline), re.DOTALL)
    assert found
    assert missing(re.sub(r"<[^>]*>", " ", unescape(found[1]))) == []


def test_the_page_has_every_term_in_the_step_of_safety(timeline: Timeline) -> None:
    page = page_html(Content(sessions=[Session(timeline=timeline, address="a.mp3")]))
    packed = re.search(r'"packed":"([^"]+)"', page)
    assert packed
    (notes,) = json.loads(zlib.decompress(base64.b64decode(packed[1])))["notes"]
    assert missing(notes[0]) == []


def test_the_list_can_be_read_in_time_and_early(timeline: Timeline) -> None:
    shown = shown_notes(timeline)
    assert shown[-1].end_ms < max(180_000, timeline.total_ms / 4)
    for one in shown:
        assert len(" ".join(one.lines)) * 1000 / (one.end_ms - one.start_ms) <= READING
