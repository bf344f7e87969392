"""Letters without a sound in the voice are refused by name; accents may be removed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script.examples import changed, faults
from voiceguide.wording.spoken import refusals, spoken

SAID = [
    ("José, Dvořák, Grüß, Łódź, smørrebrød", "José, Dvořák, Grüß, Łódź, smørrebrød"),
    ("Nguyễn, Việt, ǎ", "Nguyen, Viet, a"),
    ("\U0001d401\U0001d428\U0001d425\U0001d41d", "Bold"),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_latin_letters_are_said(text, expected):
    assert spoken(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("北京 breath", "北京"),
        ("Привет all", "Привет"),
        ("the \u03b1 waves", "\u03b1"),
        ("a p\u0430lm", "p\u0430lm"),
        ("so ʃ so", "ʃ"),
        ("שלום all", "שלום"),
        ("नमस्ते all", "नमस्ते"),
        ("안녕, all", "안녕"),
    ],
)
def test_other_letters_are_refused_once_a_word(text, word):
    (refusal,) = refusals(text, "en")
    assert refusal.found == word
    assert "'pronounce'" in refusal.cure


def test_a_respelling_lets_them_be_said():
    assert spoken("北京 breath", "en", {"北京": "bay-jing"}) == "bay-jing breath"
    text = changed("Slower.", "'Slower, 北京.'")
    assert faults(text)[0].startswith("36:34: '北京' can't be spoken: ")
    assert faults(text.replace("{knead: need}", "{北京: bay-jing}")) == []


def test_a_language_says_its_own_letters():
    assert spoken("Привет", "ru") == "Привет"


@given(st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=8))
def test_an_engine_gets_latin_letters_alone(text):
    if not refusals(text, "en"):
        letters = [sign for sign in spoken(text, "en") if sign.isalpha()]
        assert all(unicodedata.name(sign).startswith("LATIN") for sign in letters)
