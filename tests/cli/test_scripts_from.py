"""Scripts from standard input and from pipes, and scripts with other suffixes."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.running import SCRIPT, Run, command

SILENT = ("--engine", "silent")
WRITES = {
    "make": (SILENT, "session-2m.mp3"),
    "page": (SILENT, "session.html"),
    "plot": (SILENT, "session.svg"),
    "card": ((), "session-2m-card.html"),
}
"""Each command that writes a file from a script, with its options and the file's name."""


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small script on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCRIPT.encode())))


@pytest.mark.parametrize("name", WRITES)
def test_a_script_is_read_from_standard_input(name: str, run: Run, work: Path, given: None) -> None:
    options, written = WRITES[name]
    outcome = run(name, "-", *options)
    assert outcome.code == 0, outcome.err
    assert (work / written).is_file()


def test_a_script_on_standard_input_is_checked_and_planned(run: Run, given: None) -> None:
    assert run("check", "-").out == "standard input: good, 2 steps, 2 minutes\n"


def test_a_fault_on_standard_input_has_its_place(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = SCRIPT.replace("title: One", "tilte: One")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(faulty.encode())))
    outcome = run("make", "-", *SILENT)
    assert outcome.code == 2
    assert "standard input:6:5: unknown key 'tilte'" in outcome.err


def test_standard_input_that_is_closed_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    outcome = run("check", "-")
    assert outcome.code == 2
    assert outcome.err == "standard input: it is closed; give the name of a script file\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("play", "-"), "play listens to your keys on standard input"),
        (("make", "-", "--watch"), "--watch needs a script in a file"),
    ],
)
def test_what_can_not_read_standard_input_says_so(
    arguments: tuple[str, ...], why: str, run: Run, given: None
) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert why in outcome.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_read_to_its_end_however_slowly_it_comes(run: Run, work: Path) -> None:
    os.mkfifo(work / "pipe")
    halves = SCRIPT.encode()[:100], SCRIPT.encode()[100:]
    turns = [threading.Event(), threading.Event()]

    def write() -> None:
        with (work / "pipe").open("wb", buffering=0) as pipe:
            turns[0].set()
            pipe.write(halves[0])
            turns[1].wait(10)
            pipe.write(halves[1])

    reader = os.open(work / "pipe", os.O_RDONLY | os.O_NONBLOCK)  # so that the writer can start
    writer = threading.Thread(target=write)
    writer.start()
    turns[0].wait(10)
    os.set_blocking(reader, True)
    threading.Timer(0.1, turns[1].set).start()
    outcome = run("check", f"/dev/fd/{reader}" if Path("/dev/fd").exists() else work / "pipe")
    writer.join()
    os.close(reader)
    assert outcome.code == 0, outcome.err
    assert outcome.out.endswith(": good, 2 steps, 2 minutes\n")


@pytest.mark.slow
def test_the_installed_command_reads_standard_input(work: Path) -> None:
    done = subprocess.run(
        command("check", "-"), cwd=work, input=SCRIPT.encode(), capture_output=True, timeout=100
    )
    assert done.returncode == 0
    assert done.stdout == b"standard input: good, 2 steps, 2 minutes" + os.linesep.encode()


@pytest.mark.parametrize("suffix", [".txt", ".TXT", ".script"])
@pytest.mark.parametrize("name", WRITES)
def test_a_script_may_have_another_suffix(name: str, suffix: str, run: Run, work: Path) -> None:
    (work / f"mine{suffix}").write_text(SCRIPT, encoding="utf-8")
    options, written = WRITES[name]
    outcome = run(name, f"mine{suffix}", *options)
    assert outcome.code == 0, outcome.err
    assert (work / written.replace("session", "mine")).is_file()
