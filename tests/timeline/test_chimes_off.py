"""If an author wants no chimes, none sounds, and the words start with the step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import planned
from voiceguide.inspection.gate import broken_rules
from voiceguide.script import reader
from voiceguide.session.plan import estimate
from voiceguide.timeline import lengths
from voiceguide.timeline.model import ChimeKind, Timeline

TEXT = """\
voiceguide: 1
title: Quiet
chimes: {all}
steps:
  - {{id: a, title: A, time: 30s, say: Let your head sink to one side.{a}}}
  - id: b
    title: B
    time: 2m{b}
    say: Stretch one leg.
    sides: {{names: [the left leg, the right leg], say: "Now {{side}}."}}
  - {{id: c, title: C, time: 40s, say: Rest.{c}}}
"""


def session(every: bool, *steps: bool | None) -> Timeline:
    a, b, c = ("" if ring is None else f"chimes: {str(ring).lower()}" for ring in steps)
    text = TEXT.format(
        all=str(every).lower(), a=a and f", {a}", b=b and f"\n    {b}", c=c and f", {c}"
    )
    return planned(text, lengths.total_ms(reader.loads(text).lengths))


def test_without_chimes_the_first_words_start_with_the_step() -> None:
    timeline = session(False, None, None, None)
    assert timeline.timed_chimes == ()
    openings = [cue.start_ms for cue in timeline.cues if cue.kind == "opening"]
    for start, chapter in zip(openings, timeline.chapters, strict=True):
        assert 0 <= start - chapter.start_ms < 24
    assert timeline.chapters[-1].end_ms == timeline.total_ms


def test_a_step_may_do_without_its_own() -> None:
    timeline = session(True, None, False, None)
    kinds = [(chime.step, chime.kind) for chime in timeline.timed_chimes]
    assert kinds == [
        ("a", ChimeKind.NEXT_STEP),
        ("c", ChimeKind.NEXT_STEP),
        ("c", ChimeKind.END),
    ]


def test_a_step_may_have_chimes_in_a_session_without() -> None:
    timeline = session(False, None, True, None)
    kinds = [(chime.step, chime.kind) for chime in timeline.timed_chimes]
    assert kinds == [("b", ChimeKind.NEXT_STEP), ("b", ChimeKind.SWITCH)]


@given(st.booleans(), st.lists(st.sampled_from([True, False, None]), min_size=3, max_size=3))
def test_the_rules_of_a_good_session_hold_in_any_case(
    every: bool, steps: list[bool | None]
) -> None:
    timeline = session(every, *steps)
    assert broken_rules(timeline) == ()
    assert [c.end_ms - c.start_ms for c in timeline.chapters][:2] == [30_000, 120_000]


@pytest.mark.parametrize("every", [True, False])
def test_for_falling_asleep_chimes_that_are_off_stay_off(every: bool) -> None:
    text = TEXT.format(all=str(every).lower(), a=", chimes: false", b="", c=", sleep: Sleep well.")
    timeline = estimate(reader.loads(text), sleep=True)
    assert all(chime.gain_db is None for chime in timeline.chimes if chime.off)
    assert timeline.chimes[0].off
