"""Other people's text can't control a terminal, and none of it is lost."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.console.visible import visible, visible_json, visible_lines

SHAPES = "\u200c\u200d\u0600\u06dd\u070f\u08e2"
"""Formatting characters that have a shape, or that languages need."""

TEXTS = st.text(st.characters() | st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]))


def commands(text: str) -> list[str]:
    """Returns the characters that a terminal obeys, or doesn't show at all."""
    return [
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(character) in {"LRE", "RLE", "LRO", "RLO", "PDF"}
        or unicodedata.bidirectional(character) in {"LRI", "RLI", "FSI", "PDI"}
        or character in "\u061c\u200b\u200e\u200f\u2060\ufeff\U000e0041"
    ]


@given(TEXTS)
def test_nothing_in_a_visible_text_commands_a_terminal(text):
    assert commands(visible(text)) == []
    assert set(commands(visible_lines(text))) <= {"\n"}
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b2J \x85 \x7f", r"\x9b2J \x85 \x7f"),
        ("\u202egpm\u2066", r"\u202egpm\u2066"),
        ("bad \udcff name", r"bad \udcff name"),
        ("two\nlines\tand\rmore", r"two\nlines\tand\rmore"),
        ("hidden\U000e0041\ufeff\u200b", r"hidden\U000e0041\ufeff\u200b"),
    ],
)
def test_what_is_invisible_is_shown_as_python_writes_it(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    ["", "Dvořák, Grüß Gott – “ja”", "呼吸", "שלום", "می‌خواهم", "👩‍⚕️ 👐🏽", "a\\x1b", SHAPES],
)
def test_what_is_visible_stays(text):
    assert visible(text) == text
    assert json.loads(visible_json(json.dumps(text, ensure_ascii=False), "utf-8")) == text


def test_lines_stay_lines_where_there_are_several():
    assert visible_lines("one\ntwo\x1b") == "one\ntwo\\x1b"


@given(TEXTS, st.sampled_from(["utf-8", "ascii", "cp1252"]))
def test_json_stays_the_same_json(text, encoding):
    written = visible_json(json.dumps([text], ensure_ascii=False, indent=2), encoding)
    assert json.loads(written) == [text]
    assert set(commands(written)) <= {"\n"}
    written.encode(encoding)
