"""The page to print."""

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from voiceguide.card.page import card
from voiceguide.script.narration import Sentence
from voiceguide.session.plan import estimate, load
from voiceguide.timeline.model import Chapter, Cue, CueKind, Phrase, Timeline

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def spoken(step: str, *texts: str) -> Cue:
    return Cue(
        id=f"{step}/opening",
        kind=CueKind.OPENING,
        step=step,
        text=" ".join(texts),
        start_ms=0,
        end_ms=1,
        phrases=tuple(Phrase(sentence=Sentence(text), start_ms=0, end_ms=1) for text in texts),
    )


def small(*said: str, title: str = "Spread the oil", name: str = "Evening") -> Timeline:
    chapters = (
        Chapter(step="hello", number=None, title="Welcome", start_ms=0, end_ms=65_000),
        Chapter(step="oil", number=1, title=title, start_ms=65_000, end_ms=200_250),
    )
    cues = (spoken("hello", "Not with a fever."), spoken("oil", *said))
    return Timeline(
        title=name, language="en", total_ms=200_250, chapters=chapters, cues=cues, chimes=()
    )


class Reader(HTMLParser):
    """Collects the elements, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def massage() -> dict[str, Timeline]:
    script = load("back-massage")
    return {name: estimate(script, length=name) for name in script.lengths.named}


def test_every_step_has_its_name_time_and_picture(massage):
    page = card(massage["standard"])
    assert page.count('role="img"') == 13
    assert "<h2><bdi>4. Up and down</bdi> <small>4:30 · 2m20s</small></h2>" in page
    assert "<h1>Back massage in eleven steps</h1><p>20:00</p>" in page
    assert page.count("<li>") == 12
    assert page.count("<section>") == 1


@pytest.mark.parametrize(
    ("length", "sided"), [("least", 2), ("short", 2), ("standard", 4), ("deep", 4)]
)
def test_it_says_come_round_where_the_voice_does(massage, length, sided):
    page = card(massage[length])
    assert (
        page.count('<p class="sides"><b>1</b>&nbsp;<bdi>the side farther from you</bdi>') == sided
    )
    assert page.count("<b>2</b>&nbsp;<bdi>the other side</bdi>") == sided
    assert page.count("then come round") == (sided if sided == 4 else 0)


@pytest.mark.parametrize("length", ["least", "short", "standard", "deep"])
def test_the_safety_words_are_all_there_at_every_length(massage, length):
    words = " ".join("".join(Reader(card(massage[length])).words).split())
    for term in ("fever", "blood thinners", "heart problems", "say stop", "urgent care"):
        assert term in words


@pytest.mark.parametrize(
    "said",
    [
        ("Step one: Spread the oil.", "Warm it first."),
        ("Step one.", "Spread the oil!", "Warm it first."),
        ("Warm it first.",),
    ],
)
def test_the_announcement_is_left_out(said):
    assert "<p>Warm it first.</p>" in card(small(*said))


def test_a_step_without_a_number_does_not_say_its_title_again():
    timeline = small("Warm it first.")
    hello = spoken("hello", "Welcome.", "Not with a fever.")
    page = card(replace(timeline, cues=(hello, *timeline.cues[1:])))
    assert "<p>Not with a fever.</p>" in page


def noted(timeline: Timeline, *paragraphs: str) -> Timeline:
    """The timeline with notes in its first step."""
    first, *rest = timeline.chapters
    notes = tuple((text,) for text in paragraphs)
    return replace(timeline, chapters=(replace(first, notes=notes), *rest))


def test_notes_stand_in_the_place_of_the_words_that_they_say_in_full():
    page = card(noted(small("Warm it first."), "No <b>fever</b> & no wound.", "Ask first."))
    assert "<p>No &lt;b&gt;fever&lt;/b&gt; &amp; no wound.</p><p>Ask first.</p></div>" in page
    assert "Not with a fever." not in page
    assert "Not with a fever." in card(small("Warm it first."))


def test_pictures_shrink_only_where_the_smallest_words_are_too_large(massage):
    def sizes(timeline: Timeline) -> tuple[float, float]:
        found = re.search(r"--grown: ([0-9.]+); --drawn: ([0-9.]+);", card(timeline))
        assert found
        return float(found[1]), float(found[2])

    bare = replace(
        massage["least"],
        chapters=tuple(replace(one, notes=()) for one in massage["least"].chapters),
    )
    assert sizes(small("Warm it first."))[1] == 1.0
    assert sizes(noted(bare, "No fever. " * 800)) == (0.94, 0.8)


@pytest.mark.parametrize("said", ["Spread the oil.", "Now, slowly and warmly, we spread the oil."])
def test_words_that_merely_resemble_an_announcement_stay(said):
    assert f"<p>{said}" in card(small(said))


def test_a_script_without_pictures_still_gets_a_card():
    page = card(small("Warm it first."))
    assert "<svg" not in page
    assert "<footer" not in page
    assert "<section><div><h2><bdi>Welcome</bdi> <small>0:00 · 1m5s</small></h2>" in page


def test_a_session_without_numbered_steps_has_frames_only():
    timeline = small("Warm it first.")
    chapters = tuple(replace(chapter, number=None) for chapter in timeline.chapters)
    page = card(replace(timeline, chapters=chapters))
    assert page.count("<section>") == 2
    assert "<ol>" not in page


def test_nothing_is_loaded_and_nothing_runs(massage):
    reader = Reader(card(massage["deep"]))
    assert not {"script", "img", "link", "iframe", "object", "form", "a"} & set(reader.tags)
    for name, value in reader.attributes:
        assert not name.startswith("on")
        assert name not in ("src", "style")
        if name == "href":
            assert (value or "").startswith("#")
    page = card(massage["deep"])
    assert "@import" not in page
    assert set(re.findall(r"https?://[^\"' ]+", page)) == {"http://www.w3.org/2000/svg"}


def test_the_policy_allows_its_one_style_and_nothing_else(massage):
    page = card(massage["short"])
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page


def test_a_title_is_never_taken_for_markup():
    page = card(small("Go </p><b>on", title="<script>alert(1)</script>", name='"&<i>‏שלום'))
    assert not {"script", "b", "i"} & set(Reader(page).tags)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_same_session_gives_the_same_page(massage):
    assert card(massage["long"]) == card(massage["long"])


def printed_pages(page: str, paper: str, folder: Path) -> int:
    """The number of sheets on which a browser prints the page."""
    page = re.sub("<meta http-equiv=[^>]*>", "", page)  # the new size changes the style
    page = page.replace("@page { margin: 9mm; }", f"@page {{ size: {paper}; margin: 9mm; }}")
    (folder / "card.html").write_text(page, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    options += [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'card.pdf'}"]
    subprocess.run(
        [str(CHROMIUM), *options, (folder / "card.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=60,
    )
    pdf = (folder / "card.pdf").read_bytes()
    [count] = re.findall(rb"/Type\s*/Pages\b.*?/Count (\d+)", pdf, re.DOTALL)
    return int(count)


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
@pytest.mark.parametrize("paper", ["A4", "letter"])
@pytest.mark.parametrize("length", ["least", "short", "standard", "long", "deep"])
def test_a_massage_of_any_length_prints_on_one_page(massage, paper, length, tmp_path: Path):
    assert printed_pages(card(massage[length]), paper, tmp_path) == 1


def test_words_are_larger_if_the_page_has_room():
    grown = [
        float(re.search(r"--grown: ([0-9.]+)", card(one))[1])
        for one in (small("Warm it first."), small("Warm it first. " * 700))
    ]
    assert grown[0] > 1.2
    assert grown[1] == 0.94


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
def test_forty_short_steps_without_pictures_print_on_one_page(tmp_path: Path):
    one = small("Warm it first.")
    chapters = [replace(one.chapters[1], step=f"s{n}", number=n) for n in range(1, 41)]
    cues = [spoken(f"s{n}", "Warm it first.") for n in range(1, 41)]
    page = card(replace(one, chapters=tuple(chapters), cues=tuple(cues)))
    assert page.count("<li>") == 40
    assert printed_pages(page, "A4", tmp_path) == 1
