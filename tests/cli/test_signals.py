"""A signal to end is heard wherever it falls, and a second one ends the process at once."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")

COMMAND = """
import ctypes, os, signal, sys, time, weakref
from voiceguide.cli import app, scripts

NUMBER = getattr(signal, sys.argv.pop(1))

def kill():
    os.kill(os.getpid(), NUMBER)

def on():
    until = time.monotonic() + 20
    while time.monotonic() < until:
        time.sleep(0.01)
    print("went on")

def command():
{body}

scripts.scripts.callback = command
sys.argv = ["voiceguide", "scripts"]
app.main()
"""
"""The command line, with a command that sends itself signals."""

IN_CALLBACKS = {
    "of C": """
    ctypes.CFUNCTYPE(None)(kill)()
    on()
""",
    "of a value's end": """
    class Value:
        def __del__(self): kill()
    Value()
    on()
""",
    "of a weak reference": """
    class Value: pass
    value = Value()
    kept = weakref.ref(value, lambda _: kill())
    del value
    on()
""",
    "of C, twice": """
    def twice():
        try: kill()
        except BaseException: pass
        raise ValueError
    ctypes.CFUNCTYPE(None)(lambda: ctypes.CFUNCTYPE(None)(kill)())()
    on()
""",
}
DROPPED = {
    **IN_CALLBACKS,
    "of Python": """
    try: kill()
    except BaseException: pass
    on()
""",
}
CHANGED = """
    class Part:
        def __set_name__(self, owner, name):
            try: kill()
            except BaseException as error: raise RuntimeError("wrapped") from error
    type("Whole", (), {"part": Part()})
"""
STOPPED = "Stopped. No half-written files are left; the next run continues from here.\n"


def ran(body: str, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", COMMAND.format(body=body), name],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("body", DROPPED.values(), ids=DROPPED)
def test_a_signal_in_a_callback_ends_the_run_with_its_code(body: str) -> None:
    done = ran(body, "SIGTERM")
    assert (done.returncode, done.stdout) == (128 + signal.SIGTERM, "")
    assert "Ended" not in done.stderr


@pytest.mark.parametrize("body", IN_CALLBACKS.values(), ids=IN_CALLBACKS)
def test_ctrl_c_in_a_callback_stops_the_run(body: str) -> None:
    done = ran(body, "SIGINT")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(STOPPED)
    assert "KeyboardInterrupt" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 1), ("SIGHUP", 128 + signal.SIGHUP)])
def test_an_error_that_a_signal_turns_into_is_no_internal_error(name: str, code: int) -> None:
    done = ran(CHANGED, name)
    assert done.returncode == code
    assert "Internal error" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 1), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_second_signal_ends_at_once_and_leaves_no_folder(
    name: str, code: int, tmp_path: Path
) -> None:
    body = """
    from voiceguide.files.temporary import temporary_folder
    with temporary_folder() as folder:
        print(folder, flush=True)
        try:
            kill()
        finally:
            if NUMBER == signal.SIGHUP: time.sleep(1.1)  # a closed terminal may say so twice
            kill()
            on()
"""
    done = ran(body, name, TMPDIR=str(tmp_path))
    assert done.returncode == code
    assert done.stdout.startswith(f"{tmp_path}{os.sep}voiceguide-")
    assert "went on" not in done.stdout
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_terminal_that_says_twice_that_it_is_closed_interrupts_no_cleaning_up() -> None:
    done = ran(
        """
    try:
        kill()
    finally:
        kill()
        time.sleep(0.5)  # and no exception is raised again in here
        print("cleaned up")
""",
        "SIGHUP",
    )
    assert (done.returncode, done.stdout) == (128 + signal.SIGHUP, "cleaned up\n")


def test_what_the_caller_ignores_stays_ignored() -> None:
    body = "    for name in ('SIGINT', 'SIGTERM', 'SIGHUP'): kill()\n    print('done')"
    for name in ("SIGINT", "SIGHUP"):
        ignored = f"import signal; signal.signal(signal.{name}, signal.SIG_IGN)"
        done = subprocess.run(
            [sys.executable, "-c", ignored + COMMAND.format(body=body), name],
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stdout) == (0, "done\n")


@pytest.mark.slow
def test_ctrl_c_at_any_moment_of_loading_shows_no_traceback(tmp_path: Path) -> None:
    """From its first line on; Python itself must have started."""
    program = (
        "import os, sys\n"
        "sys.argv = ['voiceguide', 'make', '--engine', 'silent', '-o', 'x.mp3']\n"
        "from voiceguide.cli import main\n"
        "os.write(1, b'.'); main()"
    )
    for delay_ms in range(2, 302, 12):
        with subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={**os.environ, "TMPDIR": tempfile.gettempdir()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as run:
            assert run.stdout.read(1) == "."
            with pytest.raises(subprocess.TimeoutExpired):
                run.wait(delay_ms / 1000)
            run.send_signal(signal.SIGINT)
            out, err = run.communicate(timeout=60)
        assert run.returncode == 1, (delay_ms, out, err)
        assert "Traceback" not in err, (delay_ms, err)
