"""`voiceguide card`."""

from pathlib import Path

import pytest

from tests.cli.running import Run, contents


def test_the_page_is_named_after_the_session(run: Run, work: Path) -> None:
    outcome = run("card", "small.yaml")
    assert (outcome.code, outcome.out) == (0, "small-2m-card.html\n")
    page = (work / "small-2m-card.html").read_text(encoding="utf-8")
    assert "<h1>Two minutes</h1><p>2:00</p>" in page
    assert "<p>Draw circles. Now rest.</p>" in page


def test_the_length_and_the_file_can_be_chosen(run: Run, work: Path) -> None:
    assert run("card", "--minutes", "37", "-o", "wall.htm").code == 0
    assert "37:00" in (work / "wall.htm").read_text(encoding="utf-8")
    assert run("card", "--length", "short").out == "back-massage-10m-card.html\n"


def test_the_same_session_gives_the_same_bytes(run: Run, work: Path) -> None:
    assert run("card", "-o", "a.html").code == run("card", "-o", "b.html").code == 0
    assert (work / "a.html").read_bytes() == (work / "b.html").read_bytes()


def test_the_closing_words_differ_for_falling_asleep(run: Run, work: Path) -> None:
    assert run("card", "--length", "short", "--sleep", "-o", "a.html").code == 0
    page = (work / "a.html").read_text(encoding="utf-8")
    assert "slowly lift them away." in page
    assert "take your time" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("small.yaml", "-o", "card.pdf"),
            "card.pdf: a card is a web page; write card.html and print it from the browser",
        ),
        (("small.yaml", "-o", "card.txt"), ".txt is not a page; expected one of: .html, .htm"),
        (
            ("short.mp3",),
            "short.mp3: a card is made from a script, not from a finished session",
        ),
        (("short.html",), "a card is made from a script"),
        (("small.yaml", "-o", "."), ".: this is a folder; add the name of a file to it"),
        (("small.yaml", "-o", "card"), "the name has no suffix; expected one of: .html, .htm"),
        (("small.yaml", "-o", "gone/card.html"), "there is no folder"),
        (("back-masage",), "did you mean 'back-massage'?"),
        (("gone.yaml",), "gone.yaml"),
        (("--minutes", "5"), "7 to 70 minutes"),
        (("--length", "shrt"), "did you mean 'short'?"),
        (("--length", "short", "--minutes", "10"), "not both"),
    ],
)
def test_a_card_that_cannot_be_written_says_why_and_writes_nothing(
    arguments: tuple[str, ...], said: str, run: Run, work: Path
) -> None:
    before = contents(work)
    outcome = run("card", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert contents(work) == before


def test_a_card_is_made_without_speaking(run: Run, cache: Path) -> None:
    assert run("card", "small.yaml").code == 0
    assert not cache.exists()


def test_a_sessions_page_is_not_overwritten_by_its_card(run: Run, work: Path) -> None:
    """`voiceguide page small-2m.mp3` writes small-2m.html."""
    (work / "small-2m.html").write_text("the page that plays")
    assert run("card", "small.yaml").code == 0
    assert (work / "small-2m.html").read_text() == "the page that plays"
