"""A track's comment: the description, then the notes."""

from dataclasses import replace

import pytest

from voiceguide.script import reader
from voiceguide.timeline.model import Timeline
from voiceguide.track.comment import LONGEST, comment

SCRIPT = """\
voiceguide: 1
title: Rest
{description}lengths: {{default: short, short: 4m}}
steps:
  - {{id: rest, title: Rest, time: 4m, say: Rest.}}
"""


def script(description: str = ""):
    return reader.loads(SCRIPT.format(description=description))


def noted(timeline: Timeline, *notes: tuple[tuple[str, ...], ...]) -> Timeline:
    chapters = zip(timeline.chapters, notes, strict=True)
    return replace(timeline, chapters=tuple(replace(one, notes=each) for one, each in chapters))


def test_without_notes_it_is_the_description_or_else_the_title(timeline: Timeline) -> None:
    assert comment(script("description: |\n  An easy\n\n  rest.\n"), timeline) == "An easy rest."
    assert comment(script(), timeline) == "Rest"


def test_each_steps_notes_follow_with_its_title(timeline: Timeline) -> None:
    plan = noted(timeline, (("No fever.", "No wound."), ("Ask first.",)), (("Lightly.",),))
    notes = "Welcome: No fever. No wound.\nAsk first.\nThumbs: Lightly."
    assert comment(script("description: Easy.\n"), plan) == f"Easy.\n{notes}"
    assert comment(script(), plan) == notes


@pytest.mark.parametrize("size", range(3_990, 4_010))
def test_too_long_a_comment_ends_after_a_whole_word(timeline: Timeline, size: int) -> None:
    plan = noted(timeline, (("a" * size,), ("b" * 3_000,)), (("cc cc " * 1_000,),))
    found = comment(script(), plan)
    assert LONGEST - 4 < len(found) <= LONGEST
    assert found.endswith(" cc…")


def test_a_comment_of_one_endless_word_is_cut_in_it(timeline: Timeline) -> None:
    plan = noted(timeline, (("a" * 2 * LONGEST,),), ())
    assert len(comment(script(), plan)) <= LONGEST
