"""The bed's level in pauses is checked more strictly if the bed is more even."""

import random
from math import pi, sin

import pytest

from voiceguide.inspection.check import Verdict
from voiceguide.inspection.ducking import ducking_checks
from voiceguide.timeline.ducking import gain_at
from voiceguide.timeline.model import BedPlan, GainPoint

PAUSE_MS = 12_000


def plan(pauses: int) -> BedPlan:
    """A cue every 12 s: the bed is down for 3 s, in which nothing is said for the last one."""
    points = []
    for start in range(0, pauses * PAUSE_MS, PAUSE_MS):
        points += [
            (start, -6.0),
            (start + 3_000, -6.0),
            (start + 5_000, 0.0),
            (start + 11_600, 0.0),
        ]
    gain = tuple(GainPoint(at, db) for at, db in points)
    return BedPlan(name="waves", level_lu=-20, gain=gain, fade_in_ms=0, fade_out_ms=0)


def verdicts(
    depth: float, wave_s: float, phase: float, *, pauses: int, down_db: float
) -> set[Verdict]:
    """The verdicts on a bed whose power swells by `depth`, and that is `down_db` under cues."""
    bed, chance = plan(pauses), random.Random(1)
    rows = []
    for at in range(0, pauses * PAUSE_MS, 10):
        if at % PAUSE_MS < 2_000:
            continue
        swell = 1 + depth * sin(2 * pi * at / 1000 / wave_s + phase)
        db = gain_at(bed.gain, at) * down_db / -6.0
        rows.append((at, round(300 * 10 ** (db / 20) * (swell * chance.uniform(0.9, 1.1)) ** 0.5)))
    return {check.verdict for check in ducking_checks(bed, rows)}


@pytest.mark.parametrize("phase", [0.0, 1.6, 3.1, 4.7])
@pytest.mark.parametrize("pauses", [4, 12])
def test_waves_are_no_fault_of_a_bed_that_ducks_as_planned(phase: float, pauses: int) -> None:
    found = verdicts(0.85, 9.0, phase, pauses=pauses, down_db=-6.0)
    assert Verdict.FAIL not in found


def test_an_even_bed_is_judged_by_the_tolerance_alone() -> None:
    assert verdicts(0.0, 9.0, 0.0, pauses=4, down_db=-6.0) == {Verdict.PASS}
    assert Verdict.FAIL in verdicts(0.0, 9.0, 0.0, pauses=4, down_db=-3.5)
    assert Verdict.FAIL in verdicts(0.0, 9.0, 0.0, pauses=4, down_db=-8.5)


def test_waves_hide_no_bed_that_does_not_duck_at_all() -> None:
    assert Verdict.FAIL in verdicts(0.5, 7.0, 0.0, pauses=12, down_db=-0.5)
