"""A session on paper has every word that is said, in order, with its time."""

import re
from itertools import pairwise

import pytest

from voiceguide.authoring.aloud import passages
from voiceguide.script import reader
from voiceguide.session.plan import estimate
from voiceguide.timeline.model import Timeline

SCRIPT = """\
voiceguide: 1
title: Arms
lengths: {default: standard, standard: 3m}
steps:
  - id: arms
    title: Arms
    time: 2m
    sides: {names: [the first arm, the other arm], say: "Now {side}."}
    say: |
      Stroke {side}. [pause 4s] Go on.

      How is that?
    cues:
      - {at: 40s, say: Slower.}
  - id: rest
    title: Rest
    time: 1m
    ahead: Soon, you rest.
    say: "Rest. Now."
"""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return estimate(reader.loads(SCRIPT))


def words(text: str) -> list[str]:
    return re.sub(r"\[[^]]*\]|\(chime\)", " ", text).split()


def test_every_word_is_there_in_order(timeline: Timeline) -> None:
    shown = [moment for passage in passages(timeline) for moment in passage.moments]
    said = [word for cue in timeline.cues for word in cue.text.split()]
    assert [word for moment in shown for word in words(moment.text)] == said
    assert all(early.at_ms <= late.at_ms for early, late in pairwise(shown))


def test_every_moment_is_in_its_step(timeline: Timeline) -> None:
    found = list(passages(timeline))
    assert [passage.chapter for passage in found] == list(timeline.chapters)
    for passage in found:
        for moment in passage.moments:
            assert passage.chapter.start_ms <= moment.at_ms < passage.chapter.end_ms


def test_pauses_are_shown_as_they_are_written(timeline: Timeline) -> None:
    arms, _ = passages(timeline)
    assert "Stroke the first arm. [pause 4s] Go on. [pause 2s] How is that? [quiet " in (
        arms.moments[0].text
    )


def test_a_sentence_pause_and_a_short_wait_are_not_shown(timeline: Timeline) -> None:
    _, rest = passages(timeline)
    assert rest.moments[0].text.startswith("Rest. Now. [quiet ")


def test_a_heads_up_is_shown_where_it_is_said(timeline: Timeline) -> None:
    arms, _ = passages(timeline)
    assert arms.moments[-1].text.startswith("Soon, you rest.")


def test_chimes_are_shown_but_for_the_one_that_starts_a_step(timeline: Timeline) -> None:
    arms, rest = passages(timeline)
    assert [m.text for m in arms.moments].count("(chime)") == 1  # the change of side
    assert rest.moments[-1].text == "(chime)"


def test_quiet_lasts_until_the_next_words(timeline: Timeline) -> None:
    arms, _ = passages(timeline)
    slower = next(cue for cue in timeline.cues if cue.text == "Slower.")
    later = next(cue for cue in timeline.cues if cue.start_ms > slower.start_ms)
    quiet_s = (later.start_ms - slower.end_ms + 500) // 1000
    assert f"Slower. [quiet {quiet_s}s]" in [moment.text for moment in arms.moments]
