"""The texts of a session of one length, before anything has a time."""

import re

import pytest

from voiceguide.errors import LengthError, PlanError
from voiceguide.script import reader
from voiceguide.script.narration import Pause, Sentence
from voiceguide.script.values import Moment
from voiceguide.timeline.model import CueKind
from voiceguide.timeline.outline import outline
from voiceguide.timeline.parts import Outline, PlannedStep

MINUTE = 60_000

SCRIPT = """\
voiceguide: 1
title: T
lengths: {default: standard, short: 3m, standard: 9m, long: 18m}
announce: "Step {number}. {title}."
halfway: "About {left} to go."
quiet: {short: 1m, long: 3m}
reminders:
  breath: {every: 2m, say: [Breathe.], steps: [oil, welcome]}
  late: {every: 2m, rest: 5m, say: [Late.], only: {from: long}}
steps:
  - id: welcome
    title: Welcome
    numbered: false
    reminders: false
    time: {short: 44s, standard: 3m, long: 6m}
    say: {short: Hello., standard: Hello there.}
  - id: extra
    title: Extra
    only: {from: standard, below: long}
    time: 1m
    say: Extra.
  - id: oil
    title: Oil
    ahead: Soon, the oil.
    time: {short: 46s, standard: 2m, long: 6m}
    say: Spread it.
    cues:
      - {at: 50%, say: Needs two., needs: 2m}
      - {at: 10s, say: Short only., only: {below: standard}}
  - id: shake
    title: Shake
    ahead: Soon, the shake.
    reminds: [breath]
    time: {short: 90s, standard: 3m, long: 6m}
    say: {short: Shake it., standard: "Start on {side}."}
    sides:
      names: [this side, the other side]
      say: "Now {side}, for {left}."
      ahead: Soon we change.
      only: {from: standard}
    cues:
      - {at: 49%, say: "First, {side}.", only: {from: standard}}
      - {at: 50%, say: {short: Second., standard: "Second, {side}."}}
      - {at: -10s, say: "End, {side}.", only: {from: standard}}
      - {at: 10s, say: Within., side: the other side}
"""


def at(minutes: float, text: str = SCRIPT) -> Outline:
    return outline(reader.loads(text), int(minutes * MINUTE))


def step(minutes: float, name: str) -> PlannedStep:
    return next(step for step in at(minutes).steps if step.id == name)


def test_only_the_numbered_steps_of_the_session_are_counted():
    assert [(s.id, s.number) for s in at(3).steps] == [("welcome", None), ("oil", 1), ("shake", 2)]
    assert [s.number for s in at(9).steps] == [None, 1, 2, 3]
    assert step(9, "oil").opening.narration.text == "Step two. Oil. Spread it."
    assert step(9, "welcome").opening.narration.text == "Hello there."


def test_there_is_a_pause_between_the_announcement_and_the_opening():
    slow = at(3, SCRIPT.replace("steps:\n", "pauses: {sentence: 2s}\nsteps:\n"))
    parts = slow.steps[1].opening.narration.parts
    assert [part.ms for part in parts if isinstance(part, Pause)] == [2_000, 800]


def test_a_step_is_named_in_messages_by_its_number_and_title():
    assert step(9, "oil").name == "step 2 'Oil'"
    assert step(9, "welcome").name == "step 'Welcome'"


def test_variants_and_times_are_those_of_the_length():
    assert step(3, "welcome").opening.narration.text == "Hello."
    assert step(6, "welcome").opening.narration.text == "Hello."
    assert step(6, "welcome").preferred_ms == 112_000
    assert at(6).quiet_ms == 1 * MINUTE + 24_000
    assert at(6).total_ms == 6 * MINUTE


def test_notes_are_those_of_the_length_in_paragraphs_of_sentences():
    notes = '{short: No fever., standard: "Ask Dr. Lee. No wound.\\n\\nLater: 60 °C."}'
    text = SCRIPT.replace(
        "    say: {short: Hello.", f"    notes: {notes}\n    say: {{short: Hello."
    )
    assert at(6, text).steps[0].notes == (("No fever.",),)
    assert at(9, text).steps[0].notes == (("Ask Dr. Lee.", "No wound."), ("Later: 60 °C.",))
    assert at(9, text).steps[1].notes == ()
    assert [sentence.text for sentence, _ in at(9, text).sentences()] == [
        sentence.text for sentence, _ in at(9).sentences()
    ]


def test_half_way_is_said_in_numbered_steps_of_two_minutes_without_sides():
    said = [(s.id, cue.narration.text) for m in (3, 9, 18) for s in at(m).steps for cue in s.cues]
    halfways = [(name, text) for name, text in said if text.startswith("About")]
    assert halfways == [("oil", "About one minute to go."), ("oil", "About three minutes to go.")]
    (halfway,) = [cue for cue in step(9, "oil").cues if cue.kind is CueKind.HALFWAY]
    assert halfway.at == Moment("share", 500)


def test_a_list_of_half_way_words_is_said_in_turn():
    undivided = re.sub(r"    sides:\n(      .*\n)+", "", SCRIPT).replace("{side}", "it")
    undivided = undivided.replace(", side: the other side", "")
    turns = '["About {left} to go.", "Half of {title} is done."]'
    steps = at(18, undivided.replace('"About {left} to go."', turns)).steps
    cues = [cue for step in steps for cue in step.cues if cue.kind is CueKind.HALFWAY]
    said = ["About three minutes to go.", "Half of Shake is done."]
    assert [cue.narration.text for cue in cues] == said


def test_the_next_step_is_announced_in_steps_of_forty_five_seconds():
    assert step(3, "welcome").ahead is None
    ahead = step(3, "oil").ahead
    assert ahead is not None
    assert ahead.narration.text == "Soon, the shake."
    assert step(9, "shake").ahead is None


def test_the_switch_is_announced_in_steps_of_two_minutes():
    assert step(9, "shake").switch_ahead is not None
    shorter = SCRIPT.replace("{short: 90s, standard: 3m", "{short: 90s, standard: 119s")
    assert next(s for s in at(9, shorter).steps if s.id == "shake").switch_ahead is None


def test_cues_are_left_out_of_short_steps_and_other_lengths():
    assert [cue.narration.text for cue in step(3, "oil").cues] == ["Short only."]
    assert [cue.narration.text for cue in step(9, "oil").cues][:1] == ["Needs two."]


def test_sides_are_filled_in_by_the_time_of_a_cue():
    shake = step(9, "shake")
    assert shake.sides == ("this side", "the other side")
    assert shake.opening.narration.text == "Step three. Shake. Start on this side."
    assert [(cue.narration.text, cue.half, cue.within_side) for cue in shake.cues] == [
        ("First, this side.", 0, False),
        ("Second, the other side.", 1, False),
        ("End, the other side.", 1, False),
        ("Within.", 1, True),
    ]
    assert shake.switch is not None
    assert shake.switch.narration.text == "Now the other side, for one and a half minutes."


def test_a_step_may_have_its_sides_in_some_lengths_only():
    shake = step(3, "shake")
    assert (shake.sides, shake.switch, shake.switch_ahead) == (None, None, None)
    assert "Within." not in [cue.narration.text for cue in shake.cues]


def test_reminders_belong_to_present_steps_that_they_name_or_that_admit_them():
    (breath,) = at(9).pools
    assert (breath.id, breath.every_ms, breath.rest_ms) == ("breath", 120_000, 60_000)
    assert breath.steps == {"oil", "welcome"}
    late = at(18).pools[1]
    assert late.steps == {"oil", "shake"}
    assert late.rest_ms == 120_000
    assert step(9, "shake").opening.reminds == ("breath",)


def test_every_sentence_is_listed_with_the_name_of_its_cue():
    said = list(at(3).sentences())
    assert (Sentence("Soon, the shake."), "step 1 'Oil', ahead") in said
    assert (Sentence("Breathe."), "reminder 'breath'") in said
    assert len(said) == len(set(said)) == 11


def test_an_unavailable_length_is_an_error():
    with pytest.raises(LengthError, match="ask for 3 to 18 minutes"):
        at(19)


def test_a_session_without_any_step_is_an_error():
    text = (
        SCRIPT[: SCRIPT.index("  - id: welcome")]
        + SCRIPT[SCRIPT.index("  - id: extra") : SCRIPT.index("  - id: oil")]
    )
    with pytest.raises(PlanError, match="no step of this script belongs"):
        at(3, text.replace(", steps: [oil, welcome]", ""))


def test_a_language_without_words_for_time_left_omits_them():
    text = SCRIPT.replace('halfway: "About {left} to go."\n', "language: it\n")
    text = text.replace(", for {left}", "")
    assert at(9, text).steps[2].opening.narration.text == "Step due. Oil. Spread it."
