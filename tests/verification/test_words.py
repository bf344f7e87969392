"""A text in a dictionary's words."""

from hypothesis import example, given
from hypothesis import strategies as st

from voiceguide.verification.words import words_of


def test_numbers_are_said_in_words():
    assert words_of("Step 11: wait 2 minutes") == ("step", "eleven", "wait", "two", "minutes")


def test_abbreviations_are_expanded_as_they_are_said():
    assert words_of("Lean 5-10 cm, e.g. ½ min.") == (
        "lean", "five", "to", "ten", "centimetres", "for", "example", "half", "a", "minute",
    )  # fmt: skip


def test_words_keep_their_spelling_despite_the_lexicon():
    assert words_of("the fascia") == ("the", "fascia")


def test_hyphens_and_dashes_separate_words_and_apostrophes_do_not():
    assert words_of("Don’t stop — one-handed, the partner's") == (
        "don't", "stop", "one", "handed", "the", "partner's",
    )  # fmt: skip


def test_a_text_without_words_has_none():
    assert words_of("… — 'n !".replace("n", "")) == ()


@given(st.text())
@example("999999999999999936")
def test_any_text_gives_words_of_plain_letters(text):
    for word in words_of(text):
        assert word.replace("'", "").isascii()
        assert word.replace("'", "").isalpha()
        assert word == word.lower()
