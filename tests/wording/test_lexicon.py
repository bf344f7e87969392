"""Words respelt for the voice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wording.said import phonemes
from voiceguide.wording import language, lexicon
from voiceguide.wording.spoken import spoken

ENGLISH = language.of("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Knead it, KNEAD it.", "need it, need it."),
        ("Kneading", "Kneading"),
        ("Use C++ or C.", "Use see plus plus or see."),
        ("Do not disturb; do not.", "DND; do not."),
        ("\u0131n, \u0130n and Kelvin", "inn, inn and Kelvin"),
        ("\\1 (knead)", "\\1 (need)"),
    ],
)
def test_whole_words_are_respelt_whatever_their_case(text, expected):
    pronounce = {"knead": "need", "C": "see", "C++": "see plus plus", "in": "inn"}
    assert lexicon.respell(text, {**pronounce, "do not disturb": "DND"}) == expected


@given(st.text(), st.dictionaries(st.text(min_size=1), st.text(), max_size=3))
def test_any_respelling_can_be_used(text, pronounce):
    assert lexicon.respell(text, {}) == text
    assert isinstance(lexicon.respell(text, pronounce), str)


@pytest.mark.parametrize(
    ("text", "pronounce", "expected"),
    [
        ("Use TENS.", {"TENS": "tens"}, "Use tens."),
        ("Use 1/2 of it.", {"1/2": "half"}, "Use half of it."),
        ("The Fascia.", {"FASCIA": "fay-sha"}, "The fay-sha."),
        ("Don’t.", {"don't": "do not"}, "do not."),
        ("A 😀!", {"😀": "smile"}, "A smile!"),
        ("Ten ℞.", {"℞": "2 doses"}, "Ten two doses."),
        ("The e.g. here", {"e.g.": "for instance"}, "The for instance here"),
    ],
)
def test_the_scripts_own_respellings_take_precedence_over_everything(text, pronounce, expected):
    assert spoken(text, "en", pronounce) == expected


def test_the_lexicon_has_massage_words():
    assert spoken("Effleurage of the erector spinae.", "en-GB") == (
        "effla-rahzh of the erector spy-nee."
    )
    assert spoken("Effleurage", "fr") == "Effleurage"


@pytest.mark.parametrize("respelling", sorted(ENGLISH.lexicon.values()))
def test_a_respelling_reaches_the_engine_unchanged(respelling):
    assert spoken(respelling, "en") == respelling


SOUNDS = {
    "abdominis": "ˈæbdˈɑːmɪnˌɪs",
    "brachialis": "bɹˈeɪkiːˈælɪs",
    "coccyx": "kˈɑːksɪks",
    "effleurage": "ˈɛflɚɹˈɑːʒ",
    "eyes close": "ˈaɪz klˈoʊz",
    "fascia": "fˈæʃiə",
    "fascial": "fˈæʃɪəl",
    "gracilis": "ɡɹˈæsɪlˌɪs",
    "iliocostalis": "ˈɪlɪˌoʊkˈɑːstˈælɪs",
    "infraspinatus": "ˌɪnfɹəspˈaɪnˈeɪɾəs",
    "jojoba": "hoʊhˈoʊbə",
    "latissimus": "lˌætˈɪsɪməs",
    "longissimus": "lˈɑːndʒɪsˌɪməs",
    "masseter": "mˈæsˈiːɾɚ",
    "myofascial": "mˈaɪoʊfˈæʃɪəl",
    "namaste": "nˈɑːməstˈeɪ",
    "patella": "pætˈɛlə",
    "pectoralis": "pˈɛktoʊɹˈælɪs",
    "petrissage": "pˈɛtɹɪsˈɑːʒ",
    "popliteal": "pˈɑːplɪtˈiːəl",
    "pranayama": "pɹˈɑːnəjˈɑːmə",
    "qi": "tʃˈiː",
    "quadratus": "kwˈɑːdɹˈeɪɾəs",
    "sacroiliac": "sˈækɹoʊˈɪliˌæk",
    "sciatic": "sˈaɪˈæɾɪk",
    "serratus": "sˈɜːɹˈeɪɾəs",
    "shiatsu": "ʃˈiːˈætsuː",
    "spinae": "spˈaɪnˈiː",
    "spinalis": "spˈaɪnˈælɪs",
    "spinous": "spˈaɪnəs",
    "sternocleidomastoid": "stˈɜːnoʊklˈaɪdoʊmˈæstɔɪd",
    "suboccipital": "sˈʌbˈɑːksˈɪpɪɾəl",
    "supraspinatus": "sˈuːpɹəspˈaɪnˈeɪɾəs",
    "tapotement": "tˈʌpˈoʊtmənt",
    "temporalis": "tˈɛmpoʊɹˈælɪs",
    "teres": "tˈɛɹiːz",
    "trochanter": "tɹˈoʊkˈæntɚ",
    "vagus": "vˈeɪɡəs",
    "ylang-ylang": "ˈiːlˈæŋ ˈiːlˈæŋ",
}
"""How each word of the lexicon is meant to sound in the American voice."""


def test_every_word_of_the_lexicon_sounds_as_it_is_meant():
    said = phonemes()
    assert {word: said(spoken(word, "en")) for word in ENGLISH.lexicon} == SOUNDS


def test_every_word_of_the_lexicon_would_sound_wrong_without_it():
    said = phonemes()
    assert [word for word in ENGLISH.lexicon if said(word) == SOUNDS[word]] == []


BRITISH = {
    "coccyx": "kˈɒksɪks",
    "effleurage": "ˈɛfləɹˈɑːʒ",
    "petrissage": "pˈɛtɹɪsˈɑːʒ",
    "sacroiliac": "sˈækɹəʊˈɪlɪˌæk",
}


def test_a_respelling_gives_each_voice_the_sounds_of_its_own_accent():
    said = phonemes("en-gb-x-rp")
    assert {word: said(spoken(word, "en-GB")) for word in BRITISH} == BRITISH
