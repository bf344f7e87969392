"""Foreign mark-up is found as a whole, with its cure, and never reaches an engine."""

import html
import itertools
from html.entities import html5

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from voiceguide.wording import elsewhere
from voiceguide.wording.spoken import refusals

NAMES = ("side", "left")

FOUND = [
    ("Don&#39;t press.", "&#39;", "write the character itself"),
    ("Don&#x2019;t", "&#x2019;", "this is code for '’'"),
    ("a&nbsp;b", "&nbsp;", "write a space"),
    ("R&amp;D", "&amp;", "this is code for '&'"),
    ("a&amp;nbsp;b", "&amp;nbsp;", "write a space"),
    ("so&shy;lo", "&shy;", "leave it out"),
    ('<break time="3s"/> Go', '<break time="3s"/>', "[pause 3s]"),
    ("<break time='500ms' />", "<break time='500ms' />", "[pause 500ms]"),
    ("<BREAK TIME=.5s>", "<BREAK TIME=.5s>", "[pause 0.5s]"),
    ("<break/>", "<break/>", "[pause 1s]"),
    ('<silence msec="800"/>', '<silence msec="800"/>', "[pause 800ms]"),
    ("[[slnc 500]] Go", "[[slnc 500]]", "[pause 500ms]"),
    ("<#0.5#> Go", "<#0.5#>", "[pause 0.5s]"),
    ("<p>One.</p>", "<p>", "a blank line starts a new idea"),
    ("One<br>two", "<br>", "a blank line starts a new idea"),
    ('<prosody rate="slow">Go</prosody>', '<prosody rate="slow">', "leave it out"),
    ('<sub alias="x">Go</sub>', '<sub alias="x">', "'pronounce'"),
    ("Now <side>", "<side>", "as {side}"),
    ("<!-- so --> Go", "<!-- so -->", "leave it out"),
    ("Now {{side}}", "{{side}}", "as {side}"),
    ("About ${left}", "${left}", "as {left}"),
    ("{% if x %} Go", "{% if x %}", "leave it out"),
    ("**slowly** now", "**slowly**", "write 'slowly'"),
    ("so _very slowly_ now", "_very slowly_", "write 'very slowly'"),
    ("not ~~fast~~", "~~fast~~", "write 'fast'"),
    ("See [this](https://example.org/a)", "[this](https://example.org/a)", "'this'"),
    ("![a hand](hand.png) Go", "![a hand](hand.png)", "'a hand'"),
    ("One.\n## Two\nThree.", "## Two", "neither a heading nor a comment"),
    ("One.\n* Two.", "*", "write sentences"),
    ("> Two.", ">", "write sentences"),
    ("One.\n***\nTwo.", "***", "write sentences"),
    ("| a | b |", "| a | b |", "write sentences"),
    ("[b]slow[/b]", "[b]", "leave it out"),
    ("Smile :smile: now", ":smile:", "name of an emoji"),
    ("Rest.\\nGo.", "\\n", "a new line"),
    ("Don\\'t", "\\'", "write the character itself"),
    ("Don\\u2019t", "\\u2019", "'’'"),
    ("Don%27t", "%27", "write the character itself"),
    ("Donâ€™t", "â€™", "misread '’'"),
    ("caf\u00c3\u00a9", "\u00c3\u00a9", "misread 'é'"),
]


@pytest.mark.parametrize(("text", "whole", "cure"), FOUND)
def test_markup_is_found_once_with_its_cure(text, whole, cure):
    (piece,) = [piece for piece in elsewhere.found(text, NAMES) if piece.cure]
    assert piece.found == whole
    assert cure in piece.cure


@pytest.mark.parametrize(("text", "whole", "cure"), FOUND)
def test_an_engine_never_gets_it(text, whole, cure):
    assert refusals(text, "en")[0].found == whole


@pytest.mark.parametrize(
    "text",
    [
        *("Q&A, R&B; salt & pepper; you &me;", "at 5:30 now: breathe: hold", "2 * 3", "a*b*"),
        *("less than <5 min", "I <3 you", "snake_case_x", "[pause 3s] [pause 2s](slowly)"),
        *("[Pause 3s][pause 1s]", "#5 and # 6", "100% sure, 50%20", "it’s “so”", "âge, Ãustria"),
        *("press - gently -- now", "- one\n- two", "don`t", "C# and F#", "5+ breaths", "a = b"),
    ],
)
def test_other_signs_are_left_to_those_who_know_them(text):
    assert elsewhere.found(text, NAMES) == ()


@settings(max_examples=60)
@given(st.sampled_from(sorted(name for name in html5 if name.endswith(";"))), st.integers(0, 2))
def test_every_entity_is_one_piece_however_often_it_was_escaped(name, times):
    text = f"&{name}"
    for _ in range(times):
        text = html.escape(text)
    (piece,) = elsewhere.found(f"so {text} so")
    assert piece.found == text


@settings(max_examples=100)
@example("||\\-")
@example("|a\\-|")
@given(st.text("<>&;*_#[](){}|~`\\:/ab!-=%'\" \n", max_size=40))
def test_what_is_found_lies_in_the_text_apart_or_one_in_the_other(text):
    pieces = elsewhere.found(text, NAMES)
    for before, after in itertools.combinations(pieces, 2):
        assert before.end <= after.start or after.end <= before.end
    assert len(elsewhere.without(text, pieces)) == len(text)
