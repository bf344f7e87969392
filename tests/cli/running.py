"""The voiceguide command as a user runs it, a small script, and facts about a track."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import av

SCRIPT = """\
voiceguide: 1
title: Two minutes
lengths: {default: standard, standard: 2m}
steps:
  - id: one
    title: One
    time: 1m
    say: Let your head sink to one side.
  - id: two
    title: Two
    time: 1m
    say: Draw circles. Now rest.
"""

OLD = b"what stood here before"


@dataclass(frozen=True)
class Outcome:
    """A run's exit code and output."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def command(*arguments: str | Path) -> list[str]:
    """Returns the argument list of the installed command."""
    name = "voiceguide.exe" if sys.platform == "win32" else "voiceguide"
    return [str(Path(sysconfig.get_path("scripts")) / name), *map(str, arguments)]


def execute(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> Outcome:
    """Runs the installed command to its end."""
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Returns the bytes and the time of writing of every file below `folder`."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def changed(old: str, new: str) -> str:
    """Returns SCRIPT with one change; `old` must occur exactly once."""
    assert SCRIPT.count(old) == 1, f"{old!r} stands {SCRIPT.count(old)} times in SCRIPT"
    return SCRIPT.replace(old, new)


def speaking(folder: Path, source: str) -> list[str]:
    """Returns options that make the `command` engine speak with a Python program."""
    program = folder / "engine.py"
    program.write_text(source, encoding="utf-8")
    line = f"'{sys.executable}' -S -E '{program}' {{wav}} {{text}}"
    return ["--engine", "command", "--command", line]


def chapters(track: Path) -> list[tuple[str, int, int]]:
    """Returns title, start and end (ms) of each chapter, in the order of the file."""
    with av.open(str(track)) as container:
        return [
            (
                chapter["metadata"]["title"],
                round(chapter["start"] * chapter["time_base"] * 1000),
                round(chapter["end"] * chapter["time_base"] * 1000),
            )
            for chapter in container.chapters()
        ]


def samples(track: Path) -> int:
    """Returns the number of samples in the decoded track."""
    with av.open(str(track)) as container:
        return sum(frame.samples for frame in container.decode(audio=0))


def length_ms(track: Path) -> int:
    """Returns the total length of the track's frames in ms, without decoding them."""
    with av.open(str(track)) as container:
        stream = container.streams.audio[0]
        packets = [packet for packet in container.demux(stream) if packet.size]
        return round(len(packets) * 1152 * 1000 / stream.rate)


def lines(text: str) -> Sequence[str]:
    """Returns the lines that are not empty."""
    return [line for line in text.splitlines() if line.strip()]
