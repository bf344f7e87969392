"""German, French and Spanish texts in words, as people speak."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wording.read_back import value
from voiceguide.wording import abbreviations, breaths, counting, language, places
from voiceguide.wording.spoken import refusals, spoken

FOLDER = Path(__file__).with_name("said")
CODES = ("de", "fr", "es")
EXPECTED: Mapping[str, Mapping[str, Any]] = {
    code: tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")) for code in CODES
}


def rows(name: str) -> Iterator[tuple[str, str, Any]]:
    for code in CODES:
        yield from ((code, text, said) for text, said in EXPECTED[code][name].items())


@pytest.mark.parametrize(("code", "text", "said"), list(rows("said")))
def test_a_text_is_put_into_words(code, text, said):
    assert spoken(text, code) == said


@pytest.mark.parametrize(("code", "text", "cure"), list(rows("refused")))
def test_what_is_ambiguous_is_refused(code, text, cure):
    (refusal,) = refusals(text, code)
    assert cure in refusal.cure


@pytest.mark.parametrize(("code", "ms", "said"), list(rows("minutes")))
def test_the_time_left_is_said_to_the_nearest_half_minute(code, ms, said):
    assert counting.minutes(int(ms), language.of(code)) == said


@pytest.mark.parametrize(("code", "text", "parts"), list(rows("sentences")))
def test_sentences_end_where_the_language_says(code, text, parts):
    assert abbreviations.sentences(text, language.of(code)) == parts


@pytest.mark.parametrize(("code", "text", "rested"), list(rows("rests")))
def test_a_voice_rests_where_a_speaker_takes_breath(code, text, rested):
    assert breaths.with_rest(text, language.of(code)) == rested


@given(st.sampled_from(CODES), st.integers(0, 999_999) | st.integers(0, 110))
def test_every_number_in_words_reads_back_as_itself(code, number):
    known = language.of(code)
    for gender in ("", *known.numbers.genders):
        assert value(code, counting.number(number, known, gender)) == number
    assert value(code, spoken(str(number), code)) == number


@given(st.sampled_from(CODES), st.integers(10_000, 999_999_999))
def test_a_number_in_groups_of_three_is_the_same_number(code, number):
    grouped = f"{number:,}".replace(",", " ")
    for space in (" ", "\u00a0", "\u202f"):
        assert spoken(grouped.replace(" ", space), code) == spoken(str(number), code)


@given(st.sampled_from(CODES), st.integers(0, 99), st.sampled_from(["h", "min", "kg", "l"]))
def test_a_unit_in_full_is_said_as_its_sign_is(code, whole, sign):
    unit = language.of(code).units.units[sign]
    for fraction in ("1/2", "1/4", "3/4"):
        amount = f"{whole} {fraction}" if whole else fraction
        name = unit.forms["other" if whole else "one"]
        assert spoken(f"{amount} {name}", code) == spoken(f"{amount} {sign}", code)


@given(st.sampled_from(CODES), st.integers(0, 999), st.sampled_from(["min", "h", "cm", "°C"]))
def test_every_measure_has_its_number_and_no_digit(code, number, unit):
    said = spoken(f"{number} {unit}", code)
    names = language.of(code).units.units[unit].counted
    (name,) = {name for name in names if said.endswith(f" {name}")}
    assert value(code, said.removesuffix(name).strip()) == number


@pytest.mark.parametrize("code", CODES)
def test_it_has_all_that_english_has(code):
    own, english = places.bundled() / code, places.bundled() / "en"
    left_out = {"heteronyms", "lexicon", "sounds"}  # of the sounds of English
    assert {file.stem for file in own.glob("*.toml")} >= {
        file.stem for file in english.glob("*.toml")
    } - left_out
    ours, theirs = language.of(code), language.of("en")
    of_english = {
        "oz",
        "lb",
        "lbs",
        "ft",
        "yd",
        "mph",
        "deg",
        "tsp",
        "tbsp",
        "mcg",
        "¢",
        "ºF",
        "˚F",
        "º",
    }
    of_english |= {"secs", "mins", "hr", "hrs", "wk", "wks", "yr", "yrs", "sec", "ºF", "˚F", "º"}
    theirs_too = {sign for sign in theirs.units.units if sign.isascii() or sign[0] in "°˚º¢"}
    assert set(ours.units.units) >= theirs_too - of_english
    assert set(ours.numbers.fractions) == set(theirs.numbers.fractions)
    assert set(ours.signs.words) >= set(theirs.signs.words)
    assert ours.pace.sentences
    assert ours.pace.several
    assert set(ours.pace.most) == set(theirs.pace.most)
    assert ours.times.minutes is not None
