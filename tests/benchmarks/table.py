"""The results as text: one line per case and length, or the table of docs/speed.md."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.cases import CASES
from tests.benchmarks.measure import Cost

_OBVIOUS = "obvious"


@dataclass(frozen=True, slots=True)
class Result:
    """The median of a case's rounds at one length, or a note on why there is none."""

    cost: Cost | None
    note: str = ""


Results = Mapping[float, Mapping[str, Result]]
"""Results by minutes, then by case name."""


def plain(results: Results) -> Iterator[str]:
    """Yields lines for a terminal."""
    for minutes, found in results.items():
        head = f"{minutes:g} minutes"
        yield f"{head:46}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'faster':>9}"
        for name, result in found.items():
            yield f"{CASES[name].label:46}{_numbers(name, result, found)}".rstrip()
        yield ""


def _numbers(name: str, result: Result, found: Mapping[str, Result]) -> str:
    cost = result.cost
    if cost is None:
        return f"  {result.note}"
    faster = _faster(name, cost, found)
    return (
        f"{cost.wall_s:>8.2f}{cost.cpu_s:>8.2f}{cost.peak_mb:>9.0f}"
        f"{f'{faster:.1f}x' if faster else '':>9}  {result.note}"
    )


def markdown(results: Results) -> Iterator[str]:
    """Yields the lines of the table in docs/speed.md: a row per case, a column per length."""
    yield "| | " + " | ".join(f"{minutes:g} minutes" for minutes in results) + " |"
    yield "| --- |" + " --- |" * len(results)
    for name in next(iter(results.values())):
        cells = (_cell(name, found) for found in results.values())
        yield f"| {CASES[name].label} | " + " | ".join(cells) + " |"


def _cell(name: str, found: Mapping[str, Result]) -> str:
    result = found[name]
    cost = result.cost
    if cost is None:
        return result.note
    cell = f"{_digits(cost.wall_s)} s, {_digits(cost.cpu_s)} s, {cost.peak_mb:.0f} MB"
    faster = _faster(name, cost, found)
    return f"{cell}, {faster:.{0 if faster >= 10 else 1}f} ×" if faster else cell


def _faster(name: str, cost: Cost, found: Mapping[str, Result]) -> float | None:
    obvious = found.get(_OBVIOUS)
    if obvious is None or obvious.cost is None or name == _OBVIOUS or not CASES[name].comparable:
        return None
    return obvious.cost.wall_s / cost.wall_s


def _digits(seconds: float) -> str:
    return (
        f"{seconds:.0f}"
        if seconds >= 20
        else f"{seconds:.1f}"
        if seconds >= 2
        else f"{seconds:.2f}"
    )


def ratios(results: Results) -> Iterator[str]:
    """Yields comparisons: of cold with the bound, and of the longest length with the shortest."""
    for minutes, found in results.items():
        yield from _ratio(f"{minutes:g} minutes: cold / bound", found, "cold", found, "bound")
    lengths: Sequence[float] = sorted(results)
    short, long = lengths[0], lengths[-1]
    if short != long:
        label = f"{long:g} / {short:g} minutes"
        for name in ("cold", "same", "bed"):
            yield from _ratio(f"{label}: {name}", results[long], name, results[short], name)


def _ratio(
    label: str, above: Mapping[str, Result], a: str, below: Mapping[str, Result], b: str
) -> Iterator[str]:
    over, under = above.get(a), below.get(b)
    if over and under and over.cost and under.cost:
        yield (
            f"{label}: {over.cost.wall_s / under.cost.wall_s:.2f} in time, "
            f"{over.cost.peak_mb - under.cost.peak_mb:+.0f} MB"
        )
