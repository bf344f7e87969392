"""Guesses at words that are not in the dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.verification.pronunciation import by_letters, guess

KNOWN = {
    "stacked": "S T AE K T",
    "sore": "S AO R",
    "thinner": "TH IH N ER",
    "knead": "N IY D",
    "finger": "F IH NG G ER",
    "tip": "T IH P",
    "calm": "K AA M",
    "partner": "P AA R T N ER",
}
PHONES = (
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH "
    "UH UW V W Y Z ZH"
)


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("unstacked", "AH N S T AE K T"),
        ("soreness", "S AO R N AH S"),
        ("thinners", "TH IH N ER Z"),
        ("kneading", "N IY D IH NG"),
        ("fingertip", "F IH NG G ER T IH P"),
        ("tipped", "T IH P D"),
        ("partner's", "P AA R T N ER Z"),
    ],
)
def test_a_word_of_known_parts_is_said_as_its_parts(word, phones):
    assert guess(word, KNOWN.get) == phones


@pytest.mark.parametrize(
    ("word", "phones"),
    [("shiatsu", "SH IH AE T S AH"), ("reiki", "R EH IH K IH"), ("quill", "K W IH L")],
)
def test_a_word_of_unknown_parts_is_spelt_out(word, phones):
    assert guess(word, dict[str, str]().get) == phones


@pytest.mark.slow
@given(st.from_regex(r"[a-z]+('[a-z]+)*", fullmatch=True))
def test_every_word_has_phones_that_the_recogniser_knows(word):
    phones = by_letters(word).split()
    assert phones
    assert set(phones) <= set(PHONES.split())
