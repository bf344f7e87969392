"""Advice about words with one spelling and two pronunciations."""

import pytest

from tests.script.examples import advice, changed
from voiceguide.wording import heteronyms, language

ENGLISH = language.of("en")


def words(text: str, **pronounce: str) -> list[str]:
    return [word for word, _ in heteronyms.found(text, ENGLISH, pronounce)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lead with the elbow.", ["Lead"]),
        ("Bow, then wind down.", ["Bow", "wind"]),
        ("Use your thumbs.", ["Use"]),
        ("Slowly close your eyes.", ["close"]),
        ("Breathe in, and use the palm.", ["use"]),
        ("Stay close to the spine.", []),
        ("You can use oil for one minute.", []),
        ("Mislead, lead-free, leading, wounds.", []),
        ("Two separate strokes; live, number, does, minute.", []),
    ],
)
def test_only_words_that_the_voice_may_say_wrong_are_found(text, expected):
    assert words(text) == expected


def test_words_that_the_script_respells_are_left_alone():
    assert words("Lead, and bow.", LEAD="leed") == ["bow"]


def test_other_languages_have_no_heteronyms_yet():
    assert list(heteronyms.found("lead use", language.of("de"), {})) == []


def test_the_advice_names_the_word_and_what_to_write():
    assert advice(changed("Slower.", "'Slower, and use less.'")) == [
        (
            "36:38: 'use' has two pronunciations; use another word (take, or work with), "
            "or spell it as it sounds under 'pronounce'"
        )
    ]
