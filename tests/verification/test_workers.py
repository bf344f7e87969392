"""The recogniser's processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.speech.programs import ends, is_running

LISTENS = """
import multiprocessing, time
from voiceguide.verification.alignment import Window, hear_all

def windows():
    yield from [Window(pcm=bytes(32_000), words=("hello",))] * 9
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(600)

list(hear_all(windows(), workers=2))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_they_end_when_their_parent_is_killed(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", LISTENS], stdout=subprocess.PIPE) as parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(is_running, pids))
        parent.kill()
    assert all(map(ends, pids))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("asleep_s", [0, 600])
def test_ctrl_c_ends_them_without_a_traceback_of_theirs(asleep_s: int):
    """Ctrl-C on a terminal reaches all processes of the command, even while they are loading."""
    program = LISTENS.replace("time.sleep(600)", f"time.sleep({asleep_s})").replace(
        "list(hear_all(windows(), workers=2))",
        "try: list(hear_all(windows(), workers=2)); time.sleep(600)\n"
        "except KeyboardInterrupt: print('stopped')",
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
        text=True,
    ) as parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        os.killpg(parent.pid, signal.SIGINT)
        try:
            out, err = parent.communicate(timeout=30)
        finally:
            parent.kill()
    assert (out, err) == ("stopped\n", "")
    assert all(map(ends, pids))
