"""Reminders keep company manners, in every session that can be planned."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timeline import manners
from tests.timeline.examples import planned, sessions
from tests.timeline.test_planner import plan_or_none
from voiceguide.errors import PlanError
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.company import NAMES
from voiceguide.inspection.planned import plan_checks
from voiceguide.timeline.model import Cue, CueKind, Timeline
from voiceguide.timeline.parts import Outline

MINUTE = 60_000

SCRIPT = """\
voiceguide: 1
title: T
lengths: {standard: 20m}
reminders:
  thumbs: {every: 2m, say: [Spare your thumbs.]}
steps:
  - {id: press, title: Press, time: 10m, say: Press.}
  - {id: hold, title: Hold, ahead: Soon we hold., time: 8m, say: Hold.}
  - {id: close, title: Close, time: 2m, reminders: false, ahead: Soon we end., say: Rest.}
"""


def changed(*changes: tuple[str, str]) -> Timeline:
    """Returns the plan of the script with these changes."""
    text = SCRIPT
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return planned(text, 20 * MINUTE)


def reminders(timeline: Timeline, pool: str = "") -> Sequence[Cue]:
    return [cue for cue in timeline.cues if f"/reminder-{pool}" in cue.id]


def test_in_too_long_a_quiet_reminders_come_nearer_to_each_other_only_as_far_as_they_must():
    quiet = ("lengths:", "quiet: 15s\nlengths:")
    often = ("{every: 2m, say: [Spare your thumbs.]}", "{every: 5s, say: [Spare your thumbs.]}")
    rest = ("reminders: false, ", "")
    timeline = changed(quiet, often, rest)
    found = reminders(timeline)
    assert min(b.start_ms - a.end_ms for a, b in pairwise(found)) >= 12_000
    checks = {check.name: check.verdict for check in plan_checks(timeline)}
    assert checks["one order at a time"] is Verdict.PASS


@pytest.mark.slow
@settings(max_examples=40)
@given(sessions(talkative=True))
def test_reminders_keep_company_manners_and_inspect_agrees(session: Outline):
    if timeline := plan_or_none(session):
        manners.check_all(session, timeline)
        ours = {"reminders", "longest quiet", *NAMES} - {"repetition"}
        failed = [check for check in plan_checks(timeline) if check.verdict is Verdict.FAIL]
        assert [check for check in failed if check.name in ours] == []


@settings(max_examples=30)
@given(st.integers(100, 300), st.integers(30, 95))
def test_a_long_quiet_is_broken_evenly_and_no_more_often_than_it_must(limit, share):
    """By a reminder that would not be due for an hour."""
    timeline = changed(
        ("lengths", f"quiet: {limit}s\nlengths"),
        ("every: 2m", "every: 1h"),
        ("say: Press.", f"say: Press., cues: [{{at: {share}%, say: On.}}]"),
        ("time: 2m, reminders: false", "time: 2m"),
    )
    authored = [cue for cue in timeline.cues if cue.kind is not CueKind.REMINDER]
    for before, after in pairwise(authored):
        inside = [c for c in reminders(timeline) if before.end_ms < c.start_ms < after.start_ms]
        stops = [before, *inside, after]
        quiets = [b.start_ms - a.end_ms for a, b in pairwise(stops)]
        assert max(quiets) <= limit * 1000
        if inside:
            assert max(quiets) - min(quiets) <= 15_000
            without_one = sum(quiets) + inside[0].end_ms - inside[0].start_ms
            assert without_one > limit * 1000 * len(inside)


def test_what_relieves_waits_for_the_work_on_each_side():
    timeline = changed(
        ("every: 2m", "every: 2m, rest: 30s, after: 100s"),
        ("say: Press.", "say: Press., sides: {names: [one, two], say: 'Now {side}.'}"),
    )
    one, two = timeline.chapters[0].sides
    starts = [cue.start_ms for cue in reminders(timeline)]
    assert starts[0] - one.start_ms >= 100_000
    assert min(at for at in starts if at > one.end_ms) - two.start_ms >= 100_000


def test_the_author_s_own_cue_counts_for_the_subject():
    cue = "cues: [{at: 4m, say: Use your palms., reminds: [thumbs]}]"
    timeline = changed(("say: Press.", f"say: Press., {cue}"))
    palms = next(cue for cue in timeline.cues if cue.text == "Use your palms.")
    for each in reminders(timeline):
        assert each.end_ms + 90_000 <= palms.start_ms or palms.end_ms + 90_000 <= each.start_ms


def test_two_reminders_of_one_subject_keep_apart_whatever_their_names():
    more = "  palms: {every: 2m, rest: 0s, subject: thumbs, say: [Use your palms.]}\nsteps:"
    timeline = changed(("steps:", more))
    assert reminders(timeline, "palms")
    for before, after in pairwise(reminders(timeline)):
        assert after.start_ms - before.end_ms >= 90_000


def test_the_first_text_is_said_once_before_all_others():
    first = "first: Out of ten how strong is it?, say: [Say so., Less is fine., Tell me.]"
    timeline = changed(("say: [Spare your thumbs.]", first))
    texts = [cue.text for cue in reminders(timeline)]
    assert texts[:4] == ["Out of ten how strong is it?", "Say so.", "Less is fine.", "Tell me."]
    assert texts.count(texts[0]) == 1


def test_the_first_text_is_left_out_where_the_author_has_asked():
    first = "first: Out of ten how strong is it?, say: [Say so.]"
    timeline = changed(
        ("say: [Spare your thumbs.]", first), ("say: Press.", "say: Press., reminds: [thumbs]")
    )
    assert {cue.text for cue in reminders(timeline)} == {"Say so."}


@pytest.mark.parametrize(
    ("pool", "spoken"),
    [
        ("say: [How is it?, Say so.]", {"Say so."}),
        ("say: [How is it?, Say so.], asks: false", {"How is it?", "Say so."}),
        ("say: [Turn your head.], asks: true", set()),
    ],
)
def test_nothing_asks_where_one_rests(pool, spoken):
    timeline = changed(("say: [Spare your thumbs.]", pool), ("time: 8m", "time: 8m, restful: true"))
    assert {cue.text for cue in reminders(timeline) if cue.step == "hold"} == spoken
    assert any(cue.step == "press" for cue in reminders(timeline))


@pytest.mark.parametrize(
    "change",
    [
        ("time: 8m", "time: 8m, still: true"),
        ("say: Press.", "say: Press., cues: [{at: -5s, say: Let go., still: true}]"),
    ],
)
def test_no_reminder_is_said_once_the_hands_rest(change):
    timeline = changed(change)
    assert timeline.still_ms
    assert {cue.step for cue in reminders(timeline)} == {"press"}


def test_a_text_is_not_said_again_within_ten_minutes():
    """Not even if another reminder, or the author, has said it."""
    texts = ["One for the thumb now.", "Two for the thumb now.", "Three for the thumb now."]
    pool = f"every: 4m, rest: 1m, say: [{', '.join(texts)}]"
    timeline = changed(
        ("every: 2m, say: [Spare your thumbs.]", pool),
        ("say: Press.", "say: Press., cues: [{at: 3m, say: One for the thumb now.}]"),
    )
    said = [cue for cue in timeline.cues if cue.text in texts]
    assert len(said) >= 4
    for text in texts:
        ends = [(cue.start_ms, cue.end_ms) for cue in said if cue.text == text]
        assert all(after[0] - before[1] >= 10 * MINUTE for before, after in pairwise(ends))


def test_a_pool_without_anything_fit_stays_silent_and_inspect_does_not_mind():
    timeline = changed(
        ("say: [Spare your thumbs.]", "say: [Turn your head.], asks: true"),
        ("time: 10m", "time: 10m, restful: true"),
        ("time: 8m", "time: 8m, restful: true"),
    )
    assert not reminders(timeline)
    assert not [check for check in plan_checks(timeline) if check.verdict is Verdict.FAIL]


def test_too_long_a_quiet_is_no_reason_to_ask_where_one_rests():
    with pytest.raises(PlanError, match=r"'Hold' has .* without a voice"):
        changed(
            ("lengths", "quiet: 4m\nlengths"),
            ("say: [Spare your thumbs.]", "say: [Turn your head.], asks: true"),
            ("time: 8m", "time: 8m, restful: true"),
        )


def test_an_author_can_have_other_manners():
    loose = "manners: {apart: 3s, between: 3s, subject: 20s, ending: 4s, opening: 0s, again: 0s}"
    timeline = changed(("lengths", f"{loose}\nlengths"), ("every: 2m", "every: 25s"))
    said = reminders(timeline)
    assert max(b.start_ms - a.start_ms for a, b in pairwise(said) if a.step == b.step) <= 25_000
    assert not [check for check in plan_checks(timeline) if check.verdict is Verdict.FAIL]


@pytest.mark.parametrize("share", [44, 46, 50, 54, 56])
def test_half_way_keeps_its_distance_from_the_author_s_cues(share):
    timeline = changed(
        ("steps:", "halfway: Half is done.\nsteps:"),
        ("say: Press.", f"say: Press., cues: [{{at: {share}%, say: On.}}, {{at: 42%, say: Ho.}}]"),
    )
    half = next(cue for cue in timeline.cues if cue.text == "Half is done.")
    assert abs(half.start_ms - 5 * MINUTE) <= MINUTE
    for cue in timeline.cues:
        if cue.text == "On." or cue.text == "Ho.":
            assert half.end_ms + 12_000 <= cue.start_ms or cue.end_ms + 12_000 <= half.start_ms
