"""Spellings of the same words are equal in comparisons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.wording import language
from voiceguide.wording.variants import spelling

ENGLISH = language.of("en")


def english(text: str) -> str:
    return spelling(text.split(), ENGLISH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("greyish", "grayish"),
        ("centre", "center"),
        ("centimetres", "centimeters"),
        ("realise", "realize"),
        ("jewellery", "jewelry"),
        ("labelled", "labeled"),
        ("don't", "do not"),
        ("can't", "cannot"),
        ("you're", "you are"),
        ("that's", "that is"),
        ("out breath", "outbreath"),
        ("face rest", "facerest"),
        ("one and a half", "one point five"),
        ("partner's", "partners"),
    ],
)
def test_two_spellings_of_the_same_words_are_equal(one, other):
    assert english(one) == english(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("knees", "knee"),
        ("light", "like"),
        ("filled", "filed"),
        ("tire", "tier"),
        ("upward", "upwards"),
        ("don't", "do"),
        ("he's", "his"),
    ],
)
def test_different_words_stay_different(one, other):
    assert english(one) != english(other)


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_language_without_the_table_changes_nothing(word):
    assert spelling([word, word], language.of("de")) == word + word


@given(st.lists(st.sampled_from(sorted(ENGLISH.variants.spellings)), max_size=3))
def test_a_word_of_the_table_is_equal_to_what_stands_beside_it(words):
    assert spelling(words, ENGLISH) == spelling(
        [ENGLISH.variants.spellings[word] for word in words], ENGLISH
    )
