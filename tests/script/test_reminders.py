"""The keys of reminders and their manners."""

import re
from dataclasses import fields

import pytest

from tests.script.examples import faults
from tests.timeline.examples import planned
from voiceguide.script import reader
from voiceguide.script.reminders import Manners as Keys
from voiceguide.timecode import parse
from voiceguide.timeline.manners import Manners
from voiceguide.timeline.outline import outline

SCRIPT = """\
voiceguide: 1
title: T
lengths: {standard: 10m}
manners: {apart: 10s, subject: 1m, opening: 0s, ending: 20s, again: 5m}
reminders:
  pressure:
    every: 5m
    first: Out of ten, how strong is this?
    say: [If you would like less, say so.]
  thumbs: {every: 3m, after: 60s, subject: hands, say: [Give your thumbs a break.]}
  head: {every: 6m, asks: true, say: [Turn your head.]}
steps:
  - {id: press, title: Press, time: 6m, say: Press., reminds: [thumbs, head]}
  - id: rest
    title: Rest
    time: 4m
    restful: true
    still: true
    say: Rest.
    cues: [{at: 50%, say: Let go., still: true}]
"""


def test_a_script_with_every_key_is_read():
    session = outline(reader.loads(SCRIPT), 600_000)
    assert session.manners == Manners(
        apart_ms=10_000, subject_ms=60_000, opening_ms=0, ending_ms=20_000, again_ms=300_000
    )
    pressure, thumbs, head = session.pools
    assert pressure.first
    assert pressure.first.text == "Out of ten, how strong is this?"
    assert (pressure.subject, thumbs.subject) == ("pressure", "hands")
    assert (pressure.after_ms, thumbs.after_ms) == (0, 60_000)
    assert (pressure.asks, head.asks) == (None, True)
    press, rest = session.steps
    assert press.opening.subjects == ("hands", "head")
    assert (press.restful, rest.restful) == (False, True)
    assert (press.opening.still, rest.opening.still, rest.cues[0].still) == (False, True, True)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("subject: hands", "subject: My Hands", "lower-case letters, digits and hyphens"),
        ("after: 60s", "after: 60", "'60' has no unit"),
        ("after: 60s", "after: 0s", "longer than zero"),
        ("asks: true", "asks: maybe", "true or false"),
        ("restful: true", "restful: 1", "true or false"),
        ("apart: 10s", "apart: soon", "soon"),
        ("apart: 10s", "distance: 10s", "unknown key 'distance'"),
        ("Out of ten, how strong is this?", "''", "empty"),
        ("Out of ten, how", "Out of {side}, how", "{side} has no value here"),
        ("Out of ten, how", "Out of 7/10, how", "7/10"),
    ],
)
def test_faults_are_reported_where_they_are(old, new, message):
    assert SCRIPT.count(old) == 1
    [fault] = faults(SCRIPT.replace(old, new))
    assert message in fault
    line = SCRIPT[: SCRIPT.index(old)].count("\n") + 1
    assert fault.startswith(f"{line}:")


def test_the_schema_names_the_defaults_of_the_planner():
    for name, key in Keys.model_fields.items():
        told = re.search(r"Default: (\w+)\.$", key.description or "")
        assert told
        assert parse(told[1]) == getattr(Manners(), f"{name}_ms")
    assert {f"{name}_ms" for name in Keys.model_fields} == {f.name for f in fields(Manners)}


def test_the_hands_rest_in_the_words_for_falling_asleep_too():
    """These replace the cue with which they rest."""
    asleep = SCRIPT.replace("    still: true\n", "    sleep: Sleep.\n")
    rest = outline(reader.loads(asleep), 600_000, sleep=True).steps[1]
    assert rest.opening.narration.text == "Sleep."
    assert rest.opening.still
    assert not rest.cues


def test_a_step_stands_for_the_subject_of_a_reminder_that_other_lengths_have():
    other = "    only: {from: standard}\n    say: [If"
    text = (
        SCRIPT.replace("    say: [If", other)
        .replace("{standard: 10m}", ("{default: standard, short: 5m, standard: 10m}"))
        .replace("reminds: [thumbs, head]", "reminds: [pressure]")
    )
    timeline = planned(text, 300_000)
    assert [rule.id for rule in timeline.promises] == ["thumbs", "head"]
    assert timeline.cues[0].subjects == ("pressure",)
