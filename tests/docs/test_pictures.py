"""The pictures of docs/writing.md show what its session is today."""

from pathlib import Path

import pytest

from tests.docs.pictures import AT_MS, GUIDE, pictures, script, timeline, words_at
from tests.page.conftest import Opener, browser, player  # noqa: F401  (fixtures)
from voiceguide.page.build import page_of_script
from voiceguide.speech.voicing import Voicing


def test_they_are_drawn_from_the_session_of_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for path, text in pictures().items():
        assert path.read_text(encoding="utf-8") == text, "run python -m tests.docs.pictures"
        assert f"]({path.name})" in guide


@pytest.mark.slow
def test_the_page_says_what_the_picture_of_it_says(
    tmp_path: Path,
    player: Opener,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path / "cache"))
    source = tmp_path / "evening-stretch.yaml"
    source.write_text(script(), encoding="utf-8")
    voicing = Voicing(engine="silent")
    made = page_of_script(source, tmp_path / "page.html", length="short", voicing=voicing)
    page = player(made.path)
    page.place(AT_MS / 1000)
    meant = words_at(timeline(), AT_MS)
    for name in ("place", "whole-left", "name", "number", "left", "left-label", "words"):
        assert page.text(name).strip() == meant[name], name
    for name in ("next-label", "next-name", "again", "on", "more-label"):
        assert page.text(name).strip() == meant[name].strip(), name
