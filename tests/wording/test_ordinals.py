"""Ordinal numbers in digits are put into words, or refused by name with a unit or a sign."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.wording import language
from voiceguide.wording.spoken import refusals, spoken

ENGLISH = language.of("en")
SAID = [
    ("the 2nd minute, every 3rd day", "the second minute, every third day"),
    ("1st/2nd step, 1st/last step", "first or second step, first or last step"),
    ("the 2nd 5-min rest", "the second five-minute rest"),
    ("the 1st 5 min", "the first five minutes"),
    ("the 1st s-curve", "the first s-curve"),
    ("2nd in line, 2nd-in-command", "second in line, second-in-command"),
    ("the 2nd L side", "the second left side"),
    ("the 1st $5", "the first five dollars"),
    ("1st + 2nd, 1st+2nd", "first plus second, first plus second"),
    ("THE 2ND TIME, the 21ST", "the second time, the twenty-first"),
    ("JUNE 2ND, 3RD-5TH", "june second, third to fifth"),
    ("the 1,000th time", "the one thousandth time"),
    ("the 1,000th-1,200th", "the one thousandth to one thousand two hundredth"),
    ("on the 3rd. Rest.", "on the third. Rest."),
    ("the 2nd x 3, 2nd - 5 min", "the second times three, second, five minutes"),
    ("the mid-21st century", "the mid-twenty-first century"),
]

REFUSED = [
    ("Rest 0nd/h now", "0nd/h"),
    ("Do 2nd/min", "2nd/min"),
    ("Do 3rd / min.", "3rd / min"),
    ("2nd/minute", "2nd/minute"),
    ("1st/side", "1st/side"),
    ("The 2nd min", "2nd min"),
    ("a 2nd-min rest", "2nd-min"),
    ("1st-2nd min", "1st-2nd min"),
    ("2–3rd min", "2-3rd min"),
    ("1st/2nd min", "1st/2nd min"),
    ("2nd/h-3rd/h", "2nd/h-3rd/h"),
    ("1st min-2nd min", "1st min-2nd min"),
    ("Turn 3rd° left", "3rd°"),
    ("3rd °C", "3rd °C"),
    ("2nd%", "2nd%"),
    ("2nd €", "2nd €"),
    ("22th min", "22th min"),
    ("2ND/MIN", "2ND/MIN"),
    ("1stmin", "1stmin"),
    ("2ndin", "2ndin"),
    ("the 5th s", "5th s"),
    ("the 2nd m", "2nd m"),
    ("1,000th km", "1,000th km"),
    ("1.5th min", "1.5th min"),
    ("2.5nd/h", "2.5nd/h"),
    ("May 2nd/min", "2nd/min"),
    ("2nd m/s", "2nd m/s"),
    ("1st h/day", "1st h/day"),
    ("1st to 2nd min", "2nd min"),
    ("$2nd", "$2nd"),
    ("~2nd", "~2nd"),
    ("±3rd", "±3rd"),
    ("+3rd", "+3rd"),
    ("2nd+", "2nd+"),
    ("2nd/3 min", "2nd/3"),
    ("2nd-3 times", "2nd-3"),
    ("2 min/3rd", "2 min/3rd"),
    ("3x2nd", "3x2nd"),
    ("Do 3/4TH", "3/4TH"),
    ("Do 0THh", "0THh"),
    ("The 5-2nd rib", "5-2nd"),
    ("Do 2/3rds", "2/3rds"),
    ("the 1.5th step", "1.5th"),
    ("the 1,5th step", "1,5th"),
    ("the 2.5th-3rd time", "2.5th-3rd"),
    ("2ⁿᵈ/min", "2nd/min"),
    ("nᵗʰ time", "ᵗʰ"),
    ("10ᵐ", "ᵐ"),
]

RAISED = [
    ("en", "the 2ⁿᵈ and the 4ᵗʰ–6ᵗʰ time", "the second and the fourth to sixth time"),
    ("fr", "la 2ᵉ fois, 1ʳᵉ étape", "la deuxième fois, première étape"),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_an_ordinal_is_said_with_the_word_it_belongs_to(text, expected):
    assert spoken(text, "en") == expected


@pytest.mark.parametrize(("text", "found"), REFUSED)
def test_an_ordinal_with_a_unit_or_a_sign_is_refused_once_and_whole(text, found):
    assert [refusal.found for refusal in refusals(text, "en")] == [found]


@pytest.mark.parametrize(("language", "text", "expected"), RAISED)
def test_raised_letters_of_an_ordinal_are_its_letters(language, text, expected):
    assert spoken(text, language) == expected


ORDINALS = st.builds("{}{}".format, st.integers(0, 9999), st.sampled_from(["st", "nd", "rd", "th"]))
UNITS = st.sampled_from(sorted({*ENGLISH.units.units, *ENGLISH.units.currencies}))


@settings(max_examples=100)
@given(ORDINALS, st.sampled_from(["", " ", "/", " / ", "-"]), UNITS)
def test_no_ordinal_takes_a_unit(ordinal, gap, unit):
    text = f"Rest {ordinal}{gap}{unit} now"
    assert len(refusals(text, "en")) == 1


@settings(max_examples=50)
@given(ORDINALS, ORDINALS, st.sampled_from(["/", "-", "–", " and ", ", "]))
def test_ordinals_beside_each_other_are_said(first, second, joint):
    assert re.fullmatch(r"the [a-z, -]+ step", spoken(f"the {first}{joint}{second} step", "en"))
