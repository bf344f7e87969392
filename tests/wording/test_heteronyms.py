"""Advice about words with one spelling and two pronunciations."""

import pytest

from tests.script.examples import advice, changed
from tests.wording.said import phonemes
from voiceguide.wording import heteronyms, language
from voiceguide.wording.spoken import in_words, spoken

ENGLISH = language.of("en")


def words(text: str, **pronounce: str) -> list[str]:
    return [word for word, _ in heteronyms.found(text, ENGLISH, pronounce)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lead with the elbow.", ["Lead"]),
        ("Bow, then wind down.", ["Bow", "wind"]),
        ("Use long strokes.", ["Use"]),
        ("Slowly close, and rest.", ["close"]),
        ("Slowly close your eyes.", []),
        ("Breathe in, and use the palm.", []),
        ("Stay close to the spine.", []),
        ("You can use oil for one minute.", []),
        ("Mislead, lead-free, leading, wounds.", []),
        ("Two separate strokes; live, number, does, minute.", []),
    ],
)
def test_only_words_that_the_voice_may_say_wrong_are_found(text, expected):
    assert words(text) == expected


def test_words_that_the_script_respells_are_left_alone():
    assert words("Lead, and bow.", LEAD="leed") == ["bow"]


def test_other_languages_have_no_heteronyms_yet():
    assert list(heteronyms.found("lead use", language.of("de"), {})) == []


def test_the_advice_names_the_word_and_what_to_write():
    assert advice(changed("Slower.", "'Slower, and use oil.'")) == [
        (
            "36:38: 'use' has two pronunciations; use another word (take, or work with), "
            "or spell it as it sounds under 'pronounce'"
        )
    ]


MEANT = [
    ("Close your eyes.", "klˈoʊz"),
    ("Gently close the hands.", "klˈoʊz"),
    ("Please close them.", "klˈoʊz"),
    ("You may close your eyes.", "klˈoʊz"),
    ("Let them close their eyes.", "klˈoʊz"),
    ("Now carefully close the hands.", "klˈoʊz"),
    ("Let your eyes close.", "klˈoʊz"),
    ("Close, and rest.", "klˈoʊz"),
    ("Stay close to the spine.", "klˈoʊs"),
    ("Work close to the edge.", "klˈoʊs"),
    ("Use your thumbs.", "jˈuːz"),
    ("Breathe out, and use less weight.", "jˈuːz"),
    ("You can use oil.", "jˈuːz"),
    ("Only use your thumbs.", "jˈuːz"),
    ("Both hands use the same pressure.", "jˈuːz"),
    ("Don't use your nails.", "jˈuːz"),
    ("Use oil.", "jˈuːz"),
    ("The use of oil is up to you.", "jˈuːs"),
    ("Make use of it.", "jˈuːs"),
    ("Lead the arm outward.", "lˈiːd"),
    ("Take the lead.", "lˈiːd"),
    ("A lead weight.", "lˈɛd"),
    ("Tear the paper.", "tˈɛɹ"),
    ("Do not tear it.", "tˈɛɹ"),
    ("Tear, then fold.", "tˈɛɹ"),
    ("A tear in the eye.", "tˈɪɹ"),
    ("Wind the towel round the hand.", "wˈaɪnd"),
    ("Wind down slowly.", "wˈaɪnd"),
    ("The wind is warm.", "wˈɪnd"),
    ("We live here.", "lˈɪv"),
    ("Live music helps.", "lˈaɪv"),
    ("Read the body.", "ɹˈiːd"),
    ("You have read it.", "ɹˈɛd"),
    ("Bow your head.", "bˈaʊ"),
    ("Then bow.", "bˈaʊ"),
    ("One minute left.", "mˈɪnɪt"),
    ("For a minute, rest.", "mˈɪnɪt"),
    ("Make minute movements.", "maɪnˈuːt"),
    ("Increase the pressure.", "ɪŋkɹˈiːs"),
    ("An increase in pressure.", "ˈɪŋkɹiːs"),
    ("Decrease the pressure.", "dəkɹˈiːs"),
    ("Separate the hands.", "sˈɛpɐɹˌeɪt"),
    ("Two separate strokes.", "sˈɛpɹət"),
    ("Alternate your hands.", "ˈɔltɚnˌeɪt"),
    ("Alternate strokes.", "ˈɔltɚnˌeɪt"),
    ("Present your palms.", "pɹɪzˈɛnt"),
    ("Be present.", "pɹˈɛzənt"),
    ("Record your breath.", "ɹᵻkˈɔːɹd"),
    ("Keep a record.", "ɹˈɛkɚd"),
    ("Perfect your touch.", "pɜːfˈɛkt"),
    ("A perfect circle.", "pˈɜːfɛkt"),
    ("Moderate your pressure.", "mˈɑːdɚɹˌeɪt"),
    ("With moderate pressure.", "mˈɑːdɚɹət"),
    ("Excuse me.", "ɛkskjˈuːz"),
    ("House your hands.", "hˈaʊz"),
    ("The house is quiet.", "hˈaʊs"),
    ("It does no harm.", "dˈʌz"),
    ("The number of strokes.", "nˈʌmbɚ"),
    ("Contract the muscle.", "kəntɹˈækt"),
    ("A row of strokes.", "ɹˈoʊ"),
    ("Breathe in.", "bɹˈiːð"),
    ("A long breath.", "bɹˈɛθ"),
    ("Polish the skin.", "pˈɑːlɪʃ"),
]
"""Sentences with the sounds, in the American voice, that their author means."""


@pytest.mark.parametrize(("sentence", "meant"), MEANT)
def test_a_word_is_said_as_it_is_meant_or_check_reports_it(sentence, meant):
    said = phonemes()(spoken(sentence, "en"))
    assert meant in said or words(sentence), said


def test_a_common_command_is_said_right_not_reported():
    surely_verbs = [sentence for sentence, _ in MEANT if words(sentence) == []]
    assert {"Close your eyes.", "Use your thumbs.", "Bow your head."} <= set(surely_verbs)


@pytest.mark.parametrize(
    "sentence",
    [
        "Stay close, both of you.",
        "The use the hands have.",
        "Its only use is to warm the oil.",
        "Bring it to a close.",
    ],
)
def test_a_word_that_may_be_no_verb_keeps_its_spelling(sentence):
    assert spoken(sentence, "en") == sentence


def test_a_scripts_own_respelling_of_a_verb_wins():
    assert spoken("Close your eyes.", "en", {"close": "shut"}) == "shut your eyes."
    assert spoken("Use your thumbs.", "en", {"use": "use"}) == "use your thumbs."


def test_words_keep_their_spelling_where_nothing_is_respelt():
    assert in_words("Close your eyes.", "en") == "Close your eyes."
