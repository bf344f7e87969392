"""`voiceguide new`: from a few answers to a session."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.running import Run, contents, lines
from voiceguide.script import reader


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """Puts lines on standard input."""

    def given(*answers: str) -> None:
        text = "".join(f"{one}\n" for one in answers)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given()
    return given


@pytest.mark.slow
def test_answers_make_a_script_that_is_good_and_can_be_made(run: Run, work: Path, answer) -> None:
    answer("en", "Evening stretch", "5, 12", "Arrive, Neck and shoulders, Rest")
    outcome = run("new")
    assert (outcome.code, outcome.out) == (0, "evening-stretch.yaml\n")
    assert lines(outcome.err)[0].startswith("Language [en]")
    checked = run("check", "evening-stretch.yaml")
    assert checked.out == "evening-stretch.yaml: good, 3 steps, 5 to 12 minutes\n"
    script = reader.load(work / "evening-stretch.yaml")
    assert [step.title for step in script.steps] == ["Arrive", "Neck and shoulders", "Rest"]
    made = run("make", "evening-stretch.yaml", "--length", "short", "--engine", "silent")
    assert made.code == 0
    assert (work / "evening-stretch-5m.mp3").exists()


def test_options_answer_every_question(run: Run, work: Path, answer) -> None:
    outcome = run(
        *("new", "mine.yaml", "--title", "Füße", "--language", "de"),
        *("--minutes", "8", "--steps", "Ankommen,Füße"),
    )
    assert (outcome.code, outcome.out, outcome.err) == (0, "mine.yaml\n", "")
    script = reader.load(work / "mine.yaml")
    assert (script.title, script.language, len(script.steps)) == ("Füße", "de", 2)
    assert script.lengths.named == {"standard": 480_000}


def test_no_answers_take_the_defaults(run: Run, work: Path, answer) -> None:
    assert run("new").out == "my-session.yaml\n"
    asked = (work / "my-session.yaml").read_text(encoding="utf-8")
    assert run("new", "--yes", "--force").err == ""
    assert (work / "my-session.yaml").read_text(encoding="utf-8") == asked
    answer("", "", "", "")
    assert run("new", "--force").code == 0
    assert (work / "my-session.yaml").read_text(encoding="utf-8") == asked


def test_the_defaults_are_in_the_language(run: Run, work: Path, answer) -> None:
    answer("fr")
    assert run("new").out == "ma-seance.yaml\n"


def test_standard_input_that_is_closed_takes_the_defaults(run: Run, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run("new").code == 0


def test_a_file_that_exists_is_named_before_any_question(run: Run, work: Path, answer) -> None:
    before = contents(work)
    outcome = run("new", "small.yaml")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: small.yaml: this file exists")
    assert contents(work) == before
    assert run("new", "small.yaml", "--force", "--yes").code == 0
    assert contents(work) != before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--minutes", "ten"), "'ten' is not a number of minutes, such as 20, or two: 10,20"),
        (("--minutes", "0"), "more than 0 minutes"),
        (("--minutes", "9999"), "at most a day"),
        (("--minutes", "10,20,30"), "or two: 10,20"),
        (("--minutes", "10,10"), "the same length twice"),
        (("--minutes", "1e9"), "not a number of minutes"),
        (("--language", "english please"), "not a language"),
        (("--steps", " , "), "at least one step"),
        (("--steps", "x" * 37), "at most 36 characters"),
        (("--steps", "Rest [5s]"), "'[' can't be in a title"),
        (("--steps", "A, !"), "'!' has no words"),
        (("--title", "x" * 81), "at most 80 characters"),
        (("--minutes", "1", "--steps", "a,b,c,d,e,f,g,h"), "8 steps don't fit into 1:00"),
        (("mine.txt",), ".txt is not a script"),
        (("gone/mine.yaml",), "there is no folder"),
    ],
)
def test_an_answer_that_makes_no_sense_is_one_error_and_writes_nothing(
    arguments: tuple[str, ...], said: str, run: Run, work: Path
) -> None:
    before = contents(work)
    outcome = run("new", "--yes", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert len(lines(outcome.err)) == 1
    assert contents(work) == before


def test_a_wrong_answer_from_a_pipe_is_an_error(run: Run, answer) -> None:
    answer("en", "Rest", "soon")
    outcome = run("new")
    assert outcome.code == 2
    assert outcome.err.endswith(
        "Error: 'soon' is not a number of minutes, such as 20, or two: 10,20\n"
    )


def test_a_person_is_asked_again(run: Run, answer, monkeypatch) -> None:
    answer("english please", "en", "Rest", "soon", "5", "Rest")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    outcome = run("new")
    assert (outcome.code, outcome.out) == (0, "rest.yaml\n")
    assert "'soon' is not a number of minutes" in outcome.err


def test_an_odd_name_of_a_file_stays_in_its_comment(run: Run, work: Path) -> None:
    odd = "a\nb: 1\x1b 'c.yaml"
    assert run("new", "--yes", odd).code == 0
    assert run("check", odd).code == 0


def test_bytes_that_are_no_text_are_one_error(run: Run, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n"), encoding="utf-8"))
    outcome = run("new")
    assert outcome.code == 2
    assert "the answer can't be read" in outcome.err


MARKDOWN = """\
# Calm

## Sit

Sit down. (pause 5 seconds)

## Rest

Be **still**.
"""


@pytest.fixture
def calm(work: Path) -> Path:
    path = work / "calm.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_text_is_imported_and_can_be_made(run: Run, work: Path, calm: Path) -> None:
    outcome = run("new", "--from", "calm.md")
    assert (outcome.code, outcome.out, outcome.err) == (0, "calm.yaml\n", "")
    assert "calm.yaml: good, 2 steps" in run("check", "calm.yaml").out
    assert run("make", "calm.yaml", "--engine", "silent", "-o", "calm.mp3").code == 0
    assert (work / "calm.mp3").exists()


def test_an_import_takes_a_title_a_language_and_a_length(run: Run, work: Path, calm: Path) -> None:
    wishes = ("--title", "Ruhe", "--language", "de", "--minutes", "5")
    assert run("new", "a.yaml", "--from", "calm.md", *wishes).code == 0
    script = reader.load(work / "a.yaml")
    assert (script.title, script.language) == ("Ruhe", "de")
    assert script.lengths.named == {"standard": 300_000}


def test_standard_input_is_imported(run: Run, work: Path, answer) -> None:
    answer("00:10 First.", "00:20 Then.")
    assert run("new", "--from", "-").out == "session.yaml\n"
    assert [cue.say for cue in reader.load(work / "session.yaml").steps[0].cues] == ["Then."]


def test_what_could_not_be_kept_is_noted(run: Run, work: Path, calm: Path) -> None:
    calm.write_text("# T\n\nSee [this](http://a.org) \U0001f600.", encoding="utf-8")
    outcome = run("new", "--from", "calm.md")
    assert lines(outcome.err) == [
        "Note: the addresses of links are left out",
        "Note: the sign '\U0001f600' is left out",
    ]
    assert "# the addresses of links are left out" in (work / "calm.yaml").read_text("utf-8")


def test_many_notes_are_counted(run: Run, calm: Path) -> None:
    front = "\n".join(f"key{number}: value" for number in range(30))
    calm.write_text(f"---\n{front}\n---\nRest.", encoding="utf-8")
    assert lines(run("new", "--from", "calm.md").err)[-1].startswith("Note: and 20 more")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "gone.md"), "gone.md: this file does not exist"),
        (("--from", "."), "this is a folder"),
        (("--from", "small.yaml", "a.yaml"), "small.yaml: this is a script already"),
        (("--from", "calm.md", "small.yaml"), "small.yaml: this file exists"),
        (("--from", "calm.md", "--steps", "A"), "--steps is for a new text"),
        (("--from", "calm.md", "--minutes", "5,10"), "--minutes takes one length"),
        (("--from", "calm.md", "--minutes", "0.1"), "calm.md: the text doesn't fit"),
        (("--from", "calm.md", "--language", "?"), "not a language"),
        (("--from", "times.txt", "--minutes", "5"), "have times of their own"),
    ],
)
def test_what_cannot_be_imported_is_one_error_and_writes_nothing(
    arguments: tuple[str, ...], said: str, run: Run, work: Path, calm: Path
) -> None:
    (work / "times.txt").write_text("00:01 Go.\n", encoding="utf-8")
    before = contents(work)
    outcome = run("new", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert contents(work) == before
