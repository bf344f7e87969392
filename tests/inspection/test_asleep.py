"""Chimes of a sleep session, checked in the plan and in the finished sound."""

from dataclasses import replace

import pytest

from tests.timeline.examples import CHIMES, calm
from voiceguide.inspection.asleep import chimes_check
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.planned import plan_checks
from voiceguide.script import library, reader
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan


@pytest.fixture(scope="module")
def asleep() -> Timeline:
    script = reader.load(library.find("box-breathing"))
    return plan(outline(script, 600_000, sleep=True), calm, CHIMES)


def levels(timeline: Timeline) -> list[float]:
    """Returns each chime's loudness as a good track has it; where none sounds, the room tone's."""
    return [-41.0 if db is None else -6 + db for db in (c.gain_db for c in timeline.chimes)]


def test_chimes_that_soften_to_nothing_pass(asleep):
    check = chimes_check(asleep, levels(asleep))
    assert check.verdict is Verdict.PASS
    assert check.value == "4 of 6, from -6.0 to -16.0 LU"


@pytest.mark.parametrize("index", range(1, 6))
def test_a_chime_at_its_usual_level_is_found(asleep, index):
    """Early, late, or where none should sound."""
    loud = levels(asleep)
    loud[index] = -5.0
    check = chimes_check(asleep, loud)
    assert check.verdict is Verdict.FAIL
    assert check.where


def test_chimes_that_stay_as_loud_are_found(asleep):
    even = [-41.0 if chime.gain_db is None else -6.0 for chime in asleep.chimes]
    assert chimes_check(asleep, even).verdict is Verdict.FAIL


def test_a_chime_planned_after_the_hands_rest_is_found(asleep):
    rung = tuple(replace(chime, gain_db=chime.gain_db or -14.0) for chime in asleep.chimes)
    assert chimes_check(replace(asleep, chimes=rung), [-20.0] * 6).verdict is Verdict.FAIL


def test_a_session_for_others_is_not_judged(asleep):
    awake = replace(asleep, sleep=False)
    assert chimes_check(awake, levels(asleep)).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("quiet_ms", [800, 3_900, 4_000, 30_000])
def test_the_end_comes_four_seconds_after_the_last_word_or_later(asleep, quiet_ms):
    *before, last = asleep.cues
    moved = replace(last, end_ms=asleep.chimes[-1].start_ms - quiet_ms)
    moved = replace(moved, phrases=(replace(last.phrases[-1], end_ms=moved.end_ms),))
    checks = {check.name: check for check in plan_checks(replace(asleep, cues=(*before, moved)))}
    found = checks["last word to end"]
    assert found.verdict is (Verdict.PASS if quiet_ms >= 4_000 else Verdict.FAIL)
    assert found.value == f"{quiet_ms / 1000:.1f} s"
