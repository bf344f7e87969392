"""Runs that are stopped, killed, out of disk space or simultaneous: files stay whole, without
strays."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import OLD, chapters, command, contents, execute, length_ms, speaking

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signals and /proc are Linux's"),
]

NOISE = """
import os, sys, time, wave
from _sha3 import shake_128
wav, text, log = sys.argv[1], sys.argv[2], os.environ["SPOKEN"]
with open(log, "a") as file:
    file.write(f"{os.getpid()} {text}\\n")
time.sleep(float(os.environ.get("SLOWLY", "0")))
with wave.open(wav, "wb") as sound:
    sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(16000)
    sound.writeframes(shake_128(text.encode()).digest(2 * 1200 * len(text)))
"""
"""Noise as long as the text has letters, different for each text: nothing in the track repeats."""

COUNTS = ("one", "two", "three", "four")
SENTENCES = [
    f"Breathe {way} at {a} and {b} and let the weight of arms and shoulders and hips sink down."
    for way in ("in", "out")
    for a in COUNTS
    for b in COUNTS
]
SCRIPT = f"""\
voiceguide: 1
title: Much to say
lengths: {{default: standard, standard: 10m}}
steps:
  - id: all
    title: All
    time: 10m
    say: {" ".join(SENTENCES)}
"""


STOPPED = "Stopped. No half-written files are left; the next run continues from here."


@pytest.fixture
def work(work: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script whose track takes a while to encode, an old output, and the test's own folders."""
    (work / "long.yaml").write_text(SCRIPT, encoding="utf-8")
    (work / "out.mp3").write_bytes(OLD)
    (work / "out.vtt").write_bytes(OLD)
    (work.parent / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(work.parent / "temp"))
    monkeypatch.setenv("SPOKEN", str(work.parent / "spoken"))
    return work


@pytest.fixture
def make(work: Path) -> list[str]:
    options = [*speaking(work, NOISE), "--engine-option", "cut=sentences"]
    return command("make", "long.yaml", "-o", "out.mp3", "--with", "captions", *options)


@contextlib.contextmanager
def started(make: list[str], work: Path) -> Iterator[subprocess.Popen[str]]:
    """Starts a run in its own process group, as a terminal does.

    At a low priority, because the test must stop it before it is done, also on a busy machine.
    """
    with subprocess.Popen(
        ["nice", "-n", "19", *make],
        cwd=work,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def spoken(log: Path) -> list[str]:
    """Returns a line for each text that the engine was asked to speak: process id and text."""
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def kept(work: Path) -> int:
    return len(list((work.parent / "cache").rglob("*.clip")))


def wait_until_some_are_kept(work: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 300
    while kept(work) < 3:
        assert process.poll() is None, "ended before it could be stopped"
        assert time.monotonic() < until, "nothing was spoken"
        time.sleep(0.01)


def wait_until_encoding(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    assert process.stderr.readline() == "Speaking the cues ...\n"
    assert process.stderr.readline() == "Making the track ...\n"
    assert process.poll() is None, "ended before it could be stopped"


def is_running(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def assert_the_next_run_finishes(make: list[str], work: Path, already: int) -> None:
    """Runs again, and checks that only missing words are spoken."""
    log = work.parent / "spoken-again"
    environment = {**os.environ, "SPOKEN": str(log)}
    done = subprocess.run(make, cwd=work, env=environment, capture_output=True, timeout=100)
    assert done.returncode == 0
    assert len(spoken(log)) == len(SENTENCES) - already
    assert length_ms(work / "out.mp3") == 600_000
    assert not list((work.parent / "temp").iterdir())


def test_ctrl_c_while_speaking_keeps_the_spoken_words(
    make: list[str], work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLOWLY", "0.1")
    before = contents(work)
    with started(make, work) as process:
        wait_until_some_are_kept(work, process)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert out == ""
    assert err.splitlines()[-1] == STOPPED
    assert "Traceback" not in err
    assert contents(work) == before
    assert not [line for line in spoken(work.parent / "spoken") if is_running(line.split()[0])]
    assert not list((work.parent / "temp").iterdir())
    monkeypatch.setenv("SLOWLY", "0")
    assert 3 <= kept(work) < len(SENTENCES)
    assert_the_next_run_finishes(make, work, kept(work))


def test_ctrl_c_while_encoding_leaves_the_old_files(make: list[str], work: Path) -> None:
    before = contents(work)
    with started(make, work) as process:
        wait_until_encoding(process)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.splitlines()[-1] == STOPPED
    assert "Traceback" not in err
    assert contents(work) == before
    assert_the_next_run_finishes(make, work, len(SENTENCES))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", ["make", "page"])
def test_a_run_that_is_terminated_while_speaking_leaves_nothing_behind(
    name: str, how: signal.Signals, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLOWLY", "0.1")
    run = command(name, "long.yaml", "-o", f"new.{'mp3' if name == 'make' else 'html'}")
    run += speaking(work, NOISE)
    before = contents(work)
    with started(run, work) as process:
        wait_until_some_are_kept(work, process)
        process.send_signal(how)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 128 + how
    assert out == ""
    assert "Traceback" not in err
    assert contents(work) == before
    assert not [line for line in spoken(work.parent / "spoken") if is_running(line.split()[0])]
    assert not list((work.parent / "temp").iterdir())


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_killed_while_encoding_leaves_the_old_files(
    how: signal.Signals, make: list[str], work: Path
) -> None:
    before = contents(work)
    with started(make, work) as process:
        wait_until_encoding(process)
        process.send_signal(how)
        process.communicate(timeout=30)
    assert process.returncode == (-how if how == signal.SIGKILL else 128 + how)
    assert contents(work) == before
    assert not list((work.parent / "temp").iterdir())
    if how == signal.SIGKILL:
        assert_the_next_run_finishes(make, work, len(SENTENCES))


def test_the_next_run_continues_one_that_was_killed_while_speaking(
    make: list[str], work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLOWLY", "0.1")
    before = contents(work)
    with started(make, work) as process:
        wait_until_some_are_kept(work, process)
        process.kill()
        process.communicate(timeout=30)
    assert contents(work) == before
    already = kept(work)
    shutil.rmtree(work.parent / "temp")
    (work.parent / "temp").mkdir()
    monkeypatch.setenv("SLOWLY", "0")
    assert_the_next_run_finishes(make, work, already)


def test_a_full_disk_leaves_the_old_files(make: list[str], work: Path) -> None:
    """A limit on the size of the run's files stands in for a full disk."""
    limited = "import os, resource, sys\n"
    limited += "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
    limited += "os.execv(sys.argv[1], sys.argv[1:])\n"
    before = contents(work)
    done = subprocess.run(
        [sys.executable, "-c", limited, *make],
        cwd=work,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: can't write out.mp3: File too large. ")
    assert "fix this and run again" in last
    assert contents(work) == before
    assert kept(work) == len(SENTENCES)


@pytest.fixture
def tiny_disk(work: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    folder = work.parent / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


def test_a_disk_that_is_really_full_leaves_the_old_files(tiny_disk: Path, work: Path) -> None:
    (tiny_disk / "out.mp3").write_bytes(OLD)
    target = tiny_disk / "out.mp3"
    outcome = execute("make", "small.yaml", "-o", target, "--engine", "silent", cwd=work)
    assert outcome.code == 1
    assert "No space left on device" in outcome.err
    assert [path.name for path in tiny_disk.iterdir()] == ["out.mp3"]
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("engine", ["pyttsx3", "silent"])
def test_a_full_disk_under_temporary_files_is_reported_with_its_cure(
    tiny_disk: Path, work: Path, engine: str
) -> None:
    (tiny_disk / "filler").write_bytes(bytes(1_000_000))
    make = ("make", "small.yaml", "-o", "new.mp3", "--engine", engine)
    outcome = execute(*make, cwd=work, environment={"TMPDIR": str(tiny_disk)})
    assert outcome.code == 1
    assert f"no space is left in {tiny_disk}" in outcome.err
    assert "set TMPDIR to another folder" in outcome.err
    assert not (work / "new.mp3").exists()
    assert [path.name for path in tiny_disk.iterdir()] == ["filler"]


def test_a_session_is_made_despite_a_full_disk_under_the_cache(tiny_disk: Path, work: Path) -> None:
    (tiny_disk / "filler").write_bytes(bytes(900_000))
    outcome = execute(
        "make",
        "small.yaml",
        "-o",
        "new.mp3",
        cwd=work,
        environment={"VOICEGUIDE_CACHE": str(tiny_disk)},
    )
    assert outcome.code == 0
    assert length_ms(work / "new.mp3") == 120_000


def test_two_runs_at_once_can_share_a_cache(work: Path, cache: Path) -> None:
    names = ("left.mp3", "right.mp3")
    runs = [
        subprocess.Popen(
            command("make", "small.yaml", "-o", name),
            cwd=work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for name in names
    ]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    assert len(chapters(work / names[0])) == 2
    assert not list(cache.rglob("*.part"))
    shutil.rmtree(cache)
    alone = command("make", "small.yaml", "-o", "alone.mp3")
    subprocess.run(alone, cwd=work, capture_output=True, check=True, timeout=60)
    made = [(work / name).read_bytes() for name in (*names, "alone.mp3")]
    assert made[0] == made[1] == made[2]


def test_two_runs_at_once_into_one_file_leave_a_whole_file(work: Path) -> None:
    make = command("make", "small.yaml", "-o", "out.mp3", "--engine", "silent")
    runs = [
        subprocess.Popen(
            make,
            cwd=work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    assert length_ms(work / "out.mp3") == 120_000
    assert not [path for path in work.iterdir() if path.name.endswith(".part")]
