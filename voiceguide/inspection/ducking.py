"""Checks how far and how fast the bed gets quieter under the voice.

This can be measured only in pauses, and a bed of waves or wind is seldom as loud in a few short
pauses as on average. So a deviation that is smaller than the bed's own variation is no fault.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log10, sqrt
from statistics import fmean, pstdev

from voiceguide.audio.pcm import FULL_SCALE
from voiceguide.audio.rows import ROW_MS
from voiceguide.inspection.check import Check, judged, unknown
from voiceguide.timeline.ducking import gain_at
from voiceguide.timeline.model import BedPlan

LEVEL_LU = 2.0
DUCK_DB = -6.0

DEPTH, RAMPS = "duck depth", "duck ramps"
TARGETS = {
    DEPTH: f"{DUCK_DB:g} ± {LEVEL_LU:g} dB",
    RAMPS: f"within {LEVEL_LU:g} dB of the plan",
}

_STEPS = 4
"""The gains between the bed's lowest and its highest are sorted into this many steps."""

_ERRORS = 2
"""The uncertainty of a level, in standard errors: one level in twenty is off by more."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The power at all moments with a similar planned gain, in runs."""

    runs: Sequence[Sequence[float]]

    @property
    def powers(self) -> list[float]:
        return [power for run in self.runs for power in run]

    @property
    def db(self) -> float:
        power = fmean(self.powers)
        return 10 * log10(power) if power > 0 else -inf


def ducking_checks(bed: BedPlan, rows: Sequence[tuple[int, int]]) -> Iterator[Check]:
    """Yields the checks. `rows` has the time in ms and the level of each 10 ms in which only the
    bed sounds."""
    if not bed.gain or min(p.db for p in bed.gain) == max(p.db for p in bed.gain):
        yield judged(DEPTH, TARGETS[DEPTH], "none is planned", good=False)
        yield unknown(RAMPS, TARGETS[RAMPS], "none is planned")
        return
    full, down = max(p.db for p in bed.gain), min(p.db for p in bed.gain)
    groups = _groups(bed, rows, full, down)
    if _STEPS not in groups or groups[_STEPS].db == -inf or 0 not in groups:
        reason = "there is no audible bed, or no long pause"
        yield unknown(DEPTH, TARGETS[DEPTH], reason)
        yield unknown(RAMPS, TARGETS[RAMPS], reason)
        return
    off = {
        step: group.db - groups[_STEPS].db - (down - full) * (_STEPS - step) / _STEPS
        for step, group in groups.items()
    }
    unsure = {step: _uncertainty_db(group, groups[_STEPS]) for step, group in groups.items()}
    depth = groups[0].db - groups[_STEPS].db
    yield _judged(DEPTH, f"{depth:.1f} dB", {0: depth - DUCK_DB}, unsure)
    ramps = {step: off[step] for step in range(1, _STEPS) if step in off}
    most = max(map(abs, ramps.values()), default=0)
    yield _judged(RAMPS, f"{most:.1f} dB apart", ramps, unsure)


def _groups(
    bed: BedPlan, rows: Sequence[tuple[int, int]], full: float, down: float
) -> dict[int, _Group]:
    """Returns the groups by their step, from 0 where the bed is at its lowest."""
    runs = dict[int, list[list[float]]]()
    last = (-1, -1)
    for (at, level), gain in zip(rows, _gains(bed, [at for at, _ in rows]), strict=True):
        step = round((gain - down) * _STEPS / (full - down))
        of_step = runs.setdefault(step, [])
        if (at - ROW_MS, step) != last:
            of_step.append([])
        of_step[-1].append((level / FULL_SCALE) ** 2)
        last = (at, step)
    return {step: _Group(of_step) for step, of_step in runs.items()}


def _gains(bed: BedPlan, moments: Sequence[int]) -> Iterator[float]:
    """Yields the planned gain at each of `moments`, which are in order."""
    pairs = iter(pairwise(bed.gain))
    pair = next(pairs, None)
    for at in moments:
        while pair is not None and at > pair[1].at_ms:
            pair = next(pairs, None)
        yield gain_at(pair, at) if pair is not None else bed.gain[-1].db


def _uncertainty_db(group: _Group, usual: _Group) -> float:
    """Returns how far, in dB, an uneven bed may put the level of a group off: the variation of the
    usual level between stretches as long as the group's runs."""
    powers, size = usual.powers, round(fmean(map(len, group.runs)))
    stretches = [
        fmean(powers[at : at + size]) for at in range(0, max(1, len(powers) - size + 1), size)
    ]
    error = pstdev(stretches) / fmean(stretches) / sqrt(len(group.runs))
    return 10 * log10(1 + _ERRORS * error)


def _judged(name: str, value: str, off: dict[int, float], unsure: dict[int, float]) -> Check:
    """Returns the check that no step is `off` by more than the tolerance, in dB."""
    if all(abs(db) <= LEVEL_LU for db in off.values()):
        return judged(name, TARGETS[name], value, good=True)
    if all(abs(db) - unsure[step] <= LEVEL_LU for step, db in off.items()):
        return unknown(name, TARGETS[name], f"{value}, but the bed itself varies that much")
    return judged(name, TARGETS[name], value, good=False)
