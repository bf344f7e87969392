"""The program in which natural voices speak, with a made-up model."""

import hashlib
import json
import subprocess
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numpy", reason="natural voices need numpy: pip install 'voiceguide[natural]'")

PROGRAM = """
import json
import numpy as np
from pathlib import Path
from voiceguide.speech.engines.natural_worker import Unusable, serve

class Model:
    sample_rate = 8_000
    facts = {"count": 3}
    said = []

    def sound(self, text):
        if text.text == "broken":
            raise RuntimeError("broken")
        self.said.append([text.text, text.rate])
        Path(log).write_text(json.dumps(self.said))
        return np.full(100 * text.text.count("a"), 0.25, np.float32)

def load(files, threads, settings):
    global log
    log = settings["log"]
    print("chatter")
    content = [file.read().decode() for file in files]
    if content[0] == "unusable":
        raise Unusable("no such voice")
    if content[0] == "missing":
        import nobody_has_this
    if content[0] == "damaged":
        raise KeyError("vocab")
    return Model()

serve(load)
"""


class Program:
    """A worker with a file whose content decides what happens."""

    def __init__(self, folder: Path, content: str, digest: str | None = None) -> None:
        self.log = folder / "log"
        file = folder / "model"
        if content:
            file.write_text(content)
        right = hashlib.sha256(content.encode()).hexdigest()
        order = {
            "files": [[str(file), right if digest is None else digest]],
            "at_once": 1,
            "threads": 2,
            "settings": {"log": str(self.log)},
        }
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, json.dumps(order)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **request: object) -> dict[str, Any]:
        manner = {"rate": 70, "volume": 0.5, "speaker": None} if request else {}
        self.process.stdin.write(json.dumps({**manner, **request}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> int:
        self.process.stdin.close()
        self.process.stdout.close()
        return self.process.wait(30)


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Any]:
    programs = list[Program]()

    def begin(*given: str) -> Program:
        programs.append(Program(tmp_path, *given))
        return programs[-1]

    yield begin
    for program in programs:
        assert program.end() == 0


def test_it_tells_the_facts_and_writes_what_the_model_says(begin, tmp_path: Path) -> None:
    program = begin("good")
    assert program.ask() == {"count": 3}
    assert program.ask(text="a", file=str(tmp_path / "a.wav")) == {}
    with wave.open(str(tmp_path / "a.wav")) as sound:
        assert (sound.getframerate(), sound.getnframes()) == (8_000, 100)
        assert set(sound.readframes(100)) == {16_000 % 256, 16_000 // 256}
    assert program.ask(text="hm", file=str(tmp_path / "b.wav")) == {"silent": True}
    assert program.ask(text="broken", file="c") == {"crashed": "RuntimeError: broken"}
    assert program.ask(text="a", file=str(tmp_path / "no" / "a.wav"))["crashed"]
    assert [path.name for path in tmp_path.glob("*.wav")] == ["a.wav"]


def test_expected_texts_are_spoken_once_and_in_order(begin, tmp_path: Path) -> None:
    program = begin("good")
    requests = [[f"{number} a", 70 - number % 2] for number in range(12)]
    assert program.ask(expect=requests) == {}
    for text, rate in requests:
        assert program.ask(text=text, rate=rate, file=str(tmp_path / "a.wav")) == {}
    assert json.loads(program.log.read_text()) == requests


@pytest.mark.parametrize(
    ("given", "kind", "said"),
    [
        (("good", "0" * 64), "damaged", "model is damaged: its SHA-256 is not that of this voice"),
        (("",), "damaged", "model can't be read: No such file or directory"),
        (("unusable",), "unusable", "no such voice"),
        (("damaged", ""), "unusable", "the model can't be loaded: KeyError: 'vocab'"),
        (("missing",), "missing", "No module named 'nobody_has_this'"),
    ],
)
def test_what_can_t_be_loaded_is_said_at_each_request(begin, given, kind: str, said: str) -> None:
    program = begin(*given)
    for _ in range(2):
        [(key, text)] = program.ask().items()
        assert key == kind
        assert text.endswith(said)
