"""Ids are names that a script accepts, and no two are the same."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.authoring.names import ids, shortened


@settings(max_examples=30)
@given(
    st.lists(st.text(max_size=60) | st.sampled_from(["Rest", "rest", "Rest 2", "a" * 60, "北京"]))
)
def test_every_title_gets_an_id_of_its_own(titles: list[str]) -> None:
    found = list(ids(titles))
    assert len(found) == len(titles) == len(set(found))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= 40 for name in found)


def test_titles_without_latin_letters_are_numbered() -> None:
    assert list(ids(["呼吸", "Rest", "呼吸"])) == ["step-1", "rest", "step-3"]


@given(st.text(min_size=1, max_size=200))
def test_a_title_is_cut_to_its_limit(title: str) -> None:
    assert len(shortened(title)) <= 36
