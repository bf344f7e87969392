"""The tables of a language."""

from fnmatch import fnmatch

import pytest

from voiceguide.wording import language, units
from voiceguide.wording.language import Language


def test_english_has_tables_in_every_region():
    assert language.of("en-GB") is language.of("EN")
    assert language.of("en").is_known
    assert [known.code for known in language.all_known()] == ["en"]


def test_a_language_without_tables_has_empty_ones():
    assert language.of("pt-BR") == Language(code="pt")


def test_a_table_is_all_that_a_language_needs():
    german = Language(
        code="de",
        forms={"decimal": ",", "range": "{} bis {}"},
        units={"cm": ("Zentimeter", "Zentimeter", "ein Zentimeter")},
    )
    assert units.expand("2,5 cm und 5-10 cm", german) == (
        "zwei Komma fünf Zentimeter und fünf bis zehn Zentimeter"
    )


@pytest.mark.parametrize("table", ["lexicon", "heteronyms", "heteronym_commands"])
def test_words_are_looked_up_in_lower_case(table):
    words = getattr(language.of("en"), table)
    assert words
    assert [word for word in words if word != word.casefold()] == []


def test_the_tables_travel_in_the_package():
    folder = language._DATA
    assert folder.is_relative_to(language.__spec__.origin.rpartition("/")[0])
    assert any(fnmatch(path.name, "en.toml") for path in folder.iterdir())
