"""`voiceguide play` at a terminal: its display, its keys, and how it restores the terminal."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.sessions import SCRIPT
from tests.terminal.terminal import Terminal, voiceguide
from voiceguide.terminal.bookmarks import Bookmark, edition

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")

SILENT = ("--engine", "silent", "--bed", "none")
Opener = Callable[..., Terminal]


@pytest.fixture
def terminal() -> Iterator[Opener]:
    pytest.importorskip("miniaudio", reason="miniaudio is not installed")
    opened: list[Terminal] = []

    def play(*arguments: str | Path, **options: Any) -> Terminal:
        opened.append(Terminal(*arguments, **options))
        return opened[-1]

    yield play
    for one in opened:
        one.close()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def place(tmp_path: Path) -> int | None:
    """The remembered position in milliseconds."""
    files = list((tmp_path / "state").rglob("*.json"))
    return json.loads(files[0].read_text())["position_ms"] if files else None


def left(shown: Terminal) -> int:
    """Seconds left in total, as the screen shows."""
    found = re.search(r"(\d+):(\d\d) left in total", shown.text)
    return int(found[1]) * 60 + int(found[2]) if found else -1


@pytest.mark.slow
def test_it_shows_step_words_next_step_and_a_running_time(terminal, script):
    shown = terminal(script, *SILENT)
    shown.shows("Let your head sink to one side.")
    for wanted in ("Two minutes", "1. One", "Next: 2. Two", "volume 100 %", "space pause"):
        assert wanted in shown.text
    before = left(shown)
    shown.until(lambda: 0 <= left(shown) < before, "a second")
    shown.press("q")
    assert shown.ended() == 0
    assert shown.is_given_back


def test_the_keys_do_what_help_says(terminal, track):
    shown = terminal(track)
    shown.shows("Next: 2. Two")
    shown.press("n")
    shown.shows("The last step")
    assert left(shown) == 60
    shown.press("p")
    shown.shows("Next: 2. Two")
    shown.press("\x1b[6~")
    shown.shows("The last step")
    shown.press(" ")
    shown.shows("paused")
    standing = left(shown)
    shown.press("\x1b[C")
    shown.until(lambda: left(shown) == standing - 10, "ten seconds on")
    shown.press("\x1b[D\x1b[D")
    shown.until(lambda: left(shown) == standing + 10, "ten seconds back, twice")
    shown.press("--")
    shown.shows("volume 90 %")
    shown.press("+")
    shown.shows("volume 95 %")
    shown.press("?")
    shown.shows("pause or resume")
    shown.press("?")
    shown.shows("paused")
    shown.press("q")
    assert shown.ended() == 0
    assert re.match(r"Stopped at 0:\d\d of 2:00; the same command continues", shown.last_words)


@pytest.mark.slow
def test_it_resumes_where_it_stopped(terminal, track, tmp_path):
    first = terminal(track)
    first.shows("Next: 2. Two")
    first.press("n")
    first.shows("The last step")
    first.press(" ")
    first.shows("paused")
    first.press("q")
    assert first.ended() == 0
    at_ms = place(tmp_path)
    assert at_ms is not None
    assert 60_000 <= at_ms < 100_000
    again = terminal(track)
    again.shows("The last step")
    assert "Continuing from 1:0" in again.text
    assert left(again) <= 60
    again.press("q")
    again.ended()
    restarted = terminal(track, "--from-start")
    restarted.shows("Next: 2. Two")
    assert left(restarted) > 100


def test_at_the_end_it_exits_and_the_place_is_forgotten(terminal, track, tmp_path):
    shown = terminal(track)
    shown.shows("Next: 2. Two")
    shown.press("n")
    shown.shows("The last step")
    shown.press("\x1b[C" * 5)
    shown.until(lambda: 0 <= left(shown) <= 10, "the last ten seconds")
    shown.press("\x1b[C")
    assert shown.ended() == 0
    assert shown.last_words == "Played to its end, 2:00"
    assert place(tmp_path) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "code"),
    [("ctrl-c", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 0)],
)
def test_the_terminal_is_restored_however_it_is_left(terminal, track, tmp_path, how, code):
    shown = terminal(track)
    shown.shows("Next: 2. Two")
    assert not shown.modes_are_as_before
    shown.press("\x1b[C\x1b[C")
    shown.until(lambda: 0 < left(shown) <= 100, "twenty seconds on")
    shown.press("\x03") if how == "ctrl-c" else shown.signal(how)
    assert shown.ended() == code
    assert shown.is_given_back
    assert "Traceback" not in shown.output
    assert (place(tmp_path) or 0) >= 20_000


@pytest.mark.slow
def test_a_fault_during_playback_restores_the_terminal_and_is_reported(terminal, script, tmp_path):
    """An engine that fails once the opening is known."""
    program = tmp_path / "engine.py"
    program.write_text(
        "import sys, wave\n"
        "if 'circles' in sys.argv[2]: sys.exit('no more voice')\n"
        "with wave.open(sys.argv[1], 'wb') as sound:\n"
        "    sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(16000)\n"
        "    sound.writeframes(bytes(range(256)) * 10 * len(sys.argv[2]))\n",
        encoding="utf-8",
    )
    line = f"'{sys.executable}' -S -E '{program}' {{wav}} {{text}}"
    shown = terminal(script, "--engine", "command", "--command", line)
    assert shown.ended() == 1
    assert shown.modes_are_as_before
    assert "no more voice" in shown.last_words
    assert "Traceback" not in shown.output


def test_40_columns_are_enough(terminal, track):
    shown = terminal(track, size=(40, 20))
    shown.shows("Next: 2. Two")
    shown.until(lambda: left(shown) >= 0, "the time")
    assert max(map(len, shown.lines)) <= 40
    assert len(shown.lines) <= 20


def test_a_dumb_terminal_gets_lines_and_its_keys_work(terminal, track):
    shown = terminal(track, environment={"TERM": "dumb"})
    shown.until(lambda: "0:00  1. One, 1:00" in shown.output, "the first step")
    shown.press("n")
    shown.until(lambda: "1:00  2. Two, 1:00" in shown.output, "the second step")
    shown.press("q")
    assert shown.ended() == 0
    assert "\x1b" not in shown.output
    assert shown.modes_are_as_before


@pytest.mark.slow
def test_in_a_pipe_it_writes_a_line_for_each_step(track, tmp_path):
    pytest.importorskip("miniaudio", reason="miniaudio is not installed")
    Bookmark(tmp_path / "state", str(track), edition=edition(track)).put(58_500, 120_000)
    command = voiceguide("play", track, "--device", "null")
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        process.terminate()
        rest = process.stdout.read()
    assert lines == [
        "Two minutes, 2:00\n",
        "0:59  1. One, 1:00\n",
        "Continuing from 0:59; --from-start starts over\n",
        "1:00  2. Two, 1:00\n",
    ]
    assert rest == ""
    assert process.returncode == 143
