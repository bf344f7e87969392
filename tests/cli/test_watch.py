"""`voiceguide make --watch`: a real process, real saves, and its answer to each."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import OLD, SCRIPT, Run, changed, command, length_ms, speaking

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent as a signal"),
]

MADE = re.compile(r"\d\d:\d\d:\d\d made in \d+\.\d s: (\d+) cues? spoken, (\d+) blocks? encoded")
NOT_MADE = re.compile(r"\d\d:\d\d:\d\d not made(; out\.mp3 is unchanged)?:")
MAKE = ("make", "small.yaml", "-o", "out.mp3", "--watch", "--engine", "silent", "--bed", "none")


class Watching:
    """A run with --watch, and its lines in order."""

    def __init__(self, work: Path, *more: str) -> None:
        self.process = subprocess.Popen(
            command(*MAKE, *more),
            cwd=work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def line(self) -> str:
        """Returns the next line; the timeout ends the wait only if something is wrong."""
        line = self._lines.get(timeout=60)
        assert line is not None, "it ended"
        return line

    def made(self) -> int:
        """Checks that the next line reports a made session. Returns the number of cues spoken."""
        line = self.line()
        match = MADE.fullmatch(line)
        assert match, line
        return int(match[1])

    def begun(self) -> None:
        """Reads everything printed before the first save."""
        assert self.line() == "out.mp3: 2:00, 2 chapters"
        self.made()
        assert self.line().startswith("Watching small.yaml")

    def stop(self) -> list[str]:
        """Sends Ctrl-C as a terminal does. Returns the remaining lines."""
        os.killpg(self.process.pid, signal.SIGINT)
        rest = []
        while (line := self._lines.get(timeout=60)) is not None:
            rest.append(line)
        assert self.process.wait(timeout=60) == 0
        return rest

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def watching(work: Path) -> Iterator[Watching]:
    run = Watching(work)
    try:
        yield run
    finally:
        run.end()


def save_in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def save_by_rename(file: Path, text: str) -> None:
    """Saves as vim and many others do: the new file takes the old one's name."""
    beside = file.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def save_by_removal(file: Path, text: str) -> None:
    file.rename(file.with_suffix(".yaml~"))
    file.write_text(text, encoding="utf-8")


def test_each_save_makes_the_track_again_however_it_is_saved(
    watching: Watching, work: Path
) -> None:
    watching.begun()
    file, track = work / "small.yaml", work / "out.mp3"
    words = ("the left.", "the right.", "the middle.")
    for word, save in zip(words, (save_in_place, save_by_rename, save_by_removal), strict=True):
        before = track.read_bytes()
        save(file, changed("one side.", word))
        assert watching.made() == 1
        assert track.read_bytes() != before
        assert length_ms(track) == 120_000
    assert watching.stop() == ["Stopped watching."]


def test_a_save_without_changes_speaks_nothing(watching: Watching, work: Path) -> None:
    watching.begun()
    before = (work / "out.mp3").read_bytes()
    save_by_rename(work / "small.yaml", SCRIPT)
    assert watching.made() == 0
    assert (work / "out.mp3").read_bytes() == before


def test_saves_in_quick_succession_end_with_the_last(watching: Watching, work: Path) -> None:
    watching.begun()
    for number in range(30):
        save_in_place(work / "small.yaml", changed("one side.", "one" + " side" * number + "."))
    save_in_place(work / "small.yaml", changed("one side.", "nobody knows."))
    heard = watching.made()
    assert heard == 1
    (work / "wanted.mp3").write_bytes((work / "out.mp3").read_bytes())
    assert watching.stop() == ["Stopped watching."]
    once = [word for word in MAKE if word != "--watch"]
    subprocess.run(command(*once), cwd=work, check=True, capture_output=True)
    assert (work / "out.mp3").read_bytes() == (work / "wanted.mp3").read_bytes()


def test_a_faulty_save_names_its_problems_and_the_next_good_one_is_made(
    watching: Watching, work: Path
) -> None:
    watching.begun()
    before = (work / "out.mp3").read_bytes()
    save_in_place(work / "small.yaml", changed("title: One", "tilte: One"))
    match = NOT_MADE.fullmatch(watching.line())
    assert match
    assert match[1]
    assert watching.line() == "small.yaml:5:5: missing key 'title'"
    assert watching.line().startswith("small.yaml:6:5: unknown key 'tilte'")
    assert (work / "out.mp3").read_bytes() == before
    save_in_place(work / "small.yaml", SCRIPT)
    assert watching.made() == 0
    (work / "small.yaml").unlink()
    assert NOT_MADE.fullmatch(watching.line())
    assert watching.line() == "small.yaml: this file does not exist; check the name"
    assert (work / "out.mp3").read_bytes() == before
    save_in_place(work / "small.yaml", SCRIPT)
    assert watching.made() == 0


def test_another_length_is_shown(watching: Watching, work: Path) -> None:
    watching.begun()
    save_in_place(work / "small.yaml", SCRIPT.replace("2m}", "4m}").replace("time: 1m", "time: 2m"))
    assert watching.line() == "out.mp3: 4:00, 2 chapters"
    assert watching.made() == 0


def test_a_faulty_script_may_be_fixed_while_it_is_watched(work: Path) -> None:
    save_in_place(work / "small.yaml", changed("title: One", "tilte: One"))
    run = Watching(work)
    try:
        match = NOT_MADE.fullmatch(run.line())
        assert match
        assert match[1] is None
        assert "missing key 'title'" in run.line()
        assert "unknown key 'tilte'" in run.line()
        assert run.line().startswith("Watching small.yaml")
        save_in_place(work / "small.yaml", SCRIPT)
        assert run.line() == "out.mp3: 2:00, 2 chapters"
        assert run.made() == 3
    finally:
        run.end()


def test_the_users_own_bed_and_chimes_are_watched_too(work: Path) -> None:
    tone = tone_of(work)
    chimes = work / "chimes"
    chimes.mkdir()
    for name in ("next-step", "switch", "end"):
        (chimes / f"{name}.wav").write_bytes(tone(500))
    (work / "bed.wav").write_bytes(tone(300))
    run = Watching(work, "--bed", "bed.wav", "--chimes", "chimes")
    try:
        run.begun()
        tracks = [(work / "out.mp3").read_bytes()]
        for file in (work / "bed.wav", chimes / "end.wav"):
            file.write_bytes(tone(700))
            assert run.made() == 0
            tracks.append((work / "out.mp3").read_bytes())
        assert len(set(tracks)) == 3
    finally:
        run.end()


def tone_of(folder: Path):
    """Returns a function that makes two seconds of a tone, as a sound file's bytes."""
    import math
    import struct
    import wave

    def tone(hertz: int) -> bytes:
        file = folder / "tone.tmp"
        with wave.open(str(file), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(16_000)
            wave_form = (9000 * math.sin(n * math.tau * hertz / 16_000) for n in range(32_000))
            sound.writeframes(b"".join(struct.pack("<h", round(value)) for value in wave_form))
        return file.read_bytes()

    return tone


def test_ctrl_c_while_making_a_session_ends_the_watch(work: Path) -> None:
    (work / "out.mp3").write_bytes(OLD)
    begun = work / "begun"
    slow = f"import pathlib, time; pathlib.Path({str(begun)!r}).touch(); time.sleep(60)"
    run = Watching(work, *speaking(work, slow))
    try:
        while not begun.exists():
            assert run.process.poll() is None, run.line()
            time.sleep(0.01)
        assert run.stop() == ["Stopped watching."]
        assert (work / "out.mp3").read_bytes() == OLD
    finally:
        run.end()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--bed", "rain", "--bed-level", "5"), "the bed can't be at 5 LU"),
        (("--length", "shrot"), "unknown length 'shrot'"),
        (("--bed", "nowhere.wav"), "nowhere.wav"),
        (("--engine", "pytsx3"), "unknown engine 'pytsx3'"),
    ],
)
def test_an_error_that_no_save_can_fix_ends_it(
    more: tuple[str, ...], message: str, run: Run
) -> None:
    outcome = run(*MAKE, *more)
    assert outcome.code == 2
    assert outcome.err.startswith("Error: ")
    assert message in outcome.err


def test_a_missing_script_ends_it(run: Run) -> None:
    outcome = run("make", "nowhere.yaml", "--watch")
    assert outcome.code == 2
    assert "nowhere.yaml: this file does not exist" in outcome.err
