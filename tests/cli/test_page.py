"""`voiceguide page`, up to the file; tests/page opens such files in a browser."""

import base64
import json
import re
from pathlib import Path

import pytest

from tests.cli.running import SCRIPT, Run, contents

SILENT = ("--engine", "silent", "--bed", "none")


def content(page: Path) -> dict:
    """Returns the page's data about its sessions."""
    found = re.search(
        r'<script type="application/json" id="content">(.*?)</script>',
        page.read_text(encoding="utf-8"),
    )
    assert found
    return json.loads(found[1])


def sound(page: Path, index: int = 0) -> bytes:
    """Returns the sound inside a page."""
    text = page.read_text(encoding="utf-8")
    pieces = re.findall(rf'<script type="audio/mpeg" data-sound="{index}">(.*?)</script>', text)
    return b"".join(map(base64.b64decode, pieces))


@pytest.fixture
def track(run: Run, work: Path) -> Path:
    """A finished session of two minutes."""
    assert run("make", "small.yaml", *SILENT, "-o", "two.mp3").code == 0
    return work / "two.mp3"


def test_a_script_becomes_one_file_with_its_session_inside(run: Run, work: Path, track: Path):
    before = set(contents(work))
    outcome = run("page", "small.yaml", *SILENT)
    assert (outcome.code, outcome.out) == (0, "small.html\n")
    assert set(contents(work)) - before == {"small.html"}
    assert sound(work / "small.html") == track.read_bytes()
    session = content(work / "small.html")["sessions"][0]
    assert [step["title"] for step in session["steps"]] == ["One", "Two"]
    assert (session["name"], session["total"]) == ("standard", 120_000)


def test_a_track_makes_the_same_page_except_for_the_name_of_its_length(
    run: Run, work: Path, track: Path
):
    assert run("page", "two.mp3", "-o", "a.html").out == "a.html\n"
    assert run("page", "small.yaml", *SILENT, "-o", "b.html").code == 0
    assert sound(work / "a.html") == track.read_bytes()
    of_track, of_script = (content(work / name)["sessions"][0] for name in ("a.html", "b.html"))
    assert {**of_track, "name": "standard"} == of_script


def test_one_length_can_be_chosen_as_for_the_track(run: Run, work: Path):
    outcome = run("page", "small.yaml", *SILENT, "--minutes", "2")
    assert (outcome.code, outcome.out) == (0, "small.html\n")
    session = content(work / "small.html")["sessions"][0]
    assert (session["name"], session["total"]) == ("", 120_000)
    assert run("page", "small.yaml", *SILENT, "--length", "standard", "-o", "b.html").code == 0
    session = content(work / "b.html")["sessions"][0]
    assert (session["name"], session["total"]) == ("standard", 120_000)


def test_a_page_for_falling_asleep_sounds_like_a_track_for_it(run: Run, work: Path):
    assert run("page", "small.yaml", *SILENT, "--sleep").code == 0
    assert run("make", "small.yaml", *SILENT, "--sleep", "-o", "sleep.mp3").code == 0
    assert sound(work / "small.html") == (work / "sleep.mp3").read_bytes()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--length", "shrt"), "unknown length 'shrt'"),
        (("--length", "standard", "--minutes", "2"), "give a named length or minutes, not both"),
        (("--lengths", "standard", "--minutes", "2"), "--lengths can't be combined with"),
        (("--lengths", "standard", "--length", "standard"), "--lengths can't be combined with"),
    ],
)
def test_impossible_lengths_are_refused(run: Run, work: Path, options, words):
    before = contents(work)
    outcome = run("page", "small.yaml", *SILENT, *options)
    assert outcome.code == 2
    assert words in outcome.err
    assert contents(work) == before


def test_sounds_beside_the_page_are_the_files_that_it_names(run: Run, work: Path):
    (work / "two.yaml").write_text(
        SCRIPT.replace("standard: 2m}", "standard: 2m, long: 3m}").replace(
            "time: 1m", "time: {standard: 1m, long: 90s}"
        ),
        encoding="utf-8",
    )
    arguments = ("--audio", "beside", "--lengths", "long, standard", "-o", "a page.html")
    outcome = run("page", "two.yaml", *SILENT, *arguments)
    assert outcome.code == 0, outcome.err
    assert outcome.out.splitlines() == ["a page.html", "a page-3m.mp3", "a page-2m.mp3"]
    sessions = content(work / "a page.html")["sessions"]
    assert [(one["name"], one["total"], one["sound"]) for one in sessions] == [
        ("long", 180_000, "a%20page-3m.mp3"),
        ("standard", 120_000, "a%20page-2m.mp3"),
    ]
    assert (work / "a page-3m.mp3").stat().st_size > 1_000_000
    assert sound(work / "a page.html") == b""


def test_a_track_beside_the_page_stays_where_it_is(run: Run, work: Path, track: Path):
    (work / "pages").mkdir()
    before = track.read_bytes()
    outcome = run("page", "two.mp3", "--audio", "beside", "-o", "pages/two.html")
    assert outcome.out.splitlines() == [str(Path("pages/two.html")), "two.mp3"]
    assert content(work / "pages/two.html")["sessions"][0]["sound"] == "../two.mp3"
    assert track.read_bytes() == before


def test_a_truncated_track_gets_a_page_and_a_warning(run: Run, work: Path, track: Path):
    whole = track.read_bytes()
    track.write_bytes(whole[: len(whole) // 2])
    outcome = run("page", "two.mp3")
    assert (outcome.code, outcome.out) == (0, "two.html\n")
    assert re.search(r"Warning: two.mp3 is incomplete: \d:\d\d of 2:00 is missing", outcome.err)
    assert 30_000 < content(work / "two.html")["sessions"][0]["ends"] < 90_000


def test_a_track_from_elsewhere_gets_a_page(run: Run, work: Path, track: Path):
    data = track.read_bytes()
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    (work / "plain.mp3").write_bytes(data[10 + size :])
    assert run("page", "plain.mp3").code == 0
    session = content(work / "plain.html")["sessions"][0]
    assert [step["title"] for step in session["steps"]] == ["plain"]
    assert session["total"] == pytest.approx(120_000, abs=100)


def test_the_same_inputs_give_the_same_page(run: Run, work: Path):
    for name in ("a.html", "b.html"):
        assert run("page", "small.yaml", *SILENT, "-o", name).code == 0
    assert (work / "a.html").read_bytes() == (work / "b.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("small.yaml", "-o", "two.pdf"), ".pdf is not a page", 2),
        (("small.yaml", "-o", "two"), "the name has no suffix", 2),
        (("small.yaml", "-o", "gone/two.html"), "there is no folder", 2),
        (("small.yaml", "--lengths", "standrad"), "did you mean 'standard'?", 2),
        (("back-masage",), "did you mean 'back-massage'?", 2),
        (("song.ogg",), "a page is made from a script or a finished track", 2),
        (("gone.mp3",), "gone.mp3: this file does not exist", 1),
        (("empty.mp3",), "empty.mp3: the file is empty", 1),
        (("song.mp3",), "it is not a sound file, or it is damaged", 1),
        (("song.mp3", "--lengths", "short"), "--lengths is for a script", 2),
        (("song.mp3", "--bed", "rain"), "--bed is for a script", 2),
        (("song.mp3", "--voice-chain", "off"), "--voice-chain is for a script", 2),
        (("page.html",), "a page is made from a script or a finished track", 2),
        (("small.yaml", "--audio", "outside"), "'outside' is not one of 'inside', 'beside'", 2),
    ],
)
def test_a_file_that_cannot_become_a_page_says_why_and_writes_nothing(
    arguments: tuple[str, ...], said: str, code: int, run: Run, work: Path
):
    for name in ("song.mp3", "page.html"):
        (work / name).write_bytes(b"not ours")
    (work / "empty.mp3").touch()
    before = contents(work)
    outcome = run("page", *arguments, *(SILENT if arguments[0] == "small.yaml" else ()))
    assert outcome.code == code
    assert said in outcome.err
    assert contents(work) == before


def test_a_page_never_replaces_its_own_inputs(run: Run, work: Path):
    (work / "page.html.yaml").write_text(SCRIPT, encoding="utf-8")
    (work / "page.html").symlink_to(work / "page.html.yaml")
    outcome = run("page", "page.html.yaml", *SILENT, "-o", "page.html")
    assert outcome.code == 2
    assert "this is the input" in outcome.err
    assert (work / "page.html.yaml").read_text(encoding="utf-8") == SCRIPT
