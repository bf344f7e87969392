"""The picture in the README is of the session as it is made."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import voiceguide
from voiceguide.plot.picture import picture
from voiceguide.plot.svg import svg

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
ANEW = (
    "draw it anew: voiceguide make back-massage -o now.mp3 && "
    "voiceguide plot now.mp3 -o docs/session.svg"
)


def shapes(drawn: ET.Element, role: str) -> list[ET.Element]:
    return [element for element in drawn.iter() if element.get("class") == role]


def steps(drawn: ET.Element) -> list[tuple[str, str | None, str | None]]:
    """Each step's title and length, and from where to where its bar reaches."""
    titles = ["".join(text.itertext()) for text in shapes(drawn, "title")]
    bars = [(bar.get("x"), bar.get("width")) for bar in shapes(drawn, "step")]
    return [(title, *bar) for title, bar in zip(titles, bars, strict=True)]


@pytest.fixture(scope="module")
def shown() -> ET.Element:
    return ET.parse(ROOT / "docs" / "session.svg").getroot()


def test_it_has_the_steps_of_the_script_at_their_times(
    shown: ET.Element, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path))
    timeline = voiceguide.plan("back-massage", voicing=voiceguide.Voicing(engine="silent"))
    drawn = ET.fromstring(svg(picture(timeline)).encode())
    assert len(steps(shown)) == len(timeline.chapters) == 13
    assert steps(shown) == steps(drawn), ANEW


def test_it_shows_the_sound_too_and_the_page_shows_it(shown: ET.Element):
    for role in ("cue opening", "cue reminder", "chime end", "side", "loudness"):
        assert shapes(shown, role), ANEW
    assert "](docs/session.svg)" in (ROOT / "README.md").read_text(encoding="utf-8")
