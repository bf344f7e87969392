"""The worker process by itself, with the real library."""

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
    with started() as process:
        yield process
        process.kill()


def started() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", str(WORKER)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.fixture(params=["en-us", "en-us+edward2"])
def voice(request):
    """A voice that leaves the library in another state, and one that doesn't."""
    return request.param


def speak(text: str, file: Path, *, seconds: int = 20, voice: str = "en-us") -> dict[str, object]:
    settings = {"voice": voice, "rate": 120, "volume": 1.0, "seconds": seconds}
    return {"do": "speak", "text": text, "file": str(file), **settings}


def send(process: subprocess.Popen[bytes], request: dict[str, object]) -> None:
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()


def ask(process: subprocess.Popen[bytes], request: dict[str, object]) -> dict[str, object]:
    send(process, request)
    return json.loads(process.stdout.readline())


def spoken_alone(text: str, file: Path) -> bytes:
    """Returns the file that a worker without any other request writes."""
    with started() as process:
        assert ask(process, speak(text, file, voice="en-us+edward2")) == {}
        process.kill()
    return file.read_bytes()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def hanging_child(
    process: subprocess.Popen[bytes], tmp_path: Path, *, seconds: int, voice: str
) -> int:
    """Makes a child hang for ever at its second text: it opens a pipe that nobody reads."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert ask(process, speak("Hello.", tmp_path / "a.wav", voice=voice)) == {}
    send(process, speak("Hello.", pipe, seconds=seconds, voice=voice))
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


def test_a_voice_works_after_another_was_refused(worker, tmp_path):
    assert "no-such" in ask(worker, speak("Hi.", tmp_path / "a.wav", voice="no-such"))["crashed"]  # type: ignore[operator]
    assert ask(worker, speak("Hi.", tmp_path / "b.wav")) == {}
    assert (tmp_path / "b.wav").stat().st_size > 5_000


@pytest.mark.slow
def test_the_default_voice_sounds_the_same_whatever_came_before(worker, tmp_path):
    """One process for all texts gives the same as a separate process for each."""
    texts = ["Breathe out.", "Is it?", "Palms on the lower back,", "Well…", "one two three " * 60]
    orders = [texts, texts[::-1], sorted(texts)]
    alone = {text: spoken_alone(text, tmp_path / "alone.wav") for text in texts}
    for text in [text for order in orders for text in order]:
        assert ask(worker, speak(text, tmp_path / "a.wav", voice="en-us+edward2")) == {}
        assert (tmp_path / "a.wav").read_bytes() == alone[text]


def test_the_default_voice_sounds_the_same_even_at_rates_that_leave_traces(worker, tmp_path):
    def fast(text: str) -> bytes:
        request = speak(text, tmp_path / "a.wav", voice="en-us+edward2")
        assert ask(worker, {**request, "rate": 450}) == {}
        return (tmp_path / "a.wav").read_bytes()

    first = fast("Breathe out slowly, and rest.")
    assert fast("Is it?") != first
    assert ask(worker, speak("Well.", tmp_path / "b.wav", voice="en-us+edward2")) == {}
    assert fast("Breathe out slowly, and rest.") == first


def test_it_ends_when_its_input_ends(worker, tmp_path, voice):
    ask(worker, speak("Hello.", tmp_path / "a.wav", voice=voice))
    left = children(worker.pid)
    worker.stdin.close()
    assert worker.wait(5) == 0
    assert all(map(ends, left))


def test_a_hanging_child_ends_with_the_input(worker, tmp_path, voice):
    child = hanging_child(worker, tmp_path, seconds=600, voice=voice)
    assert is_running(child)
    worker.stdin.close()
    assert worker.wait(5) == 0
    assert ends(child)


def test_a_hanging_child_ends_by_its_own_alarm(worker, tmp_path, voice):
    hanging_child(worker, tmp_path, seconds=1, voice=voice)
    assert json.loads(worker.stdout.readline()) == {"ended": -14}


@pytest.mark.slow
def test_the_worker_outlives_a_crash_of_the_library(worker, tmp_path, voice):
    """Some ten thousand characters at once make it write out of bounds, and die or hang."""
    assert ask(worker, speak("Hello.", tmp_path / "a.wav", voice=voice)) == {}
    too_long = speak("many words " * 2000, tmp_path / "a.wav", seconds=3, voice=voice)
    assert ask(worker, too_long)["ended"] in (-signal.SIGSEGV, -signal.SIGALRM)
    assert ask(worker, speak("Hello.", tmp_path / "b.wav", voice=voice)) == {}


def test_an_unwritable_file_gets_an_answer_instead_of_a_hang(worker, tmp_path, voice):
    nowhere = tmp_path / "no such folder" / "a.wav"
    for _ in range(2):
        assert ask(worker, speak("Hello.", tmp_path / "a.wav", voice=voice)) == {}
        answer = ask(worker, speak("Hello.", nowhere, voice=voice))
        assert "No such file" in answer["crashed"]  # type: ignore[operator]


def test_a_voice_that_the_library_refuses_gets_an_answer(worker, tmp_path):
    answer = ask(worker, speak("Hello.", tmp_path / "a.wav", voice="no-such"))
    assert "no-such" in answer["crashed"]  # type: ignore[operator]
    assert not (tmp_path / "a.wav").exists()


def test_a_library_that_cannot_be_imported_gets_an_answer(tmp_path):
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
