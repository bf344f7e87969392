"""Sounds under `pronounce`, for engines that take them and for others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import InputError
from voiceguide.speech.engines.espeak_sounds import SOUNDS
from voiceguide.wording import lexicon, pronunciation
from voiceguide.wording.pronunciation import EVERY, Pronunciation, plain
from voiceguide.wording.spoken import in_words, refusals, spoken

AMERICAN, BRITISH = frozenset(SOUNDS["en-us"]), frozenset(SOUNDS["en-gb-x-rp"])
OIL = {"oil": Pronunciation("ˈɔɪl", "oyl")}
EGO = {"ego": Pronunciation("ˈiːɡoʊ")}

SOUND = st.text(sorted(EVERY - {" "}), min_size=1, max_size=12).map(plain).filter(bool)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ˌɛfləˈɹɑːʒ", "ˌɛfləˈɹɑːʒ"),
        ("/ˌɛf.lə.ˈɹɑːʒ/", "ˌɛfləˈɹɑːʒ"),
        ("[ˈiːɡoʊ]", "ˈiːɡoʊ"),
        ("'i:gou", "ˈiːɡou"),
        ("t\u0361ʃi\u02d0", "tʃiː"),
        ("  ˈiːlæŋ   ˈiːlæŋ ", "ˈiːlæŋ ˈiːlæŋ"),
        ("bo\u0303", "bõ"),
    ],
)
def test_sounds_are_read_as_dictionaries_and_keyboards_write_them(written, read):
    assert plain(written) == read


@given(st.text())
def test_reading_sounds_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("ipa", "foreign"), [("ɛ3l", ["3"]), ("KAT", ["K", "A", "T"]), ("жɛ", ["ж"])]
)
def test_what_is_not_in_the_ipa_is_named(ipa, foreign):
    assert pronunciation.foreign(ipa) == foreign


def test_an_engine_that_takes_sounds_gets_them_and_any_other_the_respelling():
    assert spoken("Use oil.", "en", OIL, AMERICAN) == "Use [[ˈɔɪl]]."
    assert spoken("Use oil.", "en", OIL) == "Use oyl."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Oil!", "[[ˈɔɪl]]!"),
        ("5 cm, OIL, 2 s", "five centimetres, [[ˈɔɪl]], two seconds"),
        ("An oil-like sheen", "An [[ˈɔɪl]] like sheen"),
        ("“Oil”", "[[ˈɔɪl]]"),
        ("Spoil, oiled", "Spoil, oiled"),
    ],
)
def test_sounds_stand_in_place_of_whole_words(text, said):
    assert spoken(text, "en", OIL, AMERICAN) == said


def test_a_sign_may_have_sounds():
    smile = {"😀": Pronunciation("smaɪl")}
    assert refusals("Now 😀!", "en", smile) == []
    assert spoken("Now 😀!", "en", smile, AMERICAN) == "Now [[smaɪl]]!"


@pytest.mark.parametrize(
    ("symbols", "said"), [(AMERICAN, "[[ˈiːɡoʊ]]"), (BRITISH, "[[ˈiːɡəʊ]]"), (EVERY, "[[ˈiːɡoʊ]]")]
)
def test_a_voice_says_the_nearest_sound_of_its_accent(symbols, said):
    assert spoken("ego", "en", EGO, symbols) == said


def test_a_voice_that_lacks_a_sound_gets_the_respelling():
    loch = {"rue": Pronunciation("ʁy", "roo")}
    assert spoken("rue", "en", loch, AMERICAN) == "roo"
    assert spoken("rue", "en", loch, EVERY) == "[[ʁy]]"


def test_words_to_show_keep_their_spelling():
    assert in_words("Use oil.", "en") == "Use oil."


@given(SOUND, st.sampled_from(["{}", "Now {}, slowly.", "5 {} 3 cm", "({})", "{} - {}", "{}?"]))
def test_any_sounds_reach_the_engine_unchanged(ipa, sentence):
    pronounce = {"effleurage": Pronunciation(ipa)}
    text = sentence.replace("{}", "effleurage")
    said = (
        spoken(text, "fr", pronounce, EVERY)
        if "3 cm" not in text
        else spoken(text, "en", pronounce, EVERY | set(ipa))
    )
    assert said.count(f"[[{ipa}]]") == sentence.count("{}")


@pytest.mark.parametrize("text", ["a \U0010f000 b", "[[ˈɔɪl]]"])
def test_nobody_writes_sounds_into_a_text(text):
    with pytest.raises(InputError, match="can't be spoken"):
        spoken(text, "en", OIL, AMERICAN)


def test_the_words_that_a_text_uses_are_found_as_they_are_respelt():
    words = ["oil", "C++", "e.g.", "don't", "eye"]
    assert lexicon.used("OIL, C++ and don’t", words) == ["oil", "C++", "don't"]
