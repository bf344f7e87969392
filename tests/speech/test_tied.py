"""An engine's programs end with voiceguide, even if that is killed outright."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.speech.programs import ends, is_running, pid_in, python
from voiceguide.speech.engines.process import Tied

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a promise for POSIX systems")
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

RUNS = """
import sys
from pathlib import Path
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.command import CommandEngine
engine = CommandEngine(EngineSettings(options={"command": sys.argv[1]}))
engine.speak("two words", Path(sys.argv[2]))
"""
"""Speaks in this process's main thread, until it is killed."""

HELPED = """
printf '%s.' $$ > {own}
sleep 600 &
printf '%s.' $! > {helper}
wait
"""


@pytest.fixture
def parent(tmp_path: Path):
    """A process whose engine runs a program that has started a helper."""
    program = tmp_path / "speak.sh"
    program.write_text(HELPED.format(own=tmp_path / "own", helper=tmp_path / "helper"))
    command = f"/bin/sh '{program}' {{wav}}"
    with subprocess.Popen([sys.executable, "-c", RUNS, command, tmp_path / "out.wav"]) as process:
        yield process
        process.kill()


@ON_LINUX
def test_a_program_and_its_helper_end_when_their_parent_is_killed(parent, tmp_path):
    pids = [pid_in(tmp_path / name, within_s=30) for name in ("own", "helper")]
    assert all(map(is_running, pids))
    parent.send_signal(signal.SIGKILL)
    assert all(map(ends, pids))


@ON_LINUX
@pytest.mark.slow
def test_nothing_is_left_whenever_the_parent_is_killed(tmp_path):
    """Also while the program is starting: its mark is in a command line from the beginning."""
    mark = f"marked-{os.getpid()}-{time.time_ns()}"
    starts = "from voiceguide.speech.engines.process import Tied\n"
    starts += "print('ready', flush=True)\n"
    starts += f"started = [Tied(['/bin/sh', '-c', 'sleep 600; # {mark}'], reading=None)"
    starts += " for _ in range(200)]"
    for delay_ms in range(0, 30, 5):
        command = [sys.executable, "-c", starts]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(delay_ms / 1000)
            process.kill()
    gone(mark)


def gone(mark: str) -> None:
    """Waits until no process with the mark runs."""
    until = time.monotonic() + 10
    while found := marked(mark):
        assert time.monotonic() < until, found
        time.sleep(0.02)


def marked(mark: str) -> list[str]:
    """Returns the command lines of running processes with a mark."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes()
        except OSError:
            continue
        if mark.encode() in words:
            found.append(words.decode())
    return found


def ended(program: Tied) -> int:
    """Waits for the program's own end. Returns its exit code."""
    code = program.process.wait(20)
    program.end()
    program.process.stderr.close()
    return code


def test_a_program_outlives_the_thread_that_started_it():
    started: list[Tied] = []
    command = ["/bin/sleep", "0.3"]
    thread = threading.Thread(target=lambda: started.append(Tied(command, reading=None)))
    thread.start()
    thread.join()
    assert ended(started[0]) == 0


def test_a_program_that_waits_for_all_its_children_has_no_other(tmp_path):
    source = "import os, sys\n"
    source += "try: os.wait()\n"
    source += "except ChildProcessError: sys.exit(7)"
    assert ended(Tied(python(tmp_path, source), reading=None)) == 7


@ON_LINUX
@pytest.mark.parametrize(("does", "code"), [("exit 3", 3), ("kill -6 $$", -6)])
def test_it_ends_as_the_program_does_and_leaves_no_watcher(does, code):
    mark = f"marked-{os.getpid()}-{time.time_ns()}"
    assert ended(Tied(["/bin/sh", "-c", f"{does} # {mark}"], reading=None)) == code
    gone(mark)
