"""Small programs for the command engine, and questions about processes."""

import sys
import time
from pathlib import Path

TONE = """
import math, struct, sys, wave
wav, rate, words = sys.argv[1], int(sys.argv[2]), sys.stdin.buffer.read().decode("utf-8").split()
print("chatter"); print("noise", file=sys.stderr)
frames = len(words) * 60 * 16000 // rate
with wave.open(wav, "wb") as sound:
    sound.setnchannels(1); sound.setsampwidth(2); sound.setframerate(16000)
    sound.writeframes(b"".join(
        struct.pack("<h", int(8000 * math.sin(n / 8))) for n in range(frames)))
"""


def python(folder: Path, source: str, *arguments: str) -> tuple[str, ...]:
    """Returns the command that runs `source` with `arguments`."""
    script = folder / "program.py"
    script.write_text(source, encoding="utf-8")
    return (sys.executable, "-S", "-E", str(script), *arguments)


def is_running(pid: int) -> bool:
    """Returns whether the process exists and is not a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def ends(pid: int, *, within_s: float = 5.0) -> bool:
    """Returns whether the process ends in time, as soon as it has."""
    until = time.monotonic() + within_s
    while is_running(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def pid_in(file: Path, *, within_s: float = 5.0) -> int:
    """Returns the process id that a program writes to `file`, followed by a full stop."""
    until = time.monotonic() + within_s
    while not (file.exists() and file.read_text().endswith(".")):
        assert time.monotonic() < until, f"{file} was not written"
        time.sleep(0.01)
    return int(file.read_text().rstrip("."))
