"""Engines that fail: exit code 1, the cue is named, and no file is changed."""

import re
from pathlib import Path

import pytest

from tests.cli.running import OLD, Run, contents, execute, speaking

HEADER = """
import sys, wave
sound = wave.open(sys.argv[1], "wb")
sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(16000)
"""
FAILURES = {
    "crashes": ("import os; os.abort()", "was ended by SIGABRT"),
    "gives up": ("import sys; sys.exit('no such phoneme')", "exit code 1: no such phoneme"),
    "writes nothing": ("", "ended without an error but wrote nothing"),
    "writes an empty file": ("import sys; open(sys.argv[1], 'w')", "wrote nothing"),
    "writes rubbish": (
        "import sys; open(sys.argv[1], 'wb').write(bytes(range(256)) * 99)",
        "it is not a sound file",
    ),
    "writes a header alone": (HEADER + "sound.writeframes(b'')", "ends before any sound"),
    "writes silence": (HEADER + "sound.writeframes(bytes(64000))", "wrote only silence"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_engine_is_reported_with_the_cue(name: str, run: Run, work: Path) -> None:
    program, reason = FAILURES[name]
    options = speaking(work, program)
    (work / "out.mp3").write_bytes(OLD)
    before = contents(work)
    outcome = run("make", "small.yaml", "-o", "out.mp3", *options)
    assert outcome.code == 1
    assert re.search(
        r"Error: could not speak step \d '(One|Two)', opening \('.+\.'\): ", outcome.err
    )
    assert reason in outcome.err
    assert outcome.out == ""
    assert contents(work) == before


def test_an_engine_that_fails_now_and_then_is_tried_again(run: Run, work: Path) -> None:
    flag = work.parent / "failed"
    flaky = f"import os, sys\nif not os.path.exists({str(flag)!r}):\n"
    flaky += f"    open({str(flag)!r}, 'w'); sys.exit('busy')\n"
    noise = "import random\nsound.writeframes(random.Random(1).randbytes(32000))"
    outcome = run("make", "small.yaml", *speaking(work, flaky + HEADER + noise))
    assert outcome.code == 0
    assert flag.exists()


def test_the_installed_command_shows_no_traceback(work: Path) -> None:
    options = speaking(work, "raise ValueError('the voice is hoarse')")
    outcome = execute("make", "small.yaml", *options, cwd=work)
    assert outcome.code == 1
    assert "Error: could not speak step " in outcome.err
    assert "ValueError: the voice is hoarse" in outcome.err
    assert "Traceback" not in outcome.err
    assert len(outcome.err.splitlines()) == 2  # the stage, and the error
