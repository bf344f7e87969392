"""A language's tables: where they are found, and when they are read again."""

import os
import re
from pathlib import Path

import pytest

from voiceguide import resources
from voiceguide.errors import InputError
from voiceguide.wording import counting, language, places
from voiceguide.wording.spoken import refusals, spoken

MINE = Path(__file__).with_name("languages")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of languages that VOICEGUIDE_LANGUAGES names."""
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path))
    return tmp_path


def write(folder: Path, code: str, **files: str) -> None:
    (folder / code).mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / code / f"{name}.toml").write_text(text, encoding="utf-8")


def test_english_has_tables_in_every_region():
    assert language.of("en-GB") is language.of("EN")
    assert language.of("en").is_known


def test_a_language_without_tables_has_numbers_and_the_refusals_of_english():
    portuguese, english = language.of("pt-BR"), language.of("en")
    assert not portuguese.is_known
    assert spoken("3 cm", "pt-BR") == "três cm"
    assert portuguese.refused == english.refused
    assert portuguese.abbreviations.sentences == english.abbreviations.sentences


def test_one_file_is_all_that_a_language_needs(folder):
    write(folder, "de", numbers='[written]\ndecimal = ","\n[said]\nrange = "{} bis {}"\n')
    assert spoken("2,5 und 5-10", "de") == "zwei Komma fünf und fünf bis zehn"
    assert refusals("5 %", "de")


@pytest.mark.parametrize("table", ["lexicon", "anywhere", "commands"])
def test_words_are_looked_up_in_lower_case(table):
    english = language.of("en")
    words = english.lexicon if table == "lexicon" else getattr(english.heteronyms, table)
    assert words
    assert [word for word in words if word != word.casefold()] == []


def test_the_tables_are_part_of_the_package():
    folder = places.bundled()
    assert folder.is_relative_to(resources.package())
    assert {path.stem for path in (folder / "en").glob("*.toml")} == set(language._FILES)


def test_a_users_folder_takes_precedence_over_the_bundled_language(folder):
    assert spoken("2 cm, 1/2", "en") == "two centimetres, one half"
    write(folder, "en", numbers='[fractions]\n"1/2" = ["a moiety", "a moiety", "a moiety"]\n')
    assert spoken("1/2", "en-GB") == "a moiety"
    assert spoken("5 cm", "en") == "five cm"


def test_the_bundled_language_is_back_without_the_folder(folder, monkeypatch):
    write(folder, "en", signs='[signs]\n"&" = "et"\n')
    assert spoken("a & b", "en") == "a et b"
    monkeypatch.delenv("VOICEGUIDE_LANGUAGES")
    assert spoken("a & b", "en") == "a and b"


def test_a_folder_without_the_language_changes_nothing(folder):
    assert language.of("en").is_known
    assert spoken("a & b", "en") == "a and b"


def test_the_same_code_in_two_folders_is_two_languages(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, "xy", signs=f'[signs]\n"&" = "{name}"\n')
    said = []
    for name in ("one", "two", "one"):
        monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path / name))
        said.append(spoken("a & b", "xy"))
    assert said == ["a one b", "a two b", "a one b"]


def test_an_edited_file_is_read_again(folder):
    write(folder, "xy", signs='[signs]\n"&" = "one"\n')
    assert spoken("a & b", "xy") == "a one b"
    write(folder, "xy", signs='[signs]\n"&" = "two"\n')
    os.utime(folder / "xy" / "signs.toml", ns=(1, 1))
    assert spoken("a & b", "xy") == "a two b"
    write(folder, "xy", numbers='[rules.cardinal]\n0 = "zo"\n1 = "ka"\n')
    assert counting.number(1, language.of("xy")) == "ka"


def test_a_variable_that_names_no_folder_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match=r"^VOICEGUIDE_LANGUAGES: there is no folder '.*nowhere'$"):
        spoken("Hello", "en")


def test_a_variable_that_names_one_language_instead_of_their_folder_is_an_error(
    folder, monkeypatch
):
    write(folder, "de", numbers="")
    monkeypatch.setenv("VOICEGUIDE_LANGUAGES", str(folder / "de"))
    refused = r"^VOICEGUIDE_LANGUAGES: .*de is the folder of one language"
    with pytest.raises(InputError, match=refused) as caught:
        spoken("Hello", "en")
    assert str(caught.value).endswith(f"set the variable to {folder}")


@pytest.mark.parametrize(
    ("name", "better"),
    [("DE", "de"), ("pt-BR", "pt"), ("de_AT", "de"), ("d", "de"), ("my language", "de")],
)
def test_a_folder_that_no_script_can_ask_for_is_an_error(folder, name, better):
    write(folder, name, numbers="")
    place = re.escape(str(folder / name))
    with pytest.raises(InputError, match=f"^{place}: .* is not a language's code") as caught:
        spoken("Hello", "en")
    assert f"such as {better}" in str(caught.value)


def test_other_files_and_folders_are_allowed_beside_the_languages(folder):
    write(folder, ".kept", numbers="")
    (folder / "READ ME").mkdir()
    (folder / "notes.toml").touch()
    write(folder, "xy", signs='[signs]\n"&" = "one"\n')
    assert language.own_codes() == ("xy",)
    assert spoken("a & b", "xy") == "a one b"
