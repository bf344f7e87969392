"""Scripts by name or by path."""

from pathlib import Path

import pytest

from voiceguide import resources
from voiceguide.errors import UnknownNameError
from voiceguide.script import library


def test_the_bundled_scripts_have_names():
    languages = ("back-massage.de", "back-massage.es", "back-massage.fr")
    others = ("body-scan", "box-breathing", "foot-massage")
    assert library.names() == ("back-massage", *languages, *others)
    assert library.find("back-massage") == resources.scripts() / "back-massage.yaml"


@pytest.mark.parametrize("name", ["mine.yaml", "mine.YML", "folder/mine", "/mine"])
def test_text_that_looks_like_a_path_is_one_even_if_nothing_is_there(name):
    assert library.find(name) == Path(name)


def test_a_file_without_a_suffix_is_found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mine").write_text("")
    assert library.find("mine") == Path("mine")


def test_a_bundled_name_takes_precedence_over_a_file_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("back-massage").write_text("")
    assert library.find("back-massage").parent == resources.scripts()


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "zzz"])
def test_an_unknown_name_is_reported_with_the_valid_ones(name):
    with pytest.raises(UnknownNameError, match="expected one of: back-massage, back-massage"):
        library.find(name)


def test_a_misspelt_name_is_answered_with_the_nearest_one():
    with pytest.raises(UnknownNameError, match="did you mean 'back-massage'"):
        library.find("back-masage")
