"""Broken manners are found in a plan, with their names and places; kept ones are not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from tests.timeline.examples import planned
from voiceguide.inspection.check import Check, Verdict
from voiceguide.inspection.company import _AGAIN, NAMES, company_checks
from voiceguide.inspection.planned import plan_checks
from voiceguide.timecode import clock
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.model import Cue, CueKind, Phrase, Timeline

SCRIPT = """\
voiceguide: 1
title: T
lengths: {standard: 20m}
announce: "And now we come to step {number}: {title}."
reminders:
  thumbs:
    every: 4m
    after: 2m
    say: [Give your thumbs a break., Let your palms take over., Shake your hands out now.,
      Use your soft knuckles here.]
steps:
  - {id: press, title: Press, time: 10m, say: Press on both sides.}
  - id: turn
    title: Turn
    time: 6m
    ahead: Soon you turn.
    say: Turn with them.
    sides: {names: [one, two], say: "Now come round to the other side."}
    cues: [{at: 30%, say: Keep turning., side: one}]
  - {id: hold, title: Hold, time: 2m, restful: true, ahead: Soon you hold., say: Hold.}
  - {id: close, title: Close, time: 2m, still: true, ahead: Soon you rest., say: Rest.}
"""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return planned(SCRIPT, 20 * 60_000)


def company(timeline: Timeline) -> Mapping[str, Check]:
    return {check.name: check for check in company_checks(timeline)}


def broken(timeline: Timeline) -> Mapping[str, str]:
    """Returns the broken rules with their places."""
    checks = company(timeline).values()
    return {check.name: check.where for check in checks if check.verdict is Verdict.FAIL}


def reminder(timeline: Timeline, step: str = "press", nth: int = 0) -> Cue:
    found = [c for c in timeline.cues if c.kind is CueKind.REMINDER and c.step == step]
    return found[nth]


def moved(timeline: Timeline, cue: Cue, start_ms: int, **changes: object) -> Timeline:
    """Returns the plan with a cue said at another time."""
    by_ms = start_ms - cue.start_ms
    phrases = [
        Phrase(sentence=p.sentence, start_ms=p.start_ms + by_ms, end_ms=p.end_ms + by_ms)
        for p in cue.phrases
    ]
    there = replace(cue, start_ms=start_ms, end_ms=cue.end_ms + by_ms, phrases=tuple(phrases))
    there = replace(there, **changes)  # type: ignore[arg-type]
    cues = [there, *(other for other in timeline.cues if other.id != cue.id)]
    return replace(timeline, cues=tuple(sorted(cues, key=lambda each: each.start_ms)))


def test_a_plan_with_good_manners_passes(timeline):
    assert {check.verdict for check in company_checks(timeline)} == {Verdict.PASS}
    assert tuple(check.name for check in company_checks(timeline)) == NAMES


@pytest.mark.parametrize(("after_ms", "fails"), [(11_900, True), (12_000, False)])
def test_a_reminder_on_the_heels_of_other_words(timeline, after_ms, fails):
    cue, keep = reminder(timeline, "turn"), next(c for c in timeline.cues if "Keep" in c.text)
    at = keep.start_ms - (cue.end_ms - cue.start_ms) - after_ms
    found = broken(replace(moved(timeline, cue, at), promises=()))
    assert found == ({"one order at a time": clock(at)} if fails else {})


def test_a_reminder_just_after_an_opening(timeline):
    cue = reminder(timeline)
    at = timeline.cues[0].end_ms + 7_000
    expected = {"one order at a time", "edges of steps", "relief after work"}
    assert set(broken(moved(timeline, cue, at))) == expected


def test_a_reminder_in_a_step_s_last_seconds(timeline):
    cue = reminder(timeline, nth=-1)
    at = timeline.chapters[0].end_ms - 16_000
    assert broken(moved(timeline, cue, at))["edges of steps"] == clock(at)


def test_two_reminders_of_one_subject_close_together(timeline):
    first, second = reminder(timeline), reminder(timeline, nth=1)
    near = moved(timeline, second, first.end_ms + 80_000)
    assert set(broken(near)) == {"subjects apart", "relief after work"}
    assert set(broken(moved(near, first, first.start_ms, subjects=("other",)))) == set()


def test_relief_before_the_work_counts_from_the_change_of_side(timeline):
    cue, second = reminder(timeline), timeline.chapters[1].sides[1]
    others = tuple(c for c in timeline.cues if c.kind is not CueKind.REMINDER or c.step != "turn")
    alone = replace(timeline, cues=others)
    assert broken(moved(alone, cue, second.start_ms + 121_000, step="turn")) == {}
    early = moved(alone, cue, second.start_ms + 100_000, step="turn")
    assert set(broken(early)) == {"relief after work"}


def test_a_question_in_a_restful_step_and_any_word_once_all_is_still(timeline):
    cue, hold, close = reminder(timeline), timeline.chapters[2], timeline.chapters[3]
    cue = replace(cue, phrases=())
    loose = replace(timeline, promises=())
    at = hold.start_ms + 60_000
    assert broken(moved(loose, cue, at, step="hold")) == {}
    assert broken(moved(loose, cue, at, step="hold", asks=True)) == {"rest undisturbed": clock(at)}
    at = close.start_ms + 60_000
    assert broken(moved(loose, cue, at, step="close")) == {"rest undisturbed": clock(at)}


def test_a_sentence_said_again_within_ten_minutes_is_quoted(timeline):
    words = timeline.cues[0].phrases[-1]
    assert words.text == "Press on both sides."
    again = next(cue for cue in timeline.cues if "Keep" in cue.text)

    def said(at_ms: int) -> Timeline:
        phrase = replace(words, start_ms=at_ms, end_ms=at_ms + 1_000)
        return moved(timeline, again, at_ms, phrases=(phrase,))

    assert broken(said(words.start_ms + 590_000)) == {
        "repetition": f"'Press on both sides.' at {clock(words.start_ms + 590_000)}"
    }
    assert broken(said(words.start_ms + 610_000)) == {}


def test_a_sentence_said_three_times_in_an_hour_is_too_often():
    pool = SCRIPT[SCRIPT.index("    say: [Give") : SCRIPT.index("steps:")]
    text = SCRIPT.replace(pool, "    say: [Give your thumbs a break.]\n")
    text = text.replace("every: 4m", "every: 11m").replace("20m", "60m")
    found = company(planned(text, 60 * 60_000))["repetition"]
    assert found.verdict is Verdict.FAIL
    assert "'Give your thumbs a break.'" in found.where
    assert "times" in found.value


def test_few_words_switches_and_announcements_may_come_again():
    again = SCRIPT.replace("title: Turn", "title: Press").replace("say: Turn with", "say: Go with")
    same = again.replace("Soon you rest.", "Soon you hold.").replace("{number}: {title}", "more")
    timeline = planned(same, 20 * 60_000)
    assert [cue.phrases[0].text for cue in timeline.cues if cue.kind is CueKind.OPENING] == [
        "And now we come to step more."
    ] * 4
    assert broken(timeline) == {}


def test_a_reminder_may_come_nearer_rather_than_leave_it_quiet_for_too_long(timeline):
    """Where the author's words leave no calm place for it."""
    cue, opening = reminder(timeline), timeline.cues[0]
    length = cue.end_ms - cue.start_ms
    after = Cue(
        id="x", kind=CueKind.COACHING, step="press", text="On.", phrases=(),
        start_ms=opening.end_ms + 20_000 + length, end_ms=opening.end_ms + 21_000 + length,
    )  # fmt: skip
    tight = replace(timeline, cues=(*timeline.cues, after), promises=())
    tight = moved(tight, cue, opening.end_ms + 10_000)
    assert set(broken(tight)) == {"one order at a time"}
    assert broken(replace(tight, quiet_ms=20_000)) == {}


def test_the_authors_own_manners_count(timeline):
    cue = reminder(timeline)
    near = replace(moved(timeline, cue, timeline.cues[0].end_ms + 7_000), promises=())
    easy = Manners(apart_ms=5_000, opening_ms=5_000)
    assert set(broken(near)) == {"one order at a time", "edges of steps"}
    assert broken(replace(near, manners=easy)) == {}


def test_a_timeline_from_before_manners_is_not_judged_by_them(timeline):
    old = replace(timeline, manners=None)
    assert {check.verdict for check in company_checks(old)} == {Verdict.UNKNOWN}


def test_a_reminder_is_late_only_where_manners_leave_room_for_it(timeline):
    def reminders(plan: Timeline) -> Verdict:
        return next(c.verdict for c in plan_checks(plan) if c.name == "reminders")

    mute = tuple(cue for cue in timeline.cues if cue.kind is not CueKind.REMINDER)
    assert reminders(timeline) is Verdict.PASS
    assert reminders(replace(timeline, cues=mute)) is Verdict.FAIL
    asking = tuple(
        replace(rule, texts=tuple(replace(text, asks=True) for text in rule.texts))
        for rule in timeline.promises
    )
    restful = tuple(replace(chapter, restful=True) for chapter in timeline.chapters)
    quiet = replace(timeline, cues=mute, promises=asking, chapters=restful)
    assert reminders(quiet) is Verdict.PASS
    assert reminders(replace(timeline, cues=mute, still_ms=0)) is Verdict.PASS


def names(checks: Iterator[Check]) -> list[str]:
    return [check.name for check in checks]


def test_without_a_timeline_the_same_checks_are_listed(timeline):
    assert set(names(plan_checks(None))) == set(names(plan_checks(timeline)))


@pytest.mark.parametrize(
    ("written", "is_counted"),
    [
        ("work/cue-1", True),
        ("work.1/cue-1", True),
        ("work.2/cue-1", False),
        ("work.12/opening", False),
        ("work.1.2/opening", False),
        ("work/cue-3-1", True),
        ("work/cue-3-2", False),
        ("step-2/opening", True),
    ],
)
def test_what_a_script_repeats_on_purpose_is_no_repetition(written: str, is_counted: bool) -> None:
    assert (_AGAIN.search(written) is None) == is_counted
