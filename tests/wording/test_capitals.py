"""Acronyms and Roman numerals are said as meant, and unknown capitals are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.script.examples import advice, changed
from voiceguide.wording import capitals, language, roman
from voiceguide.wording.spoken import spoken

ROMAN = [
    ("Grade III and IV", "Grade three and four"),
    ("Grades I, II, and III.", "Grades one, two, and three."),
    ("Phase I–II", "Phase one to two"),
    ("Level II-III", "Level two to three"),
    ("Phase I/II", "Phase one or two"),
    ("Stage IIa, Type IIb", "Stage two a, Type two b"),
    ("part iv, CN VII", "part four, C-N seven"),
    ("In Phase I we rest.", "In Phase one we rest."),
    ("Part I. Part V.", "Part one. Part five."),
    ("The part I love, the grade I gave", "The part I love, the grade I gave"),
    ("Phase I and I rest", "Phase one and I rest"),
    ("PART I LOVE", "part I love"),
    ("Type C, Vitamin C, Type CD", "Type C, Vitamin C, Type C-D"),
    ("II–III, XII, (ii) so", "two to three, twelve, two, so"),
    ("an IV, I-V", "an I-V, I-V"),
    ("Grade Ⅲ", "Grade three"),
    ("I and II. I, II or III", "one and two. one, two or three"),
    ("Henry VIII, Part VIII", "Henry the eighth, Part eight"),
    ("Elizabeth II's, King George VI.", "Elizabeth the second's, King George the sixth."),
    ("HENRY IV, Louis XIV", "henry the fourth, Louis the fourteenth"),
    ("Henry VII and VIII", "Henry the seventh and the eighth"),
    ("John Paul II, World War II", "John Paul the second, World War two"),
    ("Henry V. So James I love", "Henry V. So James I love"),
    ("Henry and II", "Henry and two"),
    ("You and I. I, too. I, V and X", "You and I. I, too. I, V and X"),
]

ACRONYMS = [
    ("The IT band and the ACL", "The I-T band and the A-C-L"),
    ("IT bands, PRESS IT NOW, do IT", "I-T bands, press it now, do it"),
    ("SIJ, ASIS, LED", "S-I-J, A-S-I-S, L-E-D"),
    ("the LED, THEY LED US", "the L-E-D, they led us"),
    ("post-ACL, the ACL's, ACLs, MDs", "post-A-C-L, the A-C-L's, A-C-Ls, M-Ds"),
    ("A-C-L, T-E-N-S", "A-C-L, T-E-N-S"),
    ("HIIT, NASA, STOP", "hit, nasa, stop"),
]


@pytest.mark.parametrize(("text", "expected"), ROMAN + ACRONYMS)
def test_capitals_are_said_as_they_are_meant(text, expected):
    assert spoken(text, "en") == expected


@given(st.integers(1, 3999))
def test_every_roman_numeral_has_its_value(number):
    tens = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")]
    numeral, rest = "", number
    for value, sign in [*tens, (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        numeral += sign * (rest // value)
        rest %= value
    assert roman.value(numeral) == number


@pytest.mark.parametrize("word", ["IIII", "VV", "IC", "IIX", "", "A"])
def test_other_letters_have_none(word):
    assert roman.value(word) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the TOSI and the ABIDO", ["TOSI", "ABIDO"]),
        ("the ACL, the NHS, STOP, OK, XII", []),
        ("THE UNUSUAL SENTENCE", []),
        ("DON'T", []),
    ],
)
def test_unknown_capitals_are_found(text, words):
    assert list(capitals.unknown(text, language.of("en"), {})) == words


def test_unknown_capitals_get_advice_that_names_the_word_and_the_cure():
    text = changed("Slower.", "The TOSI moves.")
    (found,) = advice(text)
    assert found.startswith("36:29: 'TOSI' is said as one word")
    assert "T-O-S-I" in found
    assert "'pronounce'" in found
    assert advice(text.replace("{knead: need}", "{TOSI: toe-see}")) == []
