"""One step on the clock."""

import pytest

from tests.timeline.examples import CHIMES, calm
from voiceguide.script import reader
from voiceguide.timecode import FRAME_MS
from voiceguide.timeline.layout import MeasuredStep
from voiceguide.timeline.model import ChimeKind
from voiceguide.timeline.outline import outline

SCRIPT = """\
voiceguide: 1
title: T
lengths: {standard: 4m}
steps:
  - id: shake
    title: Shake
    time: 2m
    say: Shake it.
    sides: {names: [this side, the other side], say: "Now {side}."}
    cues:
      - {at: 25%, say: One two three four five six seven eight nine ten.}
      - {at: 30%, say: One two three four five six seven eight nine ten.}
      - {at: 75%, say: Slower.}
  - id: press
    title: Press
    time: 2m
    say: Press it.
    ahead: Soon, the pressing.
"""


def measured(index: int, *, last: bool, text: str = SCRIPT) -> MeasuredStep:
    steps = outline(reader.loads(text), 240_000).steps
    return MeasuredStep(steps[index], last, CHIMES, calm)


@pytest.mark.parametrize("last", [False, True])
def test_the_floor_of_a_two_sided_step_is_little_more_than_it_needs(last):
    step = measured(0, last=last)
    for start in range(1_000, 1_024):
        assert step.at(start, step.floor_ms).sides
    with pytest.raises(ValueError, match="don't fit"):
        step.at(1_000, step.floor_ms - 12 * FRAME_MS)


def test_the_floor_is_the_chime_the_words_and_the_quiet_between_them():
    chime_and_words = 250 + FRAME_MS + 1_800 + 500 + 800
    assert measured(1, last=False).floor_ms == chime_and_words + 800 - 250
    assert measured(1, last=True).floor_ms == chime_and_words + 4_000 + FRAME_MS + 9_000 + 500


def test_a_side_lasts_at_least_five_seconds():
    text = SCRIPT[: SCRIPT.index("    cues:")] + SCRIPT[SCRIPT.index("  - id: press") :]
    step = measured(0, last=True, text=text.replace("    ahead: Soon, the pressing.\n", ""))
    first, second = step.at(0, step.floor_ms).sides
    assert first.end_ms - first.start_ms == second.end_ms - second.start_ms
    assert 5_000 <= first.end_ms - first.start_ms <= 5_000 + 2 * FRAME_MS


def test_the_practice_of_a_last_step_ends_with_its_end_chime():
    step = measured(0, last=True)
    layout = step.at(0, 120_000)
    end = layout.chimes[-1]
    assert end.kind is ChimeKind.END
    assert end.start_ms == 120_000 - 500 - 9_000 - 4
    assert 0 <= end.start_ms - layout.sides[1].end_ms < 2 * FRAME_MS


def test_a_step_has_windows_for_reminders():
    opened, closed = measured(0, last=False).at(0, 120_000).windows
    assert opened.open_ms == 264 + 1_800 + 500 + 800
    assert opened.close_ms < closed.open_ms
    assert closed.close_ms == 120_250


@pytest.mark.parametrize("start", [0, 1, 7, 30_011])
def test_sounds_start_on_a_frame_or_always_equally_long_after_one(start):
    layout = measured(0, last=True).at(start, 120_000)
    assert all(chime.start_ms % FRAME_MS == 0 for chime in layout.chimes)
    usual = measured(0, last=True).at(0, 120_000)
    offsets = [spoken.start_ms % FRAME_MS for spoken in layout.spoken]
    assert offsets == [spoken.start_ms % FRAME_MS for spoken in usual.spoken]
    assert 250 <= layout.chimes[0].start_ms - start < 250 + FRAME_MS
