"""The README's picture shows the session as it is made today."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import voiceguide
from tests.plot.drawn import parsed, shapes, words
from voiceguide.plot.picture import picture
from voiceguide.plot.svg import svg

ROOT = Path(__file__).parents[2]
ANEW = (
    "redraw it: voiceguide make back-massage -o now.mp3 && "
    "voiceguide plot now.mp3 -o docs/session.svg"
)


def spans(drawn: ET.Element) -> list[float]:
    """The start and width of each step's bar, in pixels."""
    return [float(bar.get(key, "")) for bar in shapes(drawn, "step") for key in ("x", "width")]


@pytest.fixture(scope="module")
def shown() -> ET.Element:
    return parsed(ROOT / "docs" / "session.svg")


@pytest.mark.slow
def test_it_has_the_steps_of_the_script_at_their_times(
    shown: ET.Element, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path))
    timeline = voiceguide.plan("back-massage", voicing=voiceguide.Voicing(engine="pyttsx3"))
    drawn = parsed(svg(picture(timeline)))
    assert len(shapes(shown, "step")) == len(timeline.chapters) == 13
    assert words(shown, "title") == words(drawn, "title"), ANEW
    # Another voice may borrow a second from the next step.
    assert spans(shown) == pytest.approx(spans(drawn), abs=3), ANEW


def test_it_shows_the_sound_too_and_the_page_shows_it(shown: ET.Element):
    for role in ("cue opening", "cue reminder", "chime end", "side", "loudness"):
        assert shapes(shown, role), ANEW
    assert "](docs/session.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
