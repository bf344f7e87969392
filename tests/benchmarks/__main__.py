"""`python -m tests.benchmarks [MINUTES [ROUNDS]]`: voiceguide against the obvious program.

Prints seconds, processor seconds, peak memory and the ratio: medians of the
rounds, each of which runs everything once. Nothing is asserted: machines
differ and are shared; ratios of one run travel better.
"""

import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import astuple
from pathlib import Path

from tests.benchmarks.measure import Cost, run

OBVIOUS = "the obvious program"


def main(minutes: str = "60", rounds: str = "1") -> None:
    """Measure and print the table."""
    costs: dict[str, list[Cost]] = defaultdict(list)
    for _ in range(int(rounds)):
        for label, cost in _round(minutes).items():
            costs[label].append(cost)
    print(f"back massage, {minutes} minutes, room tone, median of {rounds}")
    print(f"{'':28}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'faster':>9}")
    medians = {label: _median(found) for label, found in costs.items()}
    for label, cost in medians.items():
        faster = medians[OBVIOUS].wall_s / cost.wall_s
        print(f"{label:28}{cost.wall_s:>8.2f}{cost.cpu_s:>8.2f}{cost.peak_mb:>9.0f}{faster:>8.1f}x")


def _round(minutes: str) -> dict[str, Cost]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cache = {"VOICEGUIDE_CACHE": str(folder / "cache")}
        make = [sys.executable, "-m", "voiceguide", "make", "back-massage", "--minutes", minutes]
        track, timeline = folder / "voiceguide.mp3", folder / "voiceguide.timeline.json"
        obvious = [sys.executable, "-m", "tests.benchmarks.obvious", str(timeline)]
        cold = run([*make, "-o", str(track), "--with", "timeline"], cache)
        warm = run([*make, "-o", str(track)], cache)
        return {
            OBVIOUS: run([*obvious, str(folder / "obvious.mp3")]),
            "voiceguide, nothing cached": cold,
            "voiceguide, words cached": warm,
        }


def _median(costs: list[Cost]) -> Cost:
    wall_s, cpu_s, peak_mb = map(statistics.median, zip(*map(astuple, costs), strict=True))
    return Cost(wall_s=wall_s, cpu_s=cpu_s, peak_mb=peak_mb)


if __name__ == "__main__":
    main(*sys.argv[1:])
