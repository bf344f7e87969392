"""`python -m tests.benchmarks [MINUTES]`: voiceguide against the obvious program, in one run.

Prints seconds, processor seconds, peak memory and the ratio. Nothing is
asserted: machines differ and are shared; ratios of one run travel better.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Cost, run


def main(minutes: str) -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = {"VOICEGUIDE_CACHE": str(folder / "cache")}
        make = [sys.executable, "-m", "voiceguide", "make", "back-massage", "--minutes", minutes]
        track = folder / "voiceguide.mp3"
        cold = run([*make, "-o", str(track), "--with", "timeline"], cache)
        warm = run([*make, "-o", str(track)], cache)
        obvious = run(
            [
                sys.executable,
                "-m",
                "tests.benchmarks.obvious",
                str(folder / "voiceguide.timeline.json"),
                str(folder / "obvious.mp3"),
            ]
        )
    print(f"back massage, {minutes} minutes, room tone")
    print(f"{'':28}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'faster':>9}")
    for label, cost in (
        ("the obvious program", obvious),
        ("voiceguide, nothing cached", cold),
        ("voiceguide, words cached", warm),
    ):
        print(f"{label:28}{_row(cost)}{obvious.wall_s / cost.wall_s:>8.1f}x")


def _row(cost: Cost) -> str:
    return f"{cost.wall_s:>8.2f}{cost.cpu_s:>8.2f}{cost.peak_mb:>9.0f}"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "60")
