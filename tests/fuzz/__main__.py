"""`python -m tests.fuzz KIND --for 60s`: tries inputs that nobody thought of.

    python -m tests.fuzz text --for 60s             # narration in, words for engines out
    python -m tests.fuzz scripts --for 10m          # scripts, valid and hostile
    python -m tests.fuzz tracks --for 60s --seed 7  # damaged and tampered tracks
    python -m tests.fuzz wire --for 60s             # requests to `voiceguide serve`

The same seed tries the same cases. The first case that breaks a rule is shrunk, and printed so
that it can be tried again; the exit code is then 1.
"""

import argparse
import time
from collections.abc import Sequence

from tests.fuzz.kinds import NAMES, kind
from tests.fuzz.search import BATCH, batches
from voiceguide import timecode


def main(arguments: Sequence[str] | None = None) -> int:
    """Searches until the time is up or a rule is broken. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", choices=NAMES)
    parser.add_argument("--for", dest="time", default="60s", metavar="TIME", help="60s, 10m, 2h")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch")
    chosen = parser.parse_args(arguments)
    seconds = timecode.parse(chosen.time) / 1000
    began, cases = time.monotonic(), 0
    for seed, found in batches(kind(chosen.kind), chosen.seed, seconds):
        if found is not None:
            print(f"{chosen.kind}: a rule is broken (seed {seed})\n\n{found.shown}\n\n{found.why}")
            return 1
        cases += BATCH
    took = time.monotonic() - began
    print(
        f"{chosen.kind}: {cases:,} cases in {took:.0f} s, seeds {chosen.seed} to {seed}: all hold"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
