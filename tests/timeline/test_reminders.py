"""Reminders come back through the session."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.timeline.examples import planned
from voiceguide.errors import PlanError
from voiceguide.timecode import FRAME_MS
from voiceguide.timeline.model import Cue, CueKind, Timeline
from voiceguide.timeline.statistics import silences

MINUTE = 60_000

SCRIPT = """\
voiceguide: 1
title: T
lengths: {short: 10m, default: standard, standard: 20m}
reminders:
  breath:
    every: 2m
    say: [Breathe out., Slow down., And again.]
steps:
  - {id: welcome, title: Welcome, reminders: false, time: 4m, say: Hello.}
  - {id: press, title: Press, time: 8m, say: Press.}
  - {id: shake, title: Shake, time: 6m, say: Shake.}
  - {id: close, title: Close, reminders: false, time: 2m, say: Rest.}
"""


def reminders(timeline: Timeline) -> Sequence[Cue]:
    return [cue for cue in timeline.cues if cue.kind is CueKind.REMINDER]


def moments(timeline: Timeline) -> Sequence[int]:
    return [cue.start_ms for cue in reminders(timeline)]


def test_reminders_speak_only_where_they_are_allowed():
    assert {cue.step for cue in reminders(planned(SCRIPT, 20 * MINUTE))} == {"press", "shake"}
    only = SCRIPT.replace("every: 2m", "every: 2m\n    steps: [shake, welcome]")
    named = {cue.step for cue in reminders(planned(only, 20 * MINUTE))}
    assert named == {"shake", "welcome"}  # the pool names the step, though reminders are off there


def test_they_keep_their_interval_from_the_first_step_they_may_speak_in():
    timeline = planned(SCRIPT, 20 * MINUTE)
    first_words = timeline.cues[1]
    assert first_words.text == "Press."
    said = [first_words.end_ms, *moments(timeline)]
    assert all(after - before <= 2 * MINUTE for before, after in pairwise(said))
    assert 18 * MINUTE - said[-1] <= 2 * MINUTE
    assert len(said) <= 1 + 7


def test_their_texts_are_used_in_turn():
    texts = [cue.text for cue in reminders(planned(SCRIPT, 20 * MINUTE))]
    assert texts[:6] == ["Breathe out.", "Slow down.", "And again."] * 2


def test_each_reminder_has_a_unique_name():
    ids = [cue.id for cue in reminders(planned(SCRIPT, 20 * MINUTE))]
    assert ids[:2] == ["press/reminder-breath-1", "press/reminder-breath-2"]
    assert len(set(ids)) == len(ids)


def test_reminders_can_belong_to_some_lengths_only():
    text = SCRIPT.replace("every: 2m", "every: 2m\n    only: {from: standard}")
    assert not reminders(planned(text, 10 * MINUTE))
    assert reminders(planned(text, 20 * MINUTE))


def test_a_cue_that_stands_for_a_reminder_restarts_the_interval():
    text = SCRIPT.replace(
        "say: Press.", "say: Press., cues: [{at: 90s, say: Now., reminds: [breath]}]"
    )
    timeline = planned(text, 20 * MINUTE)
    now = next(cue for cue in timeline.cues if cue.text == "Now.")
    assert 90_000 <= moments(timeline)[0] - now.end_ms <= 2 * MINUTE


def test_a_step_that_stands_for_a_reminder_restarts_the_interval_even_after_its_heads_up():
    text = SCRIPT.replace("every: 2m", "every: 5m").replace(
        "say: Shake.", "say: Shake., ahead: Soon the shake., reminds: [breath]"
    )
    timeline = planned(text, 20 * MINUTE)
    shake = next(cue for cue in timeline.cues if cue.text == "Shake.")
    before, after = moments(timeline)
    assert before < shake.start_ms - 90_000
    assert after > shake.end_ms + 90_000


def test_nothing_is_said_between_a_heads_up_and_its_change():
    text = SCRIPT.replace("say: Shake.", "say: Shake., ahead: Soon the shake.")
    text = text.replace("every: 2m", "every: 20s")
    timeline = planned(text, 20 * MINUTE)
    ahead = next(index for index, cue in enumerate(timeline.cues) if cue.kind is CueKind.AHEAD)
    assert timeline.cues[ahead + 1].text == "Shake."


def test_a_question_leaves_time_to_answer_before_the_next_words():
    text = SCRIPT.replace("[Breathe out., Slow down., And again.]", "['Is it good?']")
    text = text.replace("say: Press.", "say: Press., cues: [{at: 124s, say: Now.}]")
    for before, after in pairwise(planned(text, 20 * MINUTE).cues):
        if before.text == "Is it good?":
            assert after.start_ms - before.end_ms >= 4_500


@pytest.mark.parametrize("limit", [14, 15, 25, 45, 90])
def test_a_quiet_limit_is_kept_by_speaking_more_often(limit):
    text = SCRIPT.replace("reminders: false, ", "").replace(
        "reminders:\n", f"quiet: {limit}s\nreminders:\n"
    )
    timeline = planned(text, 20 * MINUTE)
    assert max(end - start for start, end in silences(timeline)) <= limit * 1000


def test_a_promise_is_kept_in_the_last_step_too():
    """Up to the end of the track, where a finished session is measured."""
    alone = SCRIPT.partition("steps:")[0] + "steps: [{id: a, title: A, time: 20m, say: Go.}]"
    timeline = planned(alone, 20 * MINUTE)
    edges = [timeline.cues[0].end_ms, *moments(timeline), timeline.total_ms]
    assert len(edges) > 9
    assert max(after - before for before, after in pairwise(edges)) <= 2 * MINUTE + FRAME_MS


def test_time_in_other_steps_calls_for_no_reminder_in_the_last():
    text = SCRIPT.replace("every: 2m", "every: 7m\n    rest: 1m\n    steps: [welcome, close]")
    assert {cue.step for cue in reminders(planned(text, 20 * MINUTE))} == {"welcome"}
    text = text.replace("title: Close, reminders: false, time: 2m", "title: Close, time: 12m")
    assert {cue.step for cue in reminders(planned(text, 20 * MINUTE))} == {"welcome", "close"}


def test_quiet_counts_to_the_end_of_the_session():
    text = SCRIPT.replace("every: 2m", "every: 20m")
    text = text.replace("reminders:\n", "quiet: 9m\nreminders:\n").replace("time: 2m", "time: 16m")
    with pytest.raises(PlanError, match=r"'Close' has \d\d?:\d\d without a voice"):
        planned(text, 20 * MINUTE)


def test_a_pause_in_a_text_is_quiet_too():
    text = SCRIPT.replace("say: Press.", "say: 'Press. [pause 50s] On.'").replace(
        "reminders: false, ", ""
    )
    with pytest.raises(PlanError, match=r"'Press' has 0:50 without a voice.* limit is 0:45"):
        planned(text.replace("reminders:\n", "quiet: 45s\nreminders:\n"), 20 * MINUTE)


def test_a_limit_shorter_than_the_end_chime_is_refused():
    text = SCRIPT.replace("reminders:\n", "quiet: 7s\nreminders:\n")
    with pytest.raises(PlanError, match=r"end chime, for 13\.5s; the limit is 7s\."):
        planned(text, 20 * MINUTE)


def test_quiet_is_divided_evenly():
    text = SCRIPT.replace("reminders: false, ", "").replace("every: 2m", "every: 1h")
    timeline = planned(text.replace("reminders:\n", "quiet: 3m\nreminders:\n"), 20 * MINUTE)
    cues = [cue for cue in timeline.cues if cue.step == "press"]
    cues.append(next(cue for cue in timeline.cues if cue.step == "shake"))
    quiets = [after.start_ms - before.end_ms for before, after in pairwise(cues)]
    assert len(quiets) == 3
    assert max(quiets) - min(quiets) <= 2_000


def test_too_long_a_quiet_without_reminders_is_an_error_that_says_what_to_do():
    text = SCRIPT.replace("reminders:\n", "quiet: 3m\nreminders:\n")
    with pytest.raises(PlanError, match=r"'Welcome' has .* limit is 3:00\. Add a cue there"):
        planned(text, 20 * MINUTE)


def test_an_authors_pause_over_the_quiet_limit_is_an_error():
    text = SCRIPT.replace("reminders: false, ", "").replace(
        "reminders:\n", "quiet: 60s\nreminders:\n"
    )
    planned(text.replace("say: Press.", "say: 'Press. [pause 59.9s]'"), 20 * MINUTE)
    with pytest.raises(PlanError, match=r"'Press' has .* limit is 1:00"):
        planned(text.replace("say: Press.", "say: 'Press. [pause 61s]'"), 20 * MINUTE)


def test_two_pools_take_turns_by_how_long_they_have_waited():
    text = SCRIPT.replace(
        "steps:\n", "  posture:\n    every: 4m\n    say: [Stand tall.]\nsteps:\n"
    ).replace("reminders:\n", "quiet: 50s\nreminders:\n", 1)
    text = text.replace("reminders: false, ", "")
    said = reminders(planned(text, 20 * MINUTE))
    postures = sum(cue.text == "Stand tall." for cue in said)
    assert len(said) * 0.2 < postures < len(said) * 0.5


def test_a_pool_keeps_its_rest_if_another_can_speak():
    text = SCRIPT.replace(
        "steps:\n", "  posture: {every: 3m, rest: 0s, say: [Stand tall.]}\nsteps:\n"
    ).replace("every: 2m", "every: 5m\n    rest: 3m")
    text = text.replace("reminders:\n", "quiet: 40s\nreminders:\n", 1)
    timeline = planned(text.replace("reminders: false, ", ""), 20 * MINUTE)
    breaths = [cue.start_ms for cue in reminders(timeline) if "breath" in cue.id]
    assert len(breaths) >= 3
    assert all(after - before >= 3 * MINUTE for before, after in pairwise(breaths))
