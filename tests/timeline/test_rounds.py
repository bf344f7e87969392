"""Steps that repeat: their order, their words, their chapters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import planned
from voiceguide.errors import PlanError, ScriptError
from voiceguide.script import reader
from voiceguide.script.only import is_named
from voiceguide.timeline import lengths
from voiceguide.timeline.model import Timeline

TEXT = """\
voiceguide: 1
title: Intervals
groups:
  circuit: {repeat: 3}
reminders:
  breath: {every: 30s, rest: 10s, steps: [rest], say: [Breathe.]}
manners: {apart: 1s, between: 1s, opening: 1s, ending: 1s, subject: 1s}
steps:
  - {id: ready, title: Ready, numbered: false, time: 20s, say: Get ready.}
  - id: work
    title: Work
    group: circuit
    time: 40s
    say: Round {round} of {rounds}.
    notes: Bend your knees.
    cues:
      - {at: 50%, say: "Half of {round}."}
      - {at: -8s, say: The last one., only: {round: last}}
  - {id: rest, title: Rest, group: circuit, time: 60s, say: Rest., only: {round: not-last}}
  - {id: plank, title: Plank, repeat: 2, time: 30s, say: "Hold {round}."}
  - {id: cool, title: Cool down, time: 60s, say: Walk.}
"""


def whole(text: str = TEXT) -> Timeline:
    return planned(text, lengths.total_ms(reader.loads(text).lengths))


def test_the_steps_of_a_group_are_repeated_together() -> None:
    timeline = whole()
    assert [chapter.label for chapter in timeline.chapters] == [
        "Ready",
        *("Work (1/3)", "Rest (1/3)", "Work (2/3)", "Rest (2/3)", "Work (3/3)"),
        *("Plank (1/2)", "Plank (2/2)", "1. Cool down"),
    ]
    times = [chapter.end_ms - chapter.start_ms for chapter in timeline.chapters]
    assert times[:-1] == [20_000, 40_000, 60_000, 40_000, 60_000, 40_000, 30_000, 30_000]
    assert abs(timeline.total_ms - 380_000) <= 12


def test_texts_know_their_round() -> None:
    said = [cue.text for cue in whole().cues if cue.step.startswith(("work", "plank"))]
    assert said == [
        *("Round 1 of 3.", "Half of 1.", "Round 2 of 3.", "Half of 2."),
        *("Round 3 of 3.", "Half of 3.", "The last one.", "Hold 1.", "Hold 2."),
    ]


def test_notes_are_shown_once() -> None:
    shown = [chapter.step for chapter in whole().chapters if chapter.notes]
    assert shown == ["work.1"]


def test_reminders_speak_in_every_round_of_a_step_that_they_name() -> None:
    timeline = whole()
    (promise,) = timeline.promises
    assert promise.steps == ("rest.1", "rest.2")
    assert {cue.step for cue in timeline.cues if cue.text == "Breathe."} == {"rest.1", "rest.2"}


def test_a_step_may_repeat_within_each_round_of_its_group() -> None:
    text = TEXT.replace("title: Work", "title: Work\n    repeat: 2")
    steps = [chapter.step for chapter in whole(text).chapters]
    assert steps[1:4] == ["work.1.1", "work.1.2", "rest.1"]
    assert "Round 2 of 2." in [cue.text for cue in whole(text).cues]


def test_a_longer_session_may_have_more_rounds() -> None:
    text = TEXT.replace("repeat: 3", "repeat: {short: 2, long: 4}")
    text = text.replace("steps:\n", "lengths: {default: short, short: 5m, long: 9m}\nsteps:\n", 1)
    for minutes, rounds in ((5, 2), (8, 2), (9, 4)):
        chapters = planned(text, minutes * 60_000).chapters
        assert sum(chapter.step.startswith("work") for chapter in chapters) == rounds


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("group: circuit, time", "group: circus, time", "did you mean 'circuit'"),
        ("time: 60s, say: Walk.", "time: 60s, say: W., group: circuit", "have to follow one"),
        ("title: Plank", f"title: {'P' * 31}", "at most 30 characters fit"),
        ("{repeat: 3}", "{repeat: 0}", "expected a number from 1 to 100, found 0"),
        ("{repeat: 3}", "{repeat: yes}", "expected a number from 1 to 100"),
        ("say: Walk.", "say: 'Walk {round}.'", "{round} has no value here"),
        ("say: Walk.", "say: Walk., only: {round: last}", "has no rounds"),
        ("say: [Breathe.]", "say: [B.], only: {round: last}", "only a step or a cue can be said"),
        (
            'say: "Hold {round}."',
            "say: Hold., sides: {names: [a, b], say: Go., only: {round: last}}",
            "only a step or a cue can be said",
        ),
        (
            'say: "Hold {round}."',
            "say: Hold., sides: {names: [a, b], say: Go., moves: {round: last}}",
            "only a step or a cue can be said",
        ),
        ("{round: not-last}", "{round: lost}", "'lost' is not a round; expected first, last"),
        ("circuit: {repeat: 3}", "circuit: {repeat: 3}\n  other: {repeat: 2}", "no step is in"),
    ],
)
def test_what_means_nothing_is_an_error(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(ScriptError) as raised:
        reader.loads(TEXT.replace(old, new))
    assert said in str(raised.value)


def test_too_many_rounds_are_refused() -> None:
    with pytest.raises(PlanError, match="this session has 203 steps; at most 200"):
        whole(TEXT.replace("repeat: 3", "repeat: 100"))


@given(st.integers(1, 20))
def test_the_names_of_rounds_cover_each_round_once(rounds: int) -> None:
    for number in range(1, rounds + 1):
        for one, other in (("first", "not-first"), ("last", "not-last"), ("odd", "even")):
            assert is_named(one, number, rounds) != is_named(other, number, rounds)
        assert is_named(None, number, rounds)
        assert is_named(number, number, rounds)
        assert not is_named(number + 1, number, rounds)


def test_a_cue_may_be_said_on_each_side() -> None:
    text = """\
voiceguide: 1
title: Stretch
steps:
  - id: calf
    title: Calf
    time: 2m
    say: Stretch {side}.
    sides: {names: [the left leg, the right leg], say: "Now {side}."}
    cues:
      - {at: 50%, side: each, say: "Half of {side}."}
"""
    said = [cue.text for cue in whole(text).cues]
    assert said == [
        *("Stretch the left leg.", "Half of the left leg."),
        *("Now the right leg.", "Half of the right leg."),
    ]
    with pytest.raises(ScriptError, match="can't be called 'each'"):
        reader.loads(text.replace("the left leg", "each"))
