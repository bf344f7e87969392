"""French signs with a space before them stay on the line of their word, wherever people read."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.page.sessions import timeline
from voiceguide.page.content import Content, Session
from voiceguide.page.document import page_html
from voiceguide.track.sidecars.screen import even_lines
from voiceguide.wording.spaces import held, loosened

TIMELINE = replace(timeline("Un : dos", "Deux"), language="fr")
WORDS = st.sampled_from(
    ["voulez-vous", "plus", "ou", "moins ?", "là :", "« doux »", "oui !", "si ;", "80 %", "à"]
)


@given(st.lists(WORDS, min_size=1, max_size=40).map(" ".join))
def test_no_line_of_a_caption_begins_with_a_sign_or_ends_with_an_opening_one(text):
    lines = even_lines(text)
    assert " ".join(lines) == text
    assert [line for line in lines if re.match("[:;?!»%]", line) or line.endswith("«")] == []


@pytest.mark.parametrize(
    "text", ["Are you ready?", "¿Más o menos?", "Wer liegt: Möchtest du mehr?", "a :b", "? oui"]
)
def test_a_sign_without_a_space_or_before_a_word_changes_nothing(text):
    assert held(text) == text


@given(st.text())
def test_only_spaces_change(text):
    assert loosened(held(text)) == loosened(text)


def test_what_a_french_page_says_is_held():
    html = page_html(Content(sessions=[Session(timeline=TIMELINE, address="a.mp3")]))
    assert "Ensuite\u00a0: " in html
    bare = re.sub(r"<(style|script).*?</\1>", "", html, flags=re.DOTALL)
    assert re.findall(r"\w [:;?!»](?=\W)", bare) == []
