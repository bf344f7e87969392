"""Properties of every session that can be planned."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline import examples
from tests.timeline.examples import CHIMES, calm, floors, planned, sessions, uneven
from voiceguide import timecode
from voiceguide.errors import LengthError, PlanError
from voiceguide.timecode import FRAME_MS, frame_from, frame_until
from voiceguide.timeline.model import ChimeKind, CueKind, Timeline
from voiceguide.timeline.parts import Outline
from voiceguide.timeline.planner import plan

SCRIPT = """\
voiceguide: 1
title: T
lengths: {default: standard, short: 3m, standard: 6m}
announce: "Step {number}. {title}."
halfway: "About {left} to go."
steps:
  - id: welcome
    title: Welcome
    numbered: false
    time: {short: 30s, standard: 1m}
    say: Hello there.
  - id: oil
    title: Oil
    ahead: Soon, the oil.
    time: {short: 1m, standard: 2m}
    say: Spread it.
    cues:
      - {at: -30s, say: End.}
      - {at: 25%, say: Quarter.}
      - {at: 20s, say: Twenty.}
  - id: shake
    title: Shake
    ahead: Soon, the shake.
    time: {short: 90s, standard: 3m}
    say: Start on {side}.
    sides: {names: [this side, the other side], say: "Now {side}.", ahead: Soon we change.}
    cues:
      - {at: 50%, side: the other side, say: Half of the second.}
      - {at: 50%, side: this side, say: Half of the first.}
"""


def plan_or_none(session: Outline) -> Timeline | None:
    """Returns its plan; None if it would be quiet for longer than allowed."""
    try:
        return plan(session, uneven, CHIMES)
    except PlanError:
        if session.quiet_ms is None:
            raise
    return None


@pytest.mark.slow
@settings(max_examples=100)
@given(sessions())
def test_every_session_whose_words_fit_is_planned_by_the_rules(session: Outline):
    timeline = plan_or_none(session)
    if timeline is None:
        return
    examples.check_order(session, timeline)
    examples.check_distances(session, timeline)
    examples.check_heads_ups(timeline)
    examples.check_quiet(session, timeline)
    examples.check_reminders(session, timeline)
    assert plan(session, uneven, CHIMES) == timeline


@settings(max_examples=25)
@given(sessions(), st.integers(1, 60_000))
def test_if_words_do_not_fit_the_message_names_a_sufficient_length(session, missing):
    needed = sum(floors(session))
    with pytest.raises(LengthError) as caught:
        plan(replace(session, total_ms=needed - missing), uneven, CHIMES)
    told = re.search(
        r"needs at least (\S+)\. The tightest is step \d+ 'step-\d+'", str(caught.value)
    )
    assert told
    least = timecode.parse(told[1])
    assert needed <= least < needed + 1_000
    assert plan_or_none(replace(session, total_ms=least, quiet_ms=None))


@settings(max_examples=25)
@given(sessions())
def test_another_voice_keeps_the_chapters_if_the_words_fit(session):
    """The words of both voices fit: no step's preferred time is under its floor."""
    fitted = replace(
        session,
        total_ms=sum(600_000 * (index + 1) for index in range(len(session.steps))),
        quiet_ms=None,
        steps=tuple(
            replace(step, preferred_ms=600_000 * (index + 1))
            for index, step in enumerate(session.steps)
        ),
    )
    first, second = plan(fitted, uneven, CHIMES), plan(fitted, calm, CHIMES)
    assert edges(first) == edges(second)
    assert first.total_ms == second.total_ms


def edges(timeline: Timeline) -> list[tuple[str, int, int]]:
    return [(chapter.step, chapter.start_ms, chapter.end_ms) for chapter in timeline.chapters]


def starts(timeline: Timeline) -> Mapping[str, int]:
    return {cue.id: cue.start_ms for cue in timeline.cues}


def test_if_the_columns_sum_every_step_has_exactly_its_time():
    assert edges(planned(SCRIPT, 180_000)) == [
        ("welcome", 0, 30_000),
        ("oil", 30_000, 90_000),
        ("shake", 90_000, 180_000),
    ]
    assert edges(planned(SCRIPT, 270_000)) == [
        ("welcome", 0, 45_000),
        ("oil", 45_000, 135_000),
        ("shake", 135_000, 270_000),
    ]


def test_a_step_begins_with_its_chime_its_number_and_its_name():
    timeline = planned(SCRIPT, 180_000)
    chime = timeline.chimes[1]
    assert (chime.kind, chime.start_ms, chime.end_ms) == (ChimeKind.NEXT_STEP, 30_264, 32_064)
    opening = next(cue for cue in timeline.cues if cue.id == "oil/opening")
    assert opening.text == "Step one. Oil. Spread it."
    assert opening.start_ms == 32_564
    assert [(p.text, p.start_ms - 32_564, p.end_ms - 32_564) for p in opening.phrases] == [
        ("Step one.", 0, 800),
        ("Oil.", 1_600, 2_000),
        ("Spread it.", 2_800, 3_600),
    ]


def test_the_session_ends_with_the_end_chime_inside_its_last_chapter():
    timeline = planned(SCRIPT, 180_000)
    assert timeline.chimes[-1].kind is ChimeKind.END
    assert (timeline.chimes[-1].start_ms, timeline.chimes[-1].end_ms) == (170_496, 179_496)


def test_cues_are_said_where_their_author_wants_them():
    said = starts(planned(SCRIPT, 360_000))
    oil = 60_000
    for cue, wanted in (
        ("oil/cue-3", oil + 20_000),
        ("oil/cue-2", oil + 30_000),
        ("oil/halfway", oil + 60_000),
        ("oil/cue-1", oil + 90_000),
        ("oil/ahead", oil + 120_000 + 250 - 10_000),
    ):
        assert said[cue] == frame_until(wanted)


def test_cues_that_meet_keep_their_order_and_their_distance():
    text = SCRIPT.replace("at: -30s", "at: 21s").replace("at: 25%", "at: 20.5s")
    said = starts(planned(text, 360_000))
    assert said["oil/cue-3"] == frame_until(80_000)
    assert said["oil/cue-2"] == frame_from(said["oil/cue-3"] + 400 + 1_000)
    assert said["oil/cue-1"] == frame_from(said["oil/cue-2"] + 400 + 1_000)


def test_a_cue_within_a_side_counts_within_that_side():
    timeline = planned(SCRIPT, 360_000)
    first, second = timeline.chapters[2].sides
    assert (first.name, second.name) == ("this side", "the other side")
    said = starts(timeline)
    assert said["shake/cue-2"] == frame_until((first.start_ms + first.end_ms) // 2)
    middle = (second.start_ms + timeline.chimes[-1].start_ms) // 2
    assert abs(said["shake/cue-1"] - middle) <= FRAME_MS


def test_the_switch_is_a_heads_up_a_chime_and_the_new_side():
    timeline = planned(SCRIPT, 360_000)
    switch = next(chime for chime in timeline.chimes if chime.kind is ChimeKind.SWITCH)
    said = starts(timeline)
    assert said["shake/ahead-switch"] == frame_until(switch.start_ms - 10_000)
    assert said["shake/switch"] - switch.end_ms == 500
    texts = {cue.id: cue.text for cue in timeline.cues}
    assert texts["shake/switch"] == "Now the other side."
    assert texts["shake/opening"].endswith("Start on this side.")


def test_a_step_too_short_for_its_words_borrows_from_the_others():
    text = SCRIPT.replace("Hello there.", "So many words. " * 30)
    timeline = planned(text, 180_000)
    assert timeline.total_ms == 180_000
    welcome, oil, shake = (chapter.end_ms - chapter.start_ms for chapter in timeline.chapters)
    assert welcome > 50_000
    assert abs(oil * 3 - shake * 2) <= 3


def test_if_no_length_fits_the_words_the_tightest_step_is_named():
    text = SCRIPT.replace("Spread it.", "So many words. " * 99)
    with pytest.raises(LengthError, match=r"needs at least \S+\. The tightest is step 1 'Oil'"):
        planned(text, 180_000)


def test_the_error_for_too_long_a_quiet_names_the_step_and_the_limit():
    text = SCRIPT.replace("steps:\n", "quiet: 40s\nsteps:\n", 1)
    with pytest.raises(
        PlanError, match=r"'Welcome' has 0:47 without a voice, starting at 0:03; the limit is 0:40"
    ):
        planned(text, 360_000)


def test_every_kind_of_cue_is_planned():
    assert {cue.kind for cue in planned(SCRIPT, 360_000).cues} == set(CueKind) - {CueKind.REMINDER}
