"""`inspect` lets counts and breaths have a pace of their own."""

from dataclasses import replace

import pytest

from tests.timeline.examples import planned
from tests.timeline.test_beats import said_on_beat, script
from voiceguide.inspection.check import Check, Verdict
from voiceguide.inspection.company import company_checks
from voiceguide.inspection.pace import pace_checks
from voiceguide.inspection.reminding import reminding_checks
from voiceguide.inspection.sequence import order_checks
from voiceguide.script.narration import PLAIN
from voiceguide.timeline.model import Timeline

OWN = "say: {in: Let the breath come in now., out: And let it go all the way.}"
BREATH = f"at: 20s, breath: {{in: 5s, out: 6s, rounds: 6, {OWN}}}"


def checks(timeline: Timeline) -> dict[str, Check]:
    found = (order_checks, pace_checks, reminding_checks, company_checks)
    return {check.name: check for each in found for check in each(timeline)}


def without_marks(timeline: Timeline) -> Timeline:
    """Returns the plan as if the same words were said off the beat."""
    cues = tuple(
        replace(
            cue,
            phrases=tuple(
                replace(phrase, sentence=replace(phrase.sentence, manner=PLAIN))
                for phrase in cue.phrases
            ),
        )
        for cue in timeline.cues
    )
    return replace(timeline, cues=cues)


@pytest.mark.parametrize("name", ["pace of every cue", "repetition"])
def test_a_breath_has_its_own_pace_and_may_repeat_itself(name):
    timeline = replace(planned(script(BREATH), 360_000), voice="formant", style="guided-touch")
    assert said_on_beat(timeline)
    assert checks(timeline)[name].verdict is not Verdict.FAIL
    assert checks(without_marks(timeline))[name].verdict is Verdict.FAIL


@pytest.mark.parametrize("seconds", [3, 10])
def test_a_count_may_lead_up_to_a_chime_and_follow_a_heads_up(seconds):
    count = f"at: -{seconds}s, count: {{from: {seconds}, every: 1s}}"
    found = checks(planned(script(count, ahead=True), 360_000))
    assert found["speech to chime"].verdict is Verdict.PASS
    assert found["heads-ups"].verdict is Verdict.PASS


def test_a_chime_over_a_count_is_still_a_fault():
    timeline = planned(script("at: -3s, count: {from: 3, every: 1s}"), 360_000)
    chimes = tuple(
        replace(chime, start_ms=chime.start_ms - 700) if number == 1 else chime
        for number, chime in enumerate(timeline.chimes)
    )
    assert checks(replace(timeline, chimes=chimes))["speech to chime"].verdict is Verdict.FAIL
