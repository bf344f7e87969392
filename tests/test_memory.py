"""Memory follows what sounds at once, not how long it lasts."""

import os
import sys
from pathlib import Path

import pytest

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
MOST_MB, MOST_MORE_MB = 150, 20


def peak_mb(folder: Path, length: str) -> float:
    """The most memory that making a session takes, in a process of its own."""
    command = [sys.executable, "-m", "voiceguide", "make", str(folder / "s.yaml")]
    command += ["--length", length, "--bed", "rain", "--engine", "silent"]
    command += ["-o", str(folder / f"{length}.mp3")]
    environment = {**os.environ, "VOICEGUIDE_CACHE": str(folder / length)}
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    pid = os.posix_spawn(sys.executable, command, environment, file_actions=quiet)
    _, status, usage = os.wait4(pid, 0)
    assert status == 0
    return usage.ru_maxrss / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="counts as Linux does")
def test_two_hours_over_a_bed_take_as_much_memory_as_ten_minutes(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(SCRIPT)
    short, long = peak_mb(tmp_path, "short"), peak_mb(tmp_path, "long")
    assert long < MOST_MB
    assert long - short < MOST_MORE_MB
