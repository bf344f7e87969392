"""Progress while a session is made: a bar on a terminal, plain lines elsewhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import command, execute
from tests.speech.talking import http_double

ESCAPE = "\x1b"


def on_a_terminal(*arguments: str, work: Path, kind: str) -> tuple[int, str]:
    """Runs the command on a terminal of this kind. Returns its exit code and output."""
    import pty

    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        command(*arguments),
        cwd=work,
        env={**os.environ, "TERM": kind, "COLUMNS": "100"},
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    os.close(inside)
    shown = bytearray()
    with os.fdopen(terminal, "rb", buffering=0) as stream:
        try:
            while chunk := stream.read(65_536):
                shown += chunk
        except OSError:  # on Linux: the other end is closed
            pass
    return process.wait(), shown.decode()


ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
SMALL = ("make", "small.yaml", "--engine", "silent")


@pytest.mark.slow
@ON_UNIX
def test_a_terminal_shows_bars_with_the_time_left(work: Path) -> None:
    code, shown = on_a_terminal(*SMALL, work=work, kind="xterm")
    assert code == 0
    assert ESCAPE in shown
    for word in ("Speaking the cues", "Making the track", "100%", "0:00:00"):
        assert word in shown
    assert shown.rstrip().endswith("small-2m.mp3: 2:00, 2 chapters")


@pytest.mark.slow
@ON_UNIX
def test_planning_shows_no_bar_for_the_track(work: Path) -> None:
    code, shown = on_a_terminal("plan", "small.yaml", work=work, kind="xterm")
    assert code == 0
    assert "Speaking the cues" in shown
    assert "Making the track" not in shown


@pytest.mark.slow
@ON_UNIX
def test_a_terminal_that_cannot_move_its_cursor_gets_plain_lines(work: Path) -> None:
    code, shown = on_a_terminal(*SMALL, work=work, kind="dumb")
    assert code == 0
    assert shown.split("\r\n") == [
        "Speaking the cues ...",
        "Making the track ...",
        "small-2m.mp3: 2:00, 2 chapters",
        "",
    ]


@ON_UNIX
def test_a_failure_on_a_terminal_clears_the_bars(work: Path) -> None:
    code, shown = on_a_terminal("make", "nowhere.yaml", work=work, kind="xterm")
    assert code == 2
    assert shown.endswith("Error: nowhere.yaml: this file does not exist; check the name\r\n")


@pytest.mark.slow
def test_outside_a_terminal_there_are_plain_lines_without_escape_codes(work: Path) -> None:
    for arguments in (SMALL, ("plan", *SMALL[1:]), ("doctor",)):
        outcome = execute(*arguments, cwd=work, environment={"TERM": "xterm"})
        assert outcome.code == 0
        assert ESCAPE not in outcome.out + outcome.err


@pytest.mark.slow
@ON_UNIX
@pytest.mark.parametrize("kind", ["xterm", "dumb"])
def test_what_a_service_may_charge_for_is_said_once_and_stays(kind: str, work: Path) -> None:
    with http_double() as server:
        address = f"address={server.address}"
        asked = ("make", "small.yaml", "--engine", "openai", "--engine-option", address)
        code, shown = on_a_terminal(*asked, work=work, kind=kind)
        assert code == 0
        sent = sum(len(one.json["input"]) for one in server.asked)
        assert shown.count(f"Sending {sent} characters in 3 texts to the engine openai") == 1
        code, shown = on_a_terminal(*asked, work=work, kind=kind)
        assert (code, "Sending" in shown) == (0, False)
