"""Less guidance: fewer words, more quiet, and nothing lost that is about safety."""

import re

import pytest

from tests.script.examples import GOOD, changed, faults
from tests.timeline import examples, manners
from tests.timeline.examples import CHIMES, calm
from voiceguide.errors import UnknownNameError
from voiceguide.inspection.check import Verdict
from voiceguide.inspection.gate import broken_rules
from voiceguide.inspection.pace import pace_checks
from voiceguide.script import library, reader
from voiceguide.script.guidance import AMOUNTS, is_marked
from voiceguide.script.wishes import Wishes
from voiceguide.timeline.model import CueKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan
from voiceguide.track.sidecars.timeline_json import read_timeline, timeline_json

SCRIPT = """\
voiceguide: 1
title: T
lengths: {default: short, short: 6m}
quiet: 60s
halfway: {say: [Half of it., Half., Half-way.], guidance: brief}
reminders:
  breath: {every: 1m, say: [Breathe out slowly., Let it go.], guidance: full}
  stop: {every: 2m, say: [Stop if it hurts.]}
steps:
  - id: sit
    title: Sit
    time: 2m
    say: Sit down, and be calm. Nothing is to be done.
    brief: {short: Sit down.}
    sleep: Lie down and sleep.
    reminds: [breath]
  - id: turn
    title: Turn
    ahead: Soon, turn.
    time: 2m
    sides: {names: [this side, that side], say: "Now come to {side}.", bare: "{side}."}
    say: "Turn gently, to {side}."
    bare: "Turn to {side}."
    cues:
      - {at: 20%, say: A word in full., guidance: full}
      - {at: 75%, say: A word in brief., guidance: brief}
      - {at: 85%, say: A word in any case.}
  - id: rest
    title: Rest
    time: 2m
    say: Rest for a while.
    cues:
      - {at: -10s, count: {from: 3, every: 1s}}
"""
BARE = Wishes(guidance="bare")
MASSAGE = reader.load(library.find("back-massage"))


def session(guidance: str, text: str = SCRIPT, *, sleep: bool = False) -> Timeline:
    planned = outline(reader.loads(text), 360_000, wishes=Wishes(guidance=guidance), sleep=sleep)
    return plan(planned, calm, CHIMES)


def said(timeline: Timeline, *kinds: CueKind) -> list[str]:
    return [cue.text for cue in timeline.cues if not kinds or cue.kind in kinds]


def test_what_has_a_rank_is_said_with_so_much_guidance_or_more():
    for amount, coaching in {
        "full": ["A word in full.", "A word in brief.", "A word in any case."],
        "brief": ["A word in brief.", "A word in any case."],
        "bare": ["A word in any case."],
    }.items():
        assert said(session(amount), CueKind.COACHING)[:-1] == coaching
        reminders = {*said(session(amount), CueKind.REMINDER)}
        assert ("Let it go." in reminders) is (amount == "full")
        assert "Stop if it hurts." in reminders
        assert bool(said(session(amount), CueKind.HALFWAY)) is (amount != "bare")


def test_openings_and_switches_have_words_for_less_guidance():
    kinds = CueKind.OPENING, CueKind.SWITCH
    assert said(session("full"), *kinds) == [
        "Sit down, and be calm. Nothing is to be done.",
        "Turn gently, to this side.",
        "Now come to that side.",
        "Rest for a while.",
    ]
    switched = "Now come to that side."
    assert said(session("brief"), *kinds)[:3] == [
        "Sit down.",
        "Turn gently, to this side.",
        switched,
    ]
    assert said(session("bare"), *kinds)[:3] == ["Sit down.", "Turn to this side.", "that side."]


def test_heads_ups_counts_and_the_time_of_every_step_stay():
    whole = [(chapter.step, chapter.start_ms) for chapter in session("full").chapters]
    for amount in AMOUNTS:
        assert [(each.step, each.start_ms) for each in session(amount).chapters] == whole
        assert "Soon, turn." in said(session(amount), CueKind.AHEAD)
        assert any(cue.is_on_beat for cue in session(amount).cues)


def test_the_quiet_may_last_longer():
    assert [session(amount).quiet_ms for amount in AMOUNTS] == [60_000, 120_000, None]
    column = SCRIPT.replace("quiet: 60s", "quiet: {short: 60s}")
    assert session("brief", column).quiet_ms == 120_000


def test_words_for_falling_asleep_come_before_words_for_less_guidance():
    for amount in AMOUNTS:
        assert said(session(amount, sleep=True), CueKind.OPENING)[0] == "Lie down and sleep."


def test_the_title_and_the_timeline_say_how_much_there_is():
    assert [session(amount).title for amount in AMOUNTS] == [
        "T",
        "T (brief guidance)",
        "T (bare guidance)",
    ]
    german = SCRIPT.replace("title: T\n", "title: T\nlanguage: de\n", 1)
    assert session("bare", german).title == "T (knappste Anleitung)"
    for amount in AMOUNTS:
        assert read_timeline(timeline_json(session(amount))) == session(amount)
        assert ('"guidance"' in timeline_json(session(amount))) is (amount != "full")


def test_with_full_guidance_marks_make_no_difference():
    plain = re.sub(
        r", guidance: \w+|^ +(brief|bare): .*\n|, bare: \"{side}.\"", "", SCRIPT, flags=re.MULTILINE
    )
    plain = plain.replace(
        "{say: [Half of it., Half., Half-way.]}", "[Half of it., Half., Half-way.]"
    )
    assert not is_marked(reader.loads(plain))
    assert is_marked(reader.loads(SCRIPT))
    assert timeline_json(session("full", plain)) == timeline_json(session("full"))


@pytest.mark.parametrize(
    "mark",
    [
        "halfway: {say: Half., guidance: full}",
        "reminders: {r: {every: 1m, say: [Go on.], guidance: brief}}",
    ],
)
def test_each_mark_counts(mark):
    plain = "voiceguide: 1\ntitle: T\nsteps: [{id: a, title: A, time: 1m, say: Rest.}]\n"
    assert not is_marked(reader.loads(plain))
    assert is_marked(reader.loads(f"{mark}\n{plain}"))


def test_an_unknown_amount_or_rank_is_named():
    with pytest.raises(UnknownNameError, match="unknown amount of guidance 'bear'; did you mean"):
        Wishes.of(guidance="bear")
    found = faults(changed("say: Loosely.,", "say: Loosely., guidance: less,"))
    assert found == ["35:44: unknown value 'less'; expected one of: full, brief, bare"]


def test_with_a_cue_that_is_still_the_hands_rest_in_any_case():
    found = faults(changed("say: Slower.,", "say: Slower., still: true, guidance: full,"))
    assert len(found) == 1
    assert "it is always said" in found[0]


def test_other_words_are_checked_as_openings_are():
    missing = GOOD.replace(
        "    say: Hello there.\n", '    say: Hello.\n    bare: "To {side}. 7/10"\n'
    )
    assert {fault.partition(" ")[2].split(" ")[0] for fault in faults(missing)} == {
        "{side}",
        "'7/10'",
    }
    sided = changed("ahead: Soon we change.}", "ahead: Soon we change., only: {from: standard}}")
    sided = sided.replace("    ahead: Soon, the shake.\n", '    bare: "Shake {side}."\n')
    assert ["this step has no sides in short" in fault for fault in faults(sided)] == [True]


@pytest.mark.parametrize("minutes", [7, 8.25, 10, 20, 37, 60, 70])
@pytest.mark.parametrize("amount", ["brief", "bare"])
def test_the_massage_is_planned_by_the_rules(amount, minutes):
    planned = outline(MASSAGE, int(minutes * 60_000), wishes=Wishes(guidance=amount))
    timeline = plan(planned, calm, CHIMES)
    examples.check_order(planned, timeline)
    examples.check_distances(planned, timeline, calm)
    examples.check_heads_ups(timeline)
    examples.check_reminders(planned, timeline)
    manners.check_all(planned, timeline)


def test_less_is_said_of_the_massage_and_less_again():
    words = {}
    for amount in AMOUNTS:
        timeline = plan(outline(MASSAGE, 1_200_000, wishes=Wishes(guidance=amount)), calm, CHIMES)
        words[amount] = sum(len(cue.text.split()) for cue in timeline.cues)
        share = next(check for check in pace_checks(timeline) if check.name == "speech share")
        assert share.verdict is Verdict.PASS
        assert not [check.name for check in broken_rules(timeline) if check.name == "longest quiet"]
    assert words["full"] > words["brief"] * 1.2
    assert words["brief"] > words["bare"] * 1.2
