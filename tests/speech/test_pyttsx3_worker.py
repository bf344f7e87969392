"""The worker by itself, at its descriptors, with the real library."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.speech.programs import ends, is_running
from voiceguide.speech.engines import pyttsx3 as engine_module

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks only on Linux")

WORKER = Path(engine_module.__file__).with_name("pyttsx3_worker.py")


@pytest.fixture
def worker():
    command = [sys.executable, "-P", str(WORKER)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        process.kill()


def speak(text: str, file: Path, *, seconds: int = 20, voice: str = "en-us") -> dict[str, object]:
    settings = {"voice": voice, "rate": 120, "volume": 1.0, "seconds": seconds}
    return {"do": "speak", "text": text, "file": str(file), **settings}


def send(process: subprocess.Popen[bytes], request: dict[str, object]) -> None:
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()


def ask(process: subprocess.Popen[bytes], request: dict[str, object]) -> dict[str, object]:
    send(process, request)
    return json.loads(process.stdout.readline())


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def hanging_child(process: subprocess.Popen[bytes], tmp_path: Path, *, seconds: int) -> int:
    """A child that hangs for good: it opens a pipe that nobody reads."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    send(process, speak("Hello.", pipe, seconds=seconds))
    while not (found := children(process.pid)):
        pass
    return found[0]


def test_a_text_is_spoken_and_nothing_but_the_answer_is_printed(worker, tmp_path):
    assert ask(worker, speak("Hello.", tmp_path / "a.wav")) == {}
    assert (tmp_path / "a.wav").stat().st_size > 10_000
    worker.stdin.close()
    assert worker.stdout.read() == b""


def test_a_voice_sounds_the_same_after_another(worker, tmp_path):
    files = [tmp_path / f"{number}.wav" for number in range(3)]
    for file, voice in zip(files, ("en-us", "de", "en-us"), strict=True):
        assert ask(worker, speak("Hello, and welcome.", file, voice=voice)) == {}
    first, other, again = (file.read_bytes() for file in files)
    assert first == again != other


def test_a_voice_can_be_had_after_one_that_is_refused(worker, tmp_path):
    assert "no-such" in ask(worker, speak("Hi.", tmp_path / "a.wav", voice="no-such"))["crashed"]
    assert ask(worker, speak("Hi.", tmp_path / "b.wav")) == {}
    assert (tmp_path / "b.wav").stat().st_size > 5_000


def test_it_ends_when_its_input_ends(worker, tmp_path):
    ask(worker, speak("Hello.", tmp_path / "a.wav"))
    worker.stdin.close()
    assert worker.wait(5) == 0


def test_a_hanging_child_ends_with_the_input(worker, tmp_path):
    child = hanging_child(worker, tmp_path, seconds=600)
    assert is_running(child)
    worker.stdin.close()
    assert worker.wait(5) == 0
    assert ends(child)


def test_a_hanging_child_ends_by_its_own_alarm(worker, tmp_path):
    hanging_child(worker, tmp_path, seconds=1)
    assert json.loads(worker.stdout.readline()) == {"ended": -14}


def test_the_worker_outlives_a_crash_of_the_library(worker, tmp_path):
    """Some ten thousand characters at once: it writes where it should not, and dies or hangs."""
    too_long = speak("many words " * 2000, tmp_path / "a.wav", seconds=3)
    assert ask(worker, too_long)["ended"] in (-signal.SIGSEGV, -signal.SIGALRM)
    assert ask(worker, speak("Hello.", tmp_path / "b.wav")) == {}


def test_a_file_that_cannot_be_written_is_an_answer_and_no_hang(worker, tmp_path):
    answer = ask(worker, speak("Hello.", tmp_path / "no such folder" / "a.wav"))
    assert "No such file" in answer["crashed"]


def test_a_voice_that_the_library_refuses_is_an_answer(worker, tmp_path):
    answer = ask(worker, speak("Hello.", tmp_path / "a.wav", voice="no-such"))
    assert "no-such" in answer["crashed"]
    assert not (tmp_path / "a.wav").exists()


def test_a_library_that_cannot_be_imported_is_an_answer(tmp_path):
    (tmp_path / "pyttsx3.py").write_text("raise ImportError('no pyttsx3 here')")
    done = subprocess.run(
        [sys.executable, "-P", str(WORKER)],
        input=b'{"do": "voices", "seconds": 9}\n',
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        timeout=30,
        check=True,
    )
    assert json.loads(done.stdout) == {"setup": "no pyttsx3 here"}
    assert done.stderr == b""
