"""The misheard words are the fewest that explain a transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.verification.differences import Difference, differences
from voiceguide.verification.sameness import Sameness
from voiceguide.verification.words import words_of
from voiceguide.wording import language

SOUNDS = {
    "whole": ("HH OW L",),
    "hole": ("HH OW L",),
    "knead": ("N IY D",),
    "need": ("N IY D",),
    "read": ("R EH D", "R IY D"),
    "reed": ("R IY D",),
    "a": ("AH", "EY"),
    "while": ("W AY L",),
    "awhile": ("AH W AY L",),
    "all": ("AO L",),
    "right": ("R AY T",),
    "alright": ("AO L R AY T",),
}
SAME = Sameness(language.of("en"), lambda word: SOUNDS.get(word, ()))

WORDS = st.lists(
    st.sampled_from(["back", "hole", "whole", "a", "while", "don't", "not"]), max_size=7
)


def found(said: str, heard: str) -> list[tuple[str, str]]:
    pairs = differences(words_of(said), words_of(heard), SAME)
    return [(" ".join(pair.said), " ".join(pair.heard)) for pair in pairs]


def wrong(said: list[str], heard: list[str]) -> int:
    return sum(difference.wrong for difference in differences(said, heard, SAME))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Stroke the whole back.", "Stroke the hole back"),
        ("Knead it.", "need it"),
        ("Read it", "reed it"),
        ("Press on the out-breath", "Press on the outbreath."),
        ("mid back", "midback"),
        ("the facerest", "The face rest."),
        ("for about one and a half minutes", "for about 1.5 minutes"),
        ("Step one: rest", "Step 1, rest"),
        ("from one to ten", "from 1-10"),
        ("Don't rush", "Do not rush"),
        ("the centre", "the center"),
        ("All right, take a while", "Alright, take awhile"),
        ("", ""),
    ],
)
def test_what_sounds_or_reads_the_same_is_heard_right(said, heard):
    assert found(said, heard) == []


@pytest.mark.parametrize(
    ("said", "heard", "pairs"),
    [
        ("with flat, light hands", "with flat like hands", [("light", "like")]),
        ("Knees soft.", "knee soft", [("knees", "knee")]),
        ("Press gently now", "Presently now", [("press gently", "presently")]),
        ("Now rest", "rest", [("now", "")]),
        ("Rest", "Please rest.", [("", "please")]),
        ("Ease as the breath", "He's as the rest", [("ease", "he's"), ("breath", "rest")]),
        ("Rest", "", [("rest", "")]),
        ("", "Thank you", [("", "thank you")]),
    ],
)
def test_other_words_are_misheard(said, heard, pairs):
    assert found(said, heard) == pairs


def test_a_difference_says_where_it_is_and_how_many_words_are_wrong():
    assert differences(["soften", "your", "knees"], ["top", "in", "your", "knees"], SAME) == (
        Difference(at=0, said=("soften",), heard=("top", "in"), wrong=2),
    )
    (last,) = differences(["rest", "here", "now"], ["rest", "here"], SAME)
    assert (last.at, last.wrong) == (2, 1)


@given(WORDS)
def test_words_are_the_same_as_themselves(words):
    assert differences(words, words, SAME) == ()


@given(WORDS, WORDS)
def test_no_more_words_are_wrong_than_there_are(said, heard):
    assert wrong(said, heard) <= max(len(said), len(heard))
    assert (wrong(said, heard) == 0) == (wrong(heard, said) == 0)


@given(WORDS, WORDS)
def test_differences_quote_the_words_at_their_places_in_order(said, heard):
    at = 0
    for difference in differences(said, heard, SAME):
        assert difference.at >= at
        at = difference.at + len(difference.said)
        assert tuple(said[difference.at : at]) == difference.said
        assert max(len(difference.said), len(difference.heard)) == difference.wrong
