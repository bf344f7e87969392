"""`--engine-option`, its short form `--command`, and `voiceguide engines`."""

import sys
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

from tests.cli.running import Run
from voiceguide.speech import registry

PROGRAM = """
import sys, wave
with wave.open(sys.argv[1], "wb") as sound:
    sound.setparams((1, 2, 16000, 0, "NONE", ""))
    sound.writeframes(bytes(range(256)) * 10 * len(sys.argv[2]))
open("said.txt", "a").write(sys.argv[2] + "\\n")
"""


@pytest.fixture
def command(work: Path) -> str:
    """The command line of a program that notes what it says."""
    program = work.parent / "engine.py"
    program.write_text(PROGRAM, encoding="utf-8")
    return f"'{sys.executable}' -S -E '{program}' {{wav}} {{text}}"


def test_the_short_form_of_a_command_is_that_option(run: Run, work: Path, command: str) -> None:
    engine = ("make", "small.yaml", "--bed", "none", "--engine", "command")
    assert run(*engine, "--command", command, "-o", "1.mp3").code == 0
    said = (work / "said.txt").read_text().splitlines()
    assert sorted(said) == ["Draw circles.", "Let your head sink,", "Now rest.", "to one side."]
    (work.parent / "command.txt").write_text(f"{command}\n")
    for number, option in enumerate((f"command={command}", "command=@../command.txt"), start=2):
        assert run(*engine, "--engine-option", option, "-o", f"{number}.mp3").code == 0
        assert (work / f"{number}.mp3").read_bytes() == (work / "1.mp3").read_bytes()
    assert (work / "said.txt").read_text().splitlines() == said, "spoken once"


def test_options_can_come_from_the_environment(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_COMMAND_COMMAND", command)
    assert run("plan", "small.yaml", "--engine", "command").code == 0
    assert run("plan", "small.yaml", "--engine", "silent").code == 0


def test_the_command_line_takes_precedence_over_the_environment(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICEGUIDE_COMMAND_COMMAND", "no-such-program {wav}")
    assert run("plan", "small.yaml", "--engine", "command", "--command", command).code == 0


def test_an_option_keeps_sentences_whole(run: Run, work: Path, command: str) -> None:
    script = (work / "small.yaml").read_text(encoding="utf-8")
    script = script.replace("Draw circles. Now rest.", "Draw circles, slowly.")
    (work / "small.yaml").write_text(script, encoding="utf-8")
    asked = ("plan", "small.yaml", "--engine", "command", "--command", command)
    assert run(*asked, "--engine-option", "cut=sentences").code == 0
    assert "Draw circles, slowly." in (work / "said.txt").read_text()
    (work / "said.txt").unlink()
    assert run(*asked).code == 0
    assert {"Draw circles,", "slowly."} <= set((work / "said.txt").read_text().splitlines())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--engine-option", "cut"), "expected NAME=VALUE"),
        (("--engine-option", "=x"), "expected NAME=VALUE"),
        (("--engine-option", "cut=words"), "cut=words is unknown; expected one of: clauses"),
        (("--engine-option", "cot=clauses"), "of the engine command: 'cot'; did you mean 'cut'?"),
        (("--engine-option", "cut=@."), "can't be read from .: it is a folder"),
        (("--engine-option", "cut=@"), "'cut': there is no file name after the @"),
        (("--engine-option", "cut=@@words"), "cut=@words is unknown"),
        (("--engine-option", "command=x"), "'command' is given twice"),
    ],
)
def test_an_impossible_option_is_refused(
    run: Run, command: str, options: tuple[str, ...], said: str
) -> None:
    outcome = run("make", "small.yaml", "--engine", "command", "--command", command, *options)
    assert outcome.code == 2
    assert said in outcome.err


def test_engines_are_listed_with_their_options(run: Run) -> None:
    outcome = run("engines")
    assert outcome.code == 0
    assert outcome.err == ""
    names = [line for line in outcome.out.splitlines() if line[0] != " "]
    assert set(names) >= {"command", "pyttsx3", "silent"}
    assert "  command (required)       The program that speaks" in outcome.out
    assert "  cut (default clauses)    How much to speak at a time" in outcome.out


def test_an_engine_that_cannot_be_loaded_does_not_hide_the_others(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = entry_points(group=registry.GROUP)
    broken = EntryPoint("broken", "no_such_package:Engine", registry.GROUP)
    monkeypatch.setattr(
        registry, "entry_points", lambda **by: type(entries)([*entries, broken]).select(**by)
    )
    outcome = run("engines")
    assert outcome.code == 0
    assert "could not be loaded from no_such_package:Engine" in outcome.err
    assert "silent" in outcome.out


def test_an_engines_voices_can_be_listed_with_its_options_set(run: Run, command: str) -> None:
    outcome = run("voices", "--engine", "command", "--engine-option", f"command={command}")
    assert outcome.code == 0
    assert "lists no voices" in outcome.err
