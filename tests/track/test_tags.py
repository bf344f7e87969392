import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.track.tags import Tags, language_code, short_title


@given(st.text())
def test_a_short_title_is_one_line_of_at_most_40_characters(title: str) -> None:
    short = short_title(title)
    assert len(short) <= 40
    assert len(short.splitlines()) <= 1
    assert short == short_title(short)


@given(st.text(alphabet="abc de", max_size=40))
def test_a_title_that_fits_keeps_its_words(title: str) -> None:
    assert short_title(title).split() == title.split()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("x" * 41, "x" * 39 + "…"),
        ("9. " + "肩" * 50, "9. " + "肩" * 36 + "…"),
        ("a" * 38 + " b c", "a" * 38 + "…"),
        ("a" * 39 + " b", "a" * 39 + "…"),
    ],
)
def test_a_long_title_is_cut_after_a_word_or_within_a_long_one(title: str, short: str) -> None:
    assert short_title(title) == short


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "eng"),
        ("en-GB", "eng"),
        ("DE_at", "deu"),
        ("zh-Hant-TW", "zho"),
        ("fil", "fil"),
        ("xx", "und"),
        ("", "und"),
    ],
)
def test_a_language_tag_becomes_its_three_letter_code(tag: str, code: str) -> None:
    assert language_code(tag) == code


@given(st.text())
def test_any_language_tag_gives_a_code_that_tags_accept(tag: str) -> None:
    assert Tags(title="", language=language_code(tag)).language


def test_a_language_that_is_not_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="'english'"):
        Tags(title="", language="english")
