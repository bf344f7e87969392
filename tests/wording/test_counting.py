"""Numbers and times in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.wording import counting
from voiceguide.wording.language import of


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        (1, "en", "one"),
        (11, "en-GB", "eleven"),
        (21, "EN", "twenty-one"),
        (3, "de", "drei"),
        (3, "pt-BR", "três"),
        (3, "xx", "three"),
    ],
)
def test_a_number_is_said_in_its_language_or_in_english(value, language, words):
    assert counting.number(value, of(language)) == words


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "half a minute"),
        (44_999, "half a minute"),
        (45_000, "one minute"),
        (74_999, "one minute"),
        (75_000, "one and a half minutes"),
        (105_000, "two minutes"),
        (150_000, "two and a half minutes"),
        (1_260_000, "twenty-one minutes"),
    ],
)
def test_a_time_is_said_to_the_nearest_half_minute(ms, words):
    assert counting.minutes(ms, of("en")) == words


@given(st.integers(0, 86_400_000))
def test_no_digit_is_ever_spoken(ms):
    assert not any(character.isdigit() for character in counting.minutes(ms, of("en-US")))


def test_a_language_without_words_for_minutes_says_so():
    assert counting.knows_minutes(of("en-GB"))
    assert not counting.knows_minutes(of("it"))
