"""Chimes in a session for falling asleep, and the quiet before the end."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import CHIMES, calm, planned, sessions, uneven
from voiceguide.errors import PlanError
from voiceguide.script import library, reader
from voiceguide.timeline.model import Chime, ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import plan
from voiceguide.timeline.softening import softened

BREATHING = reader.load(library.find("box-breathing"))


def gains(chimes: Iterable[Chime]) -> list[float | None]:
    return [chime.gain_db for chime in chimes]


def check_softening(timeline: Timeline) -> None:
    opening, *later = timeline.chimes
    rest_ms = timeline.chapters[-1].start_ms
    assert opening.gain_db == 0
    for chime in later:
        assert (chime.gain_db is None) == (chime.start_ms >= rest_ms)
    heard = [db for db in gains(timeline.chimes) if db is not None]
    assert all(-10 <= after <= before for before, after in pairwise(heard))


@given(session=sessions())
def test_falling_asleep_softens_the_chimes_and_moves_nothing(session: Outline) -> None:
    """No chime is louder than the one before, and none is heard at the end."""
    try:
        awake, asleep = (
            plan(replace(session, sleep=sleep), uneven, CHIMES) for sleep in (False, True)
        )
    except PlanError:
        return
    check_softening(asleep)
    assert asleep.chimes[-1].gain_db is None or len(asleep.chimes) == 1
    assert gains(awake.chimes) == [0.0] * len(awake.chimes)
    same = tuple(replace(chime, gain_db=0.0) for chime in asleep.chimes)
    assert replace(asleep, sleep=False, chimes=same) == awake


@given(
    starts=st.lists(st.integers(0, 4_000_000), min_size=1, max_size=30, unique=True),
    rest_ms=st.integers(1, 4_000_000),
)
def test_chimes_at_any_times_soften_by_equal_steps(starts: list[int], rest_ms: int) -> None:
    chimes = [
        Chime(kind=ChimeKind.NEXT_STEP, step="a", start_ms=start, end_ms=start + 900)
        for start in sorted(starts)
    ]
    found = softened(chimes, rest_ms)
    heard = [(chime.start_ms, chime.gain_db) for chime in found if chime.gain_db is not None]
    (first, loudest), (last, softest) = heard[0], heard[-1]
    assert loudest == 0
    assert len(heard) == 1 or softest == -10
    for at, db in heard[1:]:
        assert db == pytest.approx(-10 * (at - first) / (last - first), abs=0.06)


@pytest.mark.parametrize("minutes", [3, 5, 10])
def test_a_bundled_session_falls_asleep_without_a_chime(minutes: int) -> None:
    session = outline(BREATHING, minutes * 60_000, sleep=True)
    timeline = plan(session, calm, CHIMES)
    check_softening(timeline)
    assert {chime.step for chime in timeline.chimes} - {
        chime.step for chime in timeline.heard_chimes
    } == {"return"}


ENDINGS = {
    "words at the very end": "cues: [{at: -1s, say: One last word.}]",
    "a question": "cues: [{at: 99%, say: Is it good?}]",
    "several cues": "cues: [{at: 99%, say: One.}, {at: 100%, say: Two.}]",
    "sides": "sides: {names: [this, that], say: 'Now {side}.'}, cues: [{at: 99%, say: Last.}]",
    "a reminder": "reminders: true",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_last_word_has_four_seconds_before_the_end(ending: str) -> None:
    text = f"""\
voiceguide: 1
title: T
lengths: {{standard: 90s}}
reminders: {{breath: {{every: 20s, say: [Breathe out.]}}}}
steps: [{{id: a, title: A, time: 90s, say: Lie still., {ENDINGS[ending]}}}]
"""
    timeline = planned(text, 90_000)
    quiet = timeline.chimes[-1].start_ms - timeline.cues[-1].end_ms
    assert quiet >= 4_000
    assert timeline.total_ms - timeline.chimes[-1].end_ms >= 500
