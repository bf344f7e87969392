"""Numbers keep their values: the words, read back, are the numbers of the text."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.fuzz import text
from tests.wording.number_words import values
from voiceguide.wording import counting, language
from voiceguide.wording.spoken import refusals

ENGLISH = language.of("en")


@settings(max_examples=80)
@given(text.CASES)
def test_a_text_is_said_with_its_numbers_or_refused_by_name(case):
    text.check(case)


def test_most_measures_are_said():
    said = [
        not refusals(f"{amount}{gap}{unit}", "en")
        for amount in ("1", "10", "2.5", ".5", "-3", "½", "1 1/2", "5-10", "5–10")
        for gap in ("", " ")
        for unit in ("min", "s", "cm", "kg", "%", "°", "°C", "ml", "x", " breaths", "/side")
    ]
    assert all(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("minus two point five, half an hour", ["-5/2", "1/2"]),
        ("one and three quarters, a third of it", ["7/4", "1/3"]),
        ("plus or minus five, or minus five", ["5", "-5"]),
        ("a forty-five-second rest", ["45"]),
        ("the twenty-first to the third", ["21", "3"]),
    ],
)
def test_the_reader_reads_more_than_whole_numbers(said, expected):
    assert values(said) == [Fraction(value) for value in expected]


def test_the_reader_reads_every_number_in_words():
    drawn = random.Random(14)
    for value in (*range(130), *(drawn.randrange(10 ** drawn.randint(3, 12)) for _ in range(300))):
        assert values(counting.number(value, ENGLISH)) == [value]
