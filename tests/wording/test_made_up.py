"""A made-up language is one folder of data: the code knows none of its words."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import voiceguide
from tests.script.examples import advice
from voiceguide.script import reader
from voiceguide.speech import pace
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.speech.voicing import Voicing
from voiceguide.wording import abbreviations, counting, heteronyms, language, variants
from voiceguide.wording.spoken import refusals, spoken

FOLDER = Path(__file__).with_name("languages")
EXPECTED: Mapping[str, Any] = tomllib.loads((FOLDER / "xx-said.toml").read_text(encoding="utf-8"))

SILENT = Voicing(engine="silent")


@pytest.fixture(autouse=True)
def _languages(monkeypatch):
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(FOLDER))


def table(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "expected"), EXPECTED[name].items())


@table("said")
def test_a_text_is_put_into_words(text, expected):
    assert spoken(text, "xx") == expected


@table("refused")
def test_text_that_the_language_refuses_or_has_no_form_for_is_refused(text, expected):
    assert [refusal.cure for refusal in refusals(text, "xx")] == [expected]


@table("minutes")
def test_a_time_is_said_to_the_nearest_half_minute(text, expected):
    assert counting.minutes(int(text), language.of("xx")) == expected


@table("sentences")
def test_sentences_end_where_the_language_says(text, expected):
    assert abbreviations.sentences(text, language.of("xx")) == expected


@table("heteronyms")
def test_its_heteronyms_are_found(text, expected):
    found = heteronyms.found(text, language.of("xx"), {})
    assert [word for word, _ in found] == expected


@table("spellings")
def test_spellings_of_the_same_words_are_equal(text, expected):
    assert variants.spelling(text.split(), language.of("xx")) == expected


def test_english_beside_it_is_unchanged():
    assert spoken("3rd of May, 1/2 min", "en") == "the third of May, half a minute"


def test_the_pace_is_measured_by_its_own_sentences():
    sample = pace._sample("xx")
    assert sample is not None
    assert sample.sentences == ("Movu la manon lente sur la dorso.", "Spiru kaj atendu.")
    assert sample.words == 10


@given(st.integers(0, 10**9 - 1))
def test_every_number_has_words(value):
    said = counting.number(value, language.of("xx"))
    assert said.replace(" ", "").isalpha()


SCRIPT = """\
voiceguide: 1
title: Dorso
language: xx
lengths: {standard: 5m}
announce: "Paso {number}: {title}."
halfway: "Ankor {left}."
steps:
  - id: dorso
    title: La dorso
    time: 3m
    say: Movu la mano D 10 cm, p.ek. 2 min. Lasa tion.
  - id: mano
    title: La mano
    time: 2m
    sides: {names: [mano S, mano D], say: "Nun {side}, {left}."}
    say: 2026/5/1, {side}.
"""


@pytest.fixture
def heard(tmp_path, monkeypatch):
    """The texts passed to the silent engine."""
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    texts, speak = list[str](), SilentEngine.speak

    def listen(engine: SilentEngine, text: str, target: Path) -> None:
        texts.append(text)
        speak(engine, text, target)

    monkeypatch.setattr(SilentEngine, "speak", listen)
    return texts


def test_a_session_in_it_reaches_the_engine_in_its_words(tmp_path, heard):
    voiceguide.make(reader.loads(SCRIPT), tmp_path / "xx.mp3", voicing=SILENT)
    assert set(heard) == {
        *("Paso ka:", "La dorso.", "Movu la mano dexa den centium,", "por ekzem kii minue."),
        *("Lasa tion.", "Ankor nura minu e polo.", "Paso ki:", "La mano."),
        *("anu ki lum kiden to,", "juti di Unar,", "mano sina.", "Nun mano dexa,", "nura minu."),
    }


@pytest.mark.slow
def test_editing_the_language_makes_the_session_again(tmp_path, heard, monkeypatch):
    folder = Path(shutil.copytree(FOLDER, tmp_path / "languages"))
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(folder))
    (tmp_path / "xx.yaml").write_text(SCRIPT, encoding="utf-8")
    for _ in range(2):
        voiceguide.make(tmp_path / "xx.yaml", tmp_path / "xx.mp3", voicing=SILENT)
    assert heard.count("Paso ka:") == 1
    numbers = folder / "xx" / "numbers.toml"
    text = numbers.read_text(encoding="utf-8")
    numbers.write_text(text.replace('1 = "ka"', '1 = "kah"'), encoding="utf-8")
    voiceguide.make(tmp_path / "xx.yaml", tmp_path / "xx.mp3", voicing=SILENT)
    assert "Paso kah:" in heard


def test_its_heteronyms_are_advised_about():
    assert advice(SCRIPT) == [
        (
            "11:45: 'Lasa' has two pronunciations; use another word (cesu), "
            "or spell it as it sounds under 'pronounce'"
        )
    ]
