"""Words respelt for the voice."""

import ctypes
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        "efflerahzh of the erector spy-nee."
    )
    assert spoken("Effleurage", "fr") == "Effleurage"


@pytest.mark.parametrize("respelling", sorted(ENGLISH.lexicon.values()))
def test_a_respelling_reaches_the_engine_unchanged(respelling):
    assert spoken(respelling, "en") == respelling


SOUNDS = {
    "coccyx": "kˈɑːkɪks → kˈɑːksɪks",
    "effleurage": "ˈɛfəljˌuːɹɪdʒ → ˈɛfəlɹˌɑːʒ",
    "fascia": "fˈeɪʃiə → fˈæʃiə",
    "petrissage": "pˈɛtɹɪsɪdʒ → pˈɛtɹɪsˌɑːʒ",
    "qi": "kˈaɪ → tʃˈiː",
    "sacroiliac": "sækɹˈɔɪliˌæk → sˈækɹoʊˈɪliˌæk",
    "sciatic": "sˈaɪətˌɪk → sˈaɪˈæɾɪk",
    "shiatsu": "ʃˈaɪətsˌuː → ʃˈiːˈætsuː",
    "spinae": "spˈɪniː → spˈaɪnˈiː",
    "vagus": "vˈæɡəs → vˈeɪɡəs",
}


def test_the_default_voice_says_the_respelling_better():
    said = phonemes()
    assert {word: f"{said(word)} → {said(ENGLISH.lexicon[word])}" for word in SOUNDS} == SOUNDS


def test_every_respelling_changes_what_is_said():
    said = phonemes()
    same = [word for word, respelt in ENGLISH.lexicon.items() if said(word) == said(respelt)]
    assert same == []


def phonemes():
    """Returns a function: text to phonemes, by espeak-ng's American voice."""
    loader = pytest.importorskip("espeakng_loader", reason="the bundled voice is for Linux")
    library = ctypes.CDLL(loader.get_library_path())
    folder = str(Path(loader.get_data_path()).parent).encode()
    assert library.espeak_Initialize(2, 0, folder, 0) > 0
    assert library.espeak_SetVoiceByName(b"en-us") == 0
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]

    def said(text: str) -> str:
        pointer = ctypes.c_char_p(text.encode())
        found = library.espeak_TextToPhonemes(ctypes.byref(pointer), 1, 2)
        return str(found.decode())

    return said
