"""Memory depends on how much sounds at once, not on how long it lasts."""

import os
import random
import subprocess
import sys
import wave
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads ru_maxrss in Linux's unit"),
]

SCRIPT = """\
voiceguide: 1
title: As long as you like
lengths: {default: short, short: 10m, long: 120m}
steps:
  - id: rest
    title: Rest
    time: {short: 10m, long: 120m}
    say: Let your head sink. Rest your hands.
reminders:
  calm: {every: 30s, rest: 5s, say: [Slowly., Breathe out., Let it be warm.]}
"""
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small program in between: a new process counts its parent's memory as its own."""

MOST_MB, MOST_MORE_MB = 150, 20


def peak_mb(folder: Path, length: str, bed: str = "rain") -> float:
    """Makes a session in a separate process; returns its peak memory in MB."""
    command = [sys.executable, "-m", "voiceguide", "make", str(folder / "s.yaml")]
    command += ["--length", length, "--bed", bed, "--engine", "silent"]
    command += ["-o", str(folder / f"{length}.mp3")]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command],
        env={**os.environ, "VOICEGUIDE_CACHE": str(folder / f"{length} {Path(bed).stem}")},
        capture_output=True,
        check=True,
    )
    return int(done.stdout) / 1024


def test_two_hours_over_a_bed_take_no_more_memory_than_ten_minutes(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(SCRIPT)
    short, long = peak_mb(tmp_path, "short"), peak_mb(tmp_path, "long")
    assert long < MOST_MB
    assert long - short < MOST_MORE_MB


def noise(path: Path, seconds: int) -> Path:
    """Writes stereo noise."""
    second = random.Random(1).randbytes(48_000 * 4)
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 48_000, 0, "NONE", ""))
        for _ in range(seconds):
            file.writeframesraw(second)
    return path


def test_a_long_bed_file_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """The long one would fill 77 MB."""
    (tmp_path / "s.yaml").write_text(SCRIPT)
    short = peak_mb(tmp_path, "short", str(noise(tmp_path / "short.wav", 20)))
    long = peak_mb(tmp_path, "short", str(noise(tmp_path / "long.wav", 400)))
    assert long < MOST_MB
    assert long - short < MOST_MORE_MB
