"""The checks that need only the plan: at their limits, and on both sides of them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from voiceguide.inspection.check import Check, Verdict
from voiceguide.inspection.company import company_checks
from voiceguide.inspection.pace import pace_checks
from voiceguide.inspection.reminding import reminding_checks
from voiceguide.inspection.sequence import order_checks
from voiceguide.session.plan import estimate, load
from voiceguide.timeline.manners import ReminderRule
from voiceguide.timeline.model import Cue, CueKind, Timeline


@pytest.fixture(scope="module")
def massage() -> Timeline:
    """The bundled forty-minute massage, at an everyday pace."""
    return estimate(load("back-massage"), length="long")


def checks(timeline: Timeline) -> Iterator[Check]:
    yield from order_checks(timeline)
    yield from pace_checks(timeline)
    yield from reminding_checks(timeline)
    yield from company_checks(timeline)


def verdict(timeline: Timeline, name: str) -> Verdict:
    return next(check.verdict for check in checks(timeline) if check.name == name)


def with_cues(timeline: Timeline, cues: list[Cue]) -> Timeline:
    return replace(timeline, cues=tuple(sorted(cues, key=lambda cue: cue.start_ms)))


@pytest.mark.parametrize("length", ["short", "standard", "long", "deep"])
def test_the_bundled_massage_fails_nothing_but_the_estimated_pace(length):
    timeline = estimate(load("back-massage"), length=length)
    failed = {check.name for check in checks(timeline) if check.verdict is Verdict.FAIL}
    assert failed <= {"speech rate", "speech share"}


@pytest.mark.parametrize("length", ["short", "standard", "long", "deep"])
def test_the_bundled_massage_says_no_sentence_too_often(length):
    assert verdict(estimate(load("back-massage"), length=length), "repetition") is Verdict.PASS


def test_a_change_after_a_step_without_a_number_needs_no_heads_up(massage):
    def without(step: str) -> Timeline:
        rest = [c for c in massage.cues if (c.kind, c.step) != (CueKind.AHEAD, step)]
        assert len(rest) == len(massage.cues) - (step != "welcome")
        return with_cues(massage, rest)

    assert verdict(without("welcome"), "heads-ups") is Verdict.PASS
    assert verdict(without("oil"), "heads-ups") is Verdict.FAIL


def test_a_step_of_two_minutes_says_how_much_is_left(massage):
    said = [cue for cue in massage.cues if cue.kind is CueKind.HALFWAY]
    assert len(said) > 1
    rest = [cue for cue in massage.cues if cue != said[0]]
    assert verdict(massage, "half-way") is Verdict.PASS
    assert verdict(with_cues(massage, rest), "half-way") is Verdict.FAIL


def test_a_script_without_half_way_words_does_not_fail(massage):
    rest = [cue for cue in massage.cues if cue.kind is not CueKind.HALFWAY]
    assert verdict(with_cues(massage, rest), "half-way") is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("earlier_ms", "expected"),
    [(1_950, Verdict.PASS), (2_001, Verdict.FAIL), (-2_050, Verdict.FAIL)],
)
def test_a_heads_up_comes_eight_to_twelve_seconds_before_its_change(massage, earlier_ms, expected):
    ahead = next(cue for cue in massage.cues if cue.kind is CueKind.AHEAD)
    cues = [cue for cue in massage.cues if cue != ahead]
    cues.append(replace(ahead, start_ms=ahead.start_ms - earlier_ms))
    assert verdict(with_cues(massage, cues), "heads-ups") is expected


def test_quiet_may_last_as_long_as_the_script_allows_and_no_longer(massage):
    [check] = [check for check in pace_checks(massage) if check.name == "longest quiet"]
    longest = round(float(check.value.removesuffix(" s")) * 1000)
    assert verdict(replace(massage, quiet_ms=longest + 100), "longest quiet") is Verdict.PASS
    assert verdict(replace(massage, quiet_ms=longest - 100), "longest quiet") is Verdict.FAIL
    assert verdict(replace(massage, quiet_ms=None), "longest quiet") is Verdict.UNKNOWN


@pytest.mark.parametrize(("share", "expected"), [(0.529, Verdict.PASS), (0.531, Verdict.FAIL)])
def test_sides_may_differ_by_three_percent(massage, share, expected):
    index, step = next((i, c) for i, c in enumerate(massage.chapters) if c.sides)
    one, other = step.sides
    switch = next(c for c in massage.chimes if c.start_ms == one.end_ms)
    both = one.end_ms - one.start_ms + other.end_ms - other.start_ms
    at = one.start_ms + round(both * share)
    by_ms = at - one.end_ms
    sides = (replace(one, end_ms=at), replace(other, start_ms=other.start_ms + by_ms))
    chapters = [*massage.chapters]
    chapters[index] = replace(step, sides=sides)
    chimes = tuple(
        replace(c, start_ms=at, end_ms=c.end_ms + by_ms) if c == switch else c
        for c in massage.chimes
    )
    changed = replace(massage, chapters=tuple(chapters), chimes=chimes)
    assert verdict(changed, "equal sides") is expected


def test_a_broken_reminder_rule_is_reported_with_its_place(massage):
    pressure = next(promise for promise in massage.promises if promise.id == "pressure")
    assert verdict(massage, "reminders") is Verdict.PASS
    stricter = replace(massage, promises=(replace(pressure, every_ms=60_000),))
    [check] = [check for check in reminding_checks(stricter) if check.name == "reminders"]
    assert check.verdict is Verdict.FAIL
    assert check.where.startswith("pressure at ")


def test_a_reminder_rule_for_missing_steps_does_not_apply(massage):
    promise = ReminderRule(id="absent", every_ms=1_000)
    assert verdict(replace(massage, promises=(promise,)), "reminders") is Verdict.UNKNOWN


def test_time_in_steps_outside_a_reminder_rule_does_not_count(massage):
    """Said at the end of one step and at the start of the next but one."""
    first, third = massage.chapters[4], massage.chapters[6]
    said = [
        replace(massage.cues[0], id=f"said-{at}", kind=CueKind.REMINDER, reminds=("x",),
                start_ms=at, end_ms=at + 1_000, phrases=())
        for at in range(first.start_ms + 20_000, third.end_ms, 20_000)
        if not first.end_ms <= at < third.start_ms
    ]  # fmt: skip
    promise = ReminderRule(id="x", every_ms=60_000, steps=(first.step, third.step))
    kept = replace(with_cues(massage, [*massage.cues, *said]), promises=(promise,))
    assert verdict(kept, "reminders") is Verdict.PASS
    everywhere = tuple(chapter.step for chapter in massage.chapters[4:7])
    wider = replace(kept, promises=(replace(promise, steps=everywhere),))
    assert verdict(wider, "reminders") is Verdict.FAIL


def test_a_language_without_a_known_pace_is_not_judged_by_it(massage):
    assert verdict(replace(massage, language="it"), "speech rate") is Verdict.UNKNOWN


def test_an_empty_plan_fails_without_an_exception(massage):
    empty = replace(massage, chapters=(), cues=(), chimes=(), promises=())
    found = {check.name: check.verdict for check in checks(empty)}
    assert found["head"] is found["tail"] is found["chapter to chime"] is Verdict.FAIL
