"""`python -m tests.benchmarks`: compares voiceguide with what you would write without it.

    python -m tests.benchmarks                              # 10, 60, 120 minutes, once
    python -m tests.benchmarks --minutes 60 --rounds 5      # medians of five
    python -m tests.benchmarks --minutes 10 --cases cold,warm
    python -m tests.benchmarks --markdown                   # the table of docs/speed.md
    python -m tests.benchmarks --engine piper --markdown    # the same with a natural voice

All programs make the same session: the bundled back massage. A round runs every
case at every length once, so that other load on the machine affects all of them.
Nothing is asserted: machines differ and are shared. Ratios within one run are more portable.
"""

import argparse
import compileall
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import voiceguide
from tests.benchmarks.cases import CASES, Round
from tests.benchmarks.measure import Cost, median
from tests.benchmarks.table import Result, Results, markdown, plain, ratios
from tests.benchmarks.voice import ENGINES


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures and prints."""
    options = _options(arguments)
    _compile_modules()
    cases = options.cases or [name for name, case in CASES.items() if case.is_for(options.engine)]
    results = measured(options.minutes, options.rounds, cases, options.engine)
    rounds = "one round" if options.rounds == 1 else f"medians of {options.rounds} rounds"
    print(f"\n{rounds}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("\n".join((markdown if options.markdown else plain)(results)))
    print("\n".join(ratios(results)))


def _compile_modules() -> None:
    """Compiles as pip does; else, with PYTHONDONTWRITEBYTECODE, every run would compile again."""
    for folder in (Path(voiceguide.__file__).parent, Path(__file__).parent):
        compileall.compile_dir(folder, quiet=1)


def measured(minutes: Sequence[float], rounds: int, cases: Sequence[str], engine: str) -> Results:
    """Returns the medians of all cases at all lengths. Prints progress to standard error."""
    costs: dict[tuple[float, str], list[Cost]] = defaultdict(list)
    notes: dict[tuple[float, str], str] = {}
    for number in range(1, rounds + 1):
        for length in minutes:
            print(f"round {number}, {length:g} minutes", end="", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                session = Round(Path(folder), length, engine)
                for name in cases:
                    if CASES[name].missing:
                        continue
                    print(f" {name}", end="", file=sys.stderr, flush=True)
                    costs[length, name].append(CASES[name].measure(session))
            notes |= {(length, name): note for name, note in session.notes.items()}
            print(file=sys.stderr)
    return {
        length: {
            name: _result(name, costs[length, name], notes.get((length, name), ""))
            for name in cases
        }
        for length in minutes
    }


def _result(name: str, costs: Sequence[Cost], note: str) -> Result:
    if costs:
        return Result(median(costs), note)
    return Result(None, f"left out: {' and '.join(CASES[name].missing)} not found")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description="Compares voiceguide with other programs."
    )
    parser.add_argument(
        "--minutes", type=_minutes, default=[10.0, 60.0, 120.0], help="such as 10,60,120"
    )
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--cases", type=_cases, help=", ".join(CASES))
    parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    parser.add_argument("--markdown", action="store_true", help="the table of docs/speed.md")
    return parser.parse_args(arguments)


def _minutes(text: str) -> list[float]:
    return [float(part) for part in text.split(",")]


def _cases(text: str) -> list[str]:
    wanted = text.split(",")
    if unknown := set(wanted) - set(CASES):
        raise argparse.ArgumentTypeError(f"unknown case {', '.join(sorted(unknown))}")
    return wanted


if __name__ == "__main__":
    main()
