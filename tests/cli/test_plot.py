"""`voiceguide plot`."""

from pathlib import Path

import pytest

from tests.cli.running import Run, changed, contents
from tests.plot.drawn import parsed, words

SCRIPT = ("small.yaml", "--engine", "silent")


def classes(picture: Path) -> set[str]:
    """Returns the roles of the picture's shapes."""
    return {element.get("class", "") for element in parsed(picture).iter()}


def titles(picture: Path) -> list[str]:
    """Returns the steps named in the picture."""
    return words(parsed(picture), "title")


def test_a_script_is_drawn_without_loudness(run: Run, work: Path):
    outcome = run("plot", *SCRIPT, "-o", "two.svg")
    assert (outcome.code, outcome.out) == (0, "two.svg\n")
    assert titles(work / "two.svg") == ["1. One\u20021:00", "2. Two\u20021:00"]
    assert "cue opening" in classes(work / "two.svg")
    assert "loudness" not in classes(work / "two.svg")


def test_the_session_is_drawn_as_its_listener_wishes(run: Run, work: Path):
    text = changed("    title: One\n", "    title: One\n    may_skip: true\n")
    (work / "free.yaml").write_text(text, encoding="utf-8")
    assert run("plot", "free.yaml", *SCRIPT[1:], "--without", "one", "-o", "two.svg").code == 0
    assert titles(work / "two.svg") == ["1. Two\u20022:00"]


@pytest.mark.slow
def test_a_track_is_drawn_with_its_loudness(run: Run, work: Path):
    assert run("make", *SCRIPT, "-o", "two.mp3").code == 0
    outcome = run("plot", "two.mp3")
    assert (outcome.code, outcome.out) == (0, "two.svg\n")
    assert titles(work / "two.svg") == ["1. One\u20021:00", "2. Two\u20021:00"]
    assert {"loudness", "chime end"} <= classes(work / "two.svg")


def test_a_timeline_file_is_drawn_like_its_script(run: Run, work: Path):
    assert run("make", *SCRIPT, "-o", "two.mp3", "--with", "timeline").code == 0
    assert run("plot", "two.timeline.json").out == "two.svg\n"
    assert run("plot", *SCRIPT, "-o", "script.svg").code == 0
    assert "loudness" not in classes(work / "two.svg")
    assert titles(work / "two.svg") == titles(work / "script.svg")


def test_the_same_inputs_give_the_same_bytes(run: Run, work: Path):
    for name in ("a.svg", "b.svg"):
        assert run("plot", *SCRIPT, "-o", name).code == 0
    assert (work / "a.svg").read_bytes() == (work / "b.svg").read_bytes()


def test_a_png_suffix_makes_a_png_file(run: Run, work: Path):
    outcome = run("plot", *SCRIPT, "-o", "two.png")
    if "needs a font" in outcome.err:
        pytest.skip("this system has no font")
    assert outcome.code == 0
    assert (work / "two.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("small.yaml", "-o", "two.pdf"), ".pdf is not a picture voiceguide draws"),
        (("small.yaml", "-o", "."), ".: this is a folder; add the name of a file to it"),
        (("small.yaml", "-o", "two"), "the name has no suffix; expected one of: .svg, .png"),
        (("small.yaml", "-o", "gone/two.svg"), "there is no folder"),
        (("gone.mp3",), "gone.mp3: can't be read: no such file"),
        (("back-masage",), "did you mean 'back-massage'?"),
        (("song.mp3",), "no timeline inside"),
        (("song.mp3", "--minutes", "9"), "--minutes is for a script; song.mp3 is a finished"),
        (("song.mp3", "--engine", "pyttsx3"), "--engine is for a script"),
        (("song.json",), "this is not a timeline that voiceguide wrote"),
        (("song.svg", "-o", "song.svg"), "song.svg: this is the input song.svg"),
    ],
)
def test_a_file_that_cannot_be_drawn_says_why_and_writes_nothing(
    arguments: tuple[str, ...], said: str, run: Run, work: Path
):
    for name in ("song.mp3", "song.json", "song.svg"):
        (work / name).write_bytes(b"not ours")
    before = contents(work)
    outcome = run("plot", *arguments)
    assert outcome.code == 2
    assert said in outcome.err
    assert contents(work) == before
