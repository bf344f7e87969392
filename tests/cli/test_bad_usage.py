"""Wrong options: exit code 2, a message with the fault and the cure, and no file changed."""

from pathlib import Path

import pytest

from tests.cli.running import OLD, Run, contents, execute

USAGE = {
    "unknown voice": (["--voice", "nobody-speaks-so"], "unknown voice 'nobody-speaks-so'", ""),
    "unknown silent voice": (["--engine", "silent", "--voice", "x"], "unknown voice 'x'", "silent"),
    "unknown engine": (["--engine", "pytsx3"], "unknown engine 'pytsx3'", "mean 'pyttsx3'?"),
    "unknown voice chain": (["--voice-chain", "formnat"], "chain 'formnat'", "mean 'formant'?"),
    "unknown bed": (["--bed", "wind"], "unknown bed 'wind'", "warm-pad, none"),
    "missing bed": (
        ["--bed", "rain.flac"],
        "rain.flac: this file does not exist",
        "warm-pad, none",
    ),
    "bed of another kind": (["--bed", "notes.txt"], "notes.txt: it is not a sound", "room-tone"),
    "folder as bed": (["--bed", "."], "it is not a file", "warm-pad, none"),
    "unknown sidecar": (["--with", "captoins"], "sidecar 'captoins'", "mean 'captions'?"),
    "one unknown of two": (["--with", "chapters,cue"], "sidecar 'cue'", "captions, chapters"),
    "unknown length": (["--length", "standrad"], "length 'standrad'", "mean 'standard'?"),
    "length without a name": (["--length", ""], "unknown length ''", "standard"),
    "two lengths": (["--length", "standard", "--minutes", "2"], "not both", "minutes"),
    "no length": (["--minutes", "0"], "0 minutes is not a length", "ask for 2 minutes"),
    "a week": (["--minutes", "9999"], "9999 minutes is not a length", "ask for 2 minutes"),
    "too short": (["--minutes", "1"], "1 minutes is not a length", "ask for 2 minutes"),
    "too long": (["--minutes", "3"], "3 minutes is not a length", "ask for 2 minutes"),
    "rate too low": (["--rate", "0"], "0 is not in the range", "1<=x<=1000"),
    "rate too high": (["--rate", "1001"], "1001 is not in the range", "1<=x<=1000"),
    "rate of words": (["--rate", "slow"], "'slow' is not a valid", "--rate"),
    "volume": (["--volume", "2"], "2.0 is not in the range", "0<x<=1"),
    "suffix": (["-o", "out.ogg"], "out.ogg: .ogg is not a format", "expected one of: .mp3"),
    "folder": (["-o", "/"], "/: this is a folder", "add the name of a file to it"),
    "folder to be": (["-o", "sessions/"], "sessions/: this is a folder", "add the name of a file"),
    "no suffix": (["-o", "out"], "out: the name has no suffix", "expected one of: .mp3"),
    "long name": (["-o", "x" * 300], "the name has no suffix", "expected one of: .mp3"),
    "no name": (["-o", ""], ".: this is a folder", "add the name of a file to it"),
    "no command": (["--engine", "command"], "needs the option 'command'", "e.g. espeak-ng"),
    "command of nobody": (
        ["--engine", "command", "--command", "no-such-speaker {wav}"],
        "can't find the program 'no-such-speaker'",
        "install it",
    ),
    "command without a file": (
        ["--engine", "command", "--command", "python3 {text}"],
        "does not say where to write the sound",
        "add {wav}",
    ),
    "open quote": (
        ["--engine", "command", "--command", "say 'hello"],
        "No closing quotation",
        "the command",
    ),
    "command for another engine": (
        ["--command", "python3 {wav}"],
        "--command is for --engine command",
        "the engine is pyttsx3",
    ),
    "unknown option": (["--lenght", "standard"], "No such option '--lenght'", "--length"),
    "two scripts": (["small.yaml"], "unexpected extra argument", "make --help"),
}


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_is_refused(name: str, run: Run, work: Path) -> None:
    options, found, cure = USAGE[name]
    (work / "notes.txt").write_text("Buy oil.", encoding="utf-8")
    (work / "small-2m.mp3").write_bytes(OLD)
    before = contents(work)
    outcome = run("make", "small.yaml", *options)
    assert outcome.code == 2
    assert found in outcome.err
    assert cure in outcome.err
    assert contents(work) == before


@pytest.mark.parametrize(
    "minutes",
    ["nan", "inf", "-5", "1e9", "1e999999999", "abc", "", "7:00", "2,5", "2_0", "1/3", "\uff12"],
)
def test_minutes_that_are_not_a_number_are_refused(minutes: str, run: Run, cache: Path) -> None:
    outcome = run("make", "small.yaml", "--minutes", minutes)
    assert outcome.code == 2
    assert "--minutes" in outcome.err
    assert "20 or 13.5" in outcome.err
    assert not cache.exists()


@pytest.mark.parametrize(("minutes", "shown"), [("6", "6 minutes"), ("71", "71 minutes")])
def test_a_length_out_of_range_is_refused_with_the_range(
    minutes: str, shown: str, work: Path
) -> None:
    before = contents(work)
    outcome = execute("make", "back-massage", "--minutes", minutes, cwd=work)
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"Error: {shown} is not a length" in outcome.err
    assert "7 to 70 minutes" in outcome.err
    assert contents(work) == before


def test_an_unknown_command_is_answered_with_the_help(run: Run) -> None:
    outcome = run("mkae")
    assert outcome.code == 2
    assert "No such command 'mkae'" in outcome.err
    assert "voiceguide --help" in outcome.err
