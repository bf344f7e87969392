"""Worker processes that misbehave; each is a few lines of Python."""

import sys
import threading

import pytest

from tests.speech.programs import ends, pid_in
from voiceguide.errors import EngineCrashed, EngineTimeout
from voiceguide.speech.engines.worker import Worker

ECHO = """
import os, sys
for line in sys.stdin:
    print('{"pid": %d, "got": %s}' % (os.getpid(), line.strip()), flush=True)
"""
MISBEHAVE_ONCE = """
import ctypes, os, sys, time
if not os.path.exists(%(mark)r):
    open(%(mark)r, "w").close()
    sys.stdin.readline()
    %(fault)s
"""
HANG = """
import subprocess, sys, time
sys.stdin.readline()
helper = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(600)"])
with open(%r, "w") as file:
    file.write(f"{helper.pid}.")
time.sleep(600)
"""


@pytest.fixture
def worker_of():
    workers = []

    def make(source: str, *, lasting: bool = True) -> Worker:
        command = [sys.executable, "-S", "-E", "-c", source]
        workers.append(Worker(command, lasting=lasting))
        return workers[-1]

    yield make
    for worker in workers:
        worker.close()


def faulty(tmp_path, fault: str) -> str:
    return MISBEHAVE_ONCE % {"mark": str(tmp_path / "mark"), "fault": fault} + ECHO


def test_requests_are_answered_in_turn_by_one_process(worker_of):
    worker = worker_of(ECHO)
    answers = [worker.ask({"n": n, "text": "é\n"}, deadline_s=10) for n in range(3)]
    assert [answer["got"] for answer in answers] == [{"n": n, "text": "é\n"} for n in range(3)]
    assert len({answer["pid"] for answer in answers}) == 1


def test_a_worker_that_does_not_last_starts_a_process_for_each_request(worker_of):
    worker = worker_of(ECHO, lasting=False)
    assert worker.ask({}, deadline_s=10)["pid"] != worker.ask({}, deadline_s=10)["pid"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_hang_ends_the_process_and_all_that_it_started(worker_of, tmp_path):
    note = tmp_path / "pid"
    worker = worker_of(HANG % str(note))
    with pytest.raises(EngineTimeout, match=r"within 0.5 s"):
        worker.ask({}, deadline_s=0.5)
    assert ends(pid_in(note))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("os.abort()", "SIGABRT"),
        ("ctypes.string_at(0)", "SIGSEGV"),
        ("sys.exit(7)", "exit code 7"),
        ("sys.stdout.write('{'); sys.exit(0)", "exit code 0"),
        ("print('Audio saved to'); sys.stdout.flush()", "unreadable"),
        ("print('[]'); sys.stdout.flush()", "unreadable"),
    ],
)
def test_a_crash_is_named_and_the_next_request_is_answered(worker_of, tmp_path, fault, message):
    worker = worker_of(faulty(tmp_path, fault))
    with pytest.raises(EngineCrashed, match=message):
        worker.ask({}, deadline_s=10)
    assert worker.ask({"n": 2}, deadline_s=10)["got"] == {"n": 2}


def test_after_a_hang_the_next_request_is_answered(worker_of, tmp_path):
    worker = worker_of(faulty(tmp_path, "time.sleep(600)"))
    with pytest.raises(EngineTimeout):
        worker.ask({}, deadline_s=0.5)
    assert worker.ask({"n": 2}, deadline_s=10)["got"] == {"n": 2}


def test_a_program_that_does_not_exist_is_a_crash():
    with pytest.raises(EngineCrashed, match="could not be started"):
        Worker(["/no/such/program"], lasting=True).ask({}, deadline_s=1)


def test_closing_from_another_thread_ends_a_request(worker_of, tmp_path):
    note = tmp_path / "pid"
    worker = worker_of(HANG % str(note))
    errors = []

    def ask() -> None:
        try:
            worker.ask({}, deadline_s=600)
        except EngineCrashed as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    pid_in(note)
    worker.close()
    thread.join(5)
    assert len(errors) == 1


def test_a_closed_worker_does_not_start_again(worker_of):
    worker = worker_of(ECHO)
    worker.ask({}, deadline_s=10)
    worker.close()
    with pytest.raises(EngineCrashed, match="closed"):
        worker.ask({}, deadline_s=10)
