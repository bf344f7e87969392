"""The places where a voice may rest inside a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.wording import language
from voiceguide.wording.breaths import count_rests, count_words, is_count, with_rest

ENGLISH = language.of("en")
WORDS = """let your hands take the shape of back as breath goes out and to now be with, slowly; (so)
one's well-being three"""
words = st.sampled_from(WORDS.split())
sentences = st.lists(words, min_size=1, max_size=16).map(lambda said: " ".join(said) + ".")


@given(sentences)
def test_a_rest_is_one_more_comma_and_nothing_else(sentence: str) -> None:
    rested = with_rest(sentence, ENGLISH)
    if rested is not None:
        assert rested.replace(",", "") == sentence.replace(",", "")
        assert count_rests(rested) == count_rests(sentence) + 1
        assert count_words(rested) == count_words(sentence)


@given(sentences)
def test_no_rest_follows_a_word_that_begins_a_group(sentence: str) -> None:
    rested = with_rest(sentence, ENGLISH)
    if rested is not None:
        added = [
            new for old, new in zip(sentence.split(), rested.split(), strict=True) if old != new
        ]
        assert len(added) == 1
        word = added[0].rstrip(",").casefold()
        opens = rested.startswith(added[0]) and word in ENGLISH.pace.breaths.openers
        assert opens or not ENGLISH.pace.breaths.begins(word)


@pytest.mark.parametrize(
    ("sentence", "rested"),
    [
        ("Let your shoulders drop as the breath goes out.", "drop, as"),
        ("Rest your thumb and stroke with your palm.", "thumb, and"),
        ("Lighten where the ribs end.", "Lighten, where"),
        ("Now go on with the near shoulder.", "Now, go"),
        ("Let every side of the box be the same length.", "box, be"),
        ("If your mind has wandered, come back to the count.", "back, to"),
        ("Let a knuckle take over from the thumb.", "over, from"),
    ],
)
def test_a_rest_stands_where_a_reader_takes_breath(sentence: str, rested: str) -> None:
    assert rested in (with_rest(sentence, ENGLISH) or "")


@pytest.mark.parametrize(
    "sentence",
    ["Let the shoulders drop.", "Breathe.", "Slow your own breath down.", "", "Up, down."],
)
def test_a_sentence_without_a_place_stays_whole(sentence: str) -> None:
    assert with_rest(sentence, ENGLISH) is None


def test_a_language_without_such_words_has_no_places() -> None:
    assert with_rest("Lass die Schultern sinken und atme aus.", language.of("it")) is None


def test_a_count_has_mostly_short_sentences() -> None:
    assert is_count(["Breathe in.", "Two.", "Three.", "Let it go out again."])
    assert not is_count(["Halfway.", "About two minutes more here."])
