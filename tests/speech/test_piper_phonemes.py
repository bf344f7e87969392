"""The phonemes for Piper: those that the lexicon means, and sounds in place of words."""

import importlib
from types import SimpleNamespace
from typing import Any

import pytest

from tests.wording.test_heteronyms import MEANT, words
from tests.wording.test_lexicon import SOUNDS
from voiceguide.speech.engines.phoneme_blocks import phonemes_of
from voiceguide.wording.spoken import spoken

pytestmark = pytest.mark.slow


def voice(espeak_voice: str = "en-us") -> Any:
    """Returns Piper's voice without its model, which is enough for phonemes."""
    piper = pytest.importorskip("piper", reason="needs voiceguide[natural]")
    made = piper.PiperVoice.__new__(piper.PiperVoice)
    made.espeak_data_dir = importlib.import_module("piper.phonemize_espeak").ESPEAK_DATA_DIR
    kind = importlib.import_module("piper.config").PhonemeType.ESPEAK
    made.config = SimpleNamespace(phoneme_type=kind, espeak_voice=espeak_voice, vowel_clusters=None)
    return made


def said(text: str, espeak_voice: str = "en-us") -> list[str]:
    return ["".join(one) for one in phonemes_of(text, voice(espeak_voice).phonemize)]


def plainly(phonemes: list[str]) -> str:
    """Returns phonemes without the glides that Piper's eSpeak NG writes, and without stops."""
    return " ".join(phonemes).replace("ʲ", "").rstrip(".")


def test_piper_gets_the_sounds_that_the_lexicon_means() -> None:
    got = {word: plainly(said(spoken(word, "en"))) for word in SOUNDS}
    assert got == SOUNDS


@pytest.mark.parametrize(("sentence", "meant"), MEANT)
def test_piper_says_a_word_as_it_is_meant_or_check_reports_it(sentence: str, meant: str) -> None:
    assert meant in plainly(said(spoken(sentence, "en"))) or words(sentence)


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("Now [[ˌɛfləˈɹɑːʒ]], slowly.", ["nˈaʊ ˌɛfləˈɹɑːʒ, slˈoʊli."]),
        ("[[ˈɔɪl]]!", ["ˈɔɪl!"]),
        ("Rest. [[ɹɛst]]. And [[kis]] [[ɛs]]?", ["ɹˈɛst.", "ɹɛst.", "ænd kis ɛs?"]),
        ("This is [[tiː]] of the back.", ["ðɪs ɪz tiː ʌvðə bˈæk."]),
        ("With [[ˈiːlæŋ ˈiːlæŋ]] oil.", ["wɪð ˈiːlæŋ ˈiːlæŋ ˈɔɪl."]),
    ],
)
def test_sounds_stand_in_a_sentence_as_a_word_would(text: str, phonemes: list[str]) -> None:
    assert said(text) == phonemes


def test_the_word_before_sounds_suits_their_first() -> None:
    assert plainly(said("The [[ˈɔɪl]].")) == "ðɪ ˈɔɪl"
    assert plainly(said("The [[skɪn]].")) == "ðə skɪn"


@pytest.mark.parametrize("language", ["en-us", "en-gb-x-rp", "de", "es", "fr", "it", "pt-br"])
def test_sounds_are_found_again_in_every_language(language: str) -> None:
    text = "Na [[ˈa]], la [[ˈta]]; un [[ˈo]]: los [[ku]] e il [[ɛst]] de [[ˈa]]."
    (phonemes,) = said(text, language)
    assert [sound in phonemes for sound in ("ˈa,", "ˈta;", "ˈo:", "ku", "ɛst")] == [True] * 5
    assert phonemes.endswith("ˈa.")


def test_composed_letters_become_the_parts_that_models_know() -> None:
    assert said("[[bõç]]") == ["bo\u0303c\u0327"]


def test_a_stand_in_that_is_not_found_again_leaves_the_parts_to_be_read_alone() -> None:
    def reads(text: str) -> list[list[str]]:
        return [list(text.lower().replace("fu", f"f{len(text)}"))]

    (phonemes,) = phonemes_of("So [[ˈɔɪl]], now [[tiː]].", reads)
    assert "".join(phonemes) == "so ˈɔɪl , now tiː ."
