"""`voiceguide read`."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.running import SCRIPT, Run, contents, lines


def test_a_session_is_shown_with_its_times(run: Run) -> None:
    outcome = run("read", "small.yaml")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[:4] == [
        "Two minutes, 2:00",
        "",
        "0:00  1. One (1:00)",
        "  0:03  Let your head sink to one side. [quiet 55s]",
    ]
    assert outcome.out.splitlines()[-1].endswith("(chime)")


def test_a_length_and_a_step_can_be_chosen(run: Run) -> None:
    outcome = run("read", "--length", "short", "--step", "neck-base")
    heading = re.compile(r" \d:\d\d  3\. Base of the neck \(\d:\d\d\)")
    assert outcome.out.startswith("Back massage in eleven steps, 10:00\n\n")
    assert heading.fullmatch(outcome.out.splitlines()[2])
    assert len([line for line in lines(outcome.out) if re.match(r" ?\d", line)]) == 1
    assert run("read", "--minutes", "13.5").out.startswith("Back massage in eleven steps, 13:30\n")


@pytest.mark.slow
def test_the_words_for_falling_asleep_are_shown(run: Run) -> None:
    closing = ("read", "--length", "short", "--step", "close")
    assert run(*closing, "--sleep").out != run(*closing).out


@pytest.mark.parametrize("width", [24, 60, 100])
def test_lines_fit_the_terminal_and_marks_stay_whole(
    width: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = run("read", "box-breathing", "--length", "short").out
    for line in shown.splitlines():
        if line.startswith("  "):
            assert len(line) <= max(width, 28)
            assert line.count("[") == line.count("]")


def test_writing_without_spaces_fits_too(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = SCRIPT.replace("title: Two minutes", "title: Two\nlanguage: ja")
    (work / "ja.yaml").write_text(
        text.replace("Draw circles. Now rest.", "ゆっくりと息を吐きます" * 8), encoding="utf-8"
    )
    shown = run("read", "ja.yaml").out
    assert "".join(shown.split()).count("ゆっくりと息を吐きます") == 8
    assert max(map(cell_len, shown.splitlines())) <= 40


def test_nothing_is_spoken_or_written(run: Run, work: Path, cache: Path) -> None:
    before = contents(work)
    assert run("read", "small.yaml").code == 0
    assert contents(work) == before
    assert not cache.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--step", "nek-base"), "did you mean 'neck-base'?"),
        (("--length", "shrt"), "did you mean 'short'?"),
        (("--minutes", "5"), "7 to 70 minutes"),
        (
            ("tonight.mp3",),
            "tonight.mp3: words are read from a script, not from a finished session",
        ),
        (("back-masage",), "did you mean 'back-massage'?"),
        (("gone.yaml",), "gone.yaml"),
    ],
)
def test_what_cannot_be_read_says_why(arguments: tuple[str, ...], said: str, run: Run) -> None:
    outcome = run("read", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
