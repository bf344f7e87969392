"""The command as a whole: help, completion, pipes, and exit codes."""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import click
import pytest

from tests.cli.running import Run, changed, command, contents, execute
from voiceguide.cli import app
from voiceguide.session import make as making

HEAVY = {"av", "numpy", "pydantic", "pydub", "pyttsx3", "rich", "ruamel", "voiceguide.plan"}


def test_the_help_names_every_command(run: Run) -> None:
    outcome = run("--help")
    assert outcome.code == 0
    for name in ("make", "plan", "scripts", "check", "schema", "voices", "doctor"):
        assert f"\n  {name} " in outcome.out
    assert run("-h").out == outcome.out


@pytest.mark.parametrize("name", app.app.list_commands(click.Context(app.app)))
def test_every_command_and_every_option_has_a_help_text(name: str, run: Run) -> None:
    outcome = run(name, "--help")
    assert outcome.code == 0
    assert f"Usage: voiceguide {name}" in outcome.out
    parts = command_named(name).params
    options = [part for part in parts if isinstance(part, click.Option)]
    assert all(option.help for option in options)


@pytest.mark.parametrize("group", [(), ("voices",), ("cache",)])
def test_the_help_describes_each_command_in_a_whole_sentence(
    group: tuple[str, ...], run: Run
) -> None:
    outcome = run(*group, "--help")
    listed = outcome.out.partition("Commands:\n")[2].splitlines()
    assert listed
    assert not [line for line in listed if line.endswith("...")]


def test_without_a_command_the_help_is_shown_as_wrong_usage(run: Run) -> None:
    outcome = run()
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == run("--help").out


def test_an_unknown_command_is_answered_with_the_nearest_one(run: Run) -> None:
    outcome = run("mak")
    assert outcome.code == 2
    assert "No such command 'mak'" in outcome.err
    assert "make" in outcome.err.partition("'mak'")[2]


def command_named(name: str) -> click.Command:
    found = app.app.get_command(click.Context(app.app), name)
    assert found is not None
    return found


def test_the_help_needs_no_heavy_import() -> None:
    program = "import sys; from voiceguide.cli import app; app.run([*sys.argv[1:], '--help'])\n"
    program += "print(*sys.modules, file=sys.stderr)"
    for arguments in ([], ["make"], ["plan"], ["doctor"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
        )
        assert not HEAVY & set(done.stderr.split())


def test_the_version_is_the_installed_one(run: Run) -> None:
    outcome = run("--version")
    assert outcome.code == 0
    assert metadata.version("voiceguide") in outcome.out


def test_it_runs_as_a_module_too(work: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "voiceguide", "scripts"],
        cwd=work,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "back-massage" in done.stdout


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_completion_script_is_produced(shell: str, work: Path) -> None:
    outcome = execute(cwd=work, environment={"_VOICEGUIDE_COMPLETE": f"{shell}_source"})
    assert outcome.code == 0
    assert f"{shell}_complete" in outcome.out
    assert "voiceguide" in outcome.out


def test_bash_completes_commands_and_options(work: Path) -> None:
    source = execute(cwd=work, environment={"_VOICEGUIDE_COMPLETE": "bash_source"})
    assert source.code == 0
    assert "_VOICEGUIDE_COMPLETE=bash_complete" in source.out
    for words, answer in (("voiceguide ma", "plain,make"), ("voiceguide make --le", "--length")):
        outcome = execute(
            cwd=work,
            environment={
                "_VOICEGUIDE_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(words.count(" ")),
            },
        )
        assert answer in outcome.out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="closed pipes are told otherwise there")
@pytest.mark.parametrize(
    "arguments", [["schema"], ["scripts"], ["voices"], ["plan", "--engine", "silent"], ["--help"]]
)
def test_a_reader_that_stops_early_gets_no_traceback(arguments: list[str], work: Path) -> None:
    """Like `voiceguide schema | head -1`, except that this reader leaves at once."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as closed:
        done = subprocess.run(
            command(*arguments), cwd=work, stdout=closed, stderr=subprocess.PIPE, text=True
        )
    assert [line for line in done.stderr.splitlines() if not line.endswith(" ...")] == []


def test_ctrl_c_before_the_command_is_loaded_shows_no_traceback() -> None:
    program = "import builtins, sys\n"
    program += "real = builtins.__import__\n"
    program += "def stopped(name, *rest):\n"
    program += "    if name == 'click': raise KeyboardInterrupt\n"
    program += "    return real(name, *rest)\n"
    program += "builtins.__import__ = stopped\n"
    program += "from voiceguide.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Stopped.\n")


def test_an_impatient_second_ctrl_c_at_the_very_end_shows_no_traceback() -> None:
    program = "import atexit, os, signal, sys; from voiceguide.cli import main\n"
    program += "atexit.register(os.kill, os.getpid(), signal.SIGINT)\n"
    program += "sys.argv = ['voiceguide', 'scripts']; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stderr == ""


def test_an_internal_error_is_one_line_without_a_traceback(
    run: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of oil")

    monkeypatch.setattr(making, "_made", broken)
    monkeypatch.delenv("VOICEGUIDE_DEBUG", raising=False)
    before = contents(work)
    outcome = run("make", "small.yaml")
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert outcome.err.startswith("Internal error: RuntimeError: out of oil. Please report it")
    assert "VOICEGUIDE_DEBUG=1" in outcome.err
    assert contents(work) == before
    monkeypatch.setenv("VOICEGUIDE_DEBUG", "1")
    assert "Traceback" in run("make", "small.yaml").err


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_characters_that_the_terminal_cannot_show_cause_no_failure(
    encoding: str, work: Path
) -> None:
    text = changed("title: Two minutes", "title: 两分钟").replace("title: One", "title: Żebra")
    (work / "żebra.yaml").write_text(text, encoding="utf-8")
    program = """
import sys
from voiceguide.cli import main
for line in sys.stdin.buffer.read().decode().splitlines():
    sys.argv = ["voiceguide", *line.split()]
    try:
        main()
    except SystemExit as end:
        assert end.code == 0, line
    print("done", flush=True)
"""
    lines = (
        "voices",
        "schema",
        "check żebra.yaml",
        "plan żebra.yaml --engine silent",
        "plan żebra.yaml --engine silent --json",
        "make żebra.yaml --engine silent",
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=work,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        input="\n".join(lines).encode(),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert b"Error" not in done.stderr
    said = done.stdout.replace(b"\r", b"").split(b"done\n")
    assert [bool(text) for text in said] == [True] * len(lines) + [False]
    assert (work / "żebra-2m.mp3").is_file()
