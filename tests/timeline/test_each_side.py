"""`time: 30s each`: the time of each side, to the millisecond, without the words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.examples import faults
from tests.timeline.examples import CHIMES, calm, uneven
from voiceguide.errors import LengthError
from voiceguide.inspection.gate import broken_rules
from voiceguide.script import reader
from voiceguide.script.wishes import NONE
from voiceguide.session.given import ScriptFacts
from voiceguide.timecode import FRAME_MS
from voiceguide.timeline import kept_times, lengths
from voiceguide.timeline.model import ChimeKind, Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan
from voiceguide.timeline.utterance import Measure

SCRIPT = """\
voiceguide: 1
title: T
{top}
steps:
  - {{id: one, title: One, time: 20s, say: Stand up.}}
  - id: two
    title: Two
    time: {time}
    say: Lift one arm, and hold it.
    sides: {{names: [this arm, that arm], say: "Let go. {{left}} more. Now {{side}}."{sides}}}
    cues: [{cues}]
{last}
"""
LAST = "  - {id: three, title: Three, time: 20s, say: Rest.}"


def text(
    time: str = "30s each",
    *,
    top: str = "fixed: true",
    cues: str = "",
    last: str = LAST,
    sides: str = "",
) -> str:
    return SCRIPT.format(time=time, top=top, cues=cues, last=last, sides=sides)


def planned(written: str, minutes: float | None = None, measure: Measure = calm) -> Timeline:
    script = reader.loads(written)
    total_ms = lengths.total_ms(script.lengths, minutes=minutes)
    return plan(outline(script, total_ms), measure, CHIMES)


def sides(timeline: Timeline) -> list[int]:
    return [side.end_ms - side.start_ms for side in timeline.chapters[1].sides]


@pytest.mark.parametrize("last", [LAST, ""])
@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("30s each", 30_000),
        ("30s each side", 30_000),
        ("30s  per side", 30_000),
        ("12501ms each", 12_501),
        ("1m0.5s Each", 60_500),
        ("7s each", 7_000),
    ],
)
def test_each_side_lasts_as_long_as_written(time: str, expected: int, last: str) -> None:
    timeline = planned(text(time, last=last))
    assert sides(timeline) == [expected, expected]
    step = timeline.chapters[1]
    assert step.each_ms == expected
    first, second = step.sides
    opening, switch = (cue for cue in timeline.cues if cue.step == "two")
    assert 0 <= first.start_ms - opening.end_ms < FRAME_MS
    (chime,) = (c for c in timeline.chimes if c.kind is ChimeKind.SWITCH)
    assert chime.start_ms == first.end_ms
    assert second.start_ms == switch.end_ms
    assert list(kept_times.differences(timeline)) == []
    assert broken_rules(timeline) == ()


def test_a_script_without_lengths_is_as_long_as_its_steps_with_the_words() -> None:
    slow = planned(text(), measure=lambda sentence: 3 * calm(sentence))
    quick = planned(text())
    assert sides(slow) == sides(quick) == [30_000, 30_000]
    assert slow.total_ms > quick.total_ms > 100_000
    for timeline in (slow, quick):
        assert timeline.total_ms % FRAME_MS == 0
        first, _, last = (c.end_ms - c.start_ms for c in timeline.chapters)
        assert (first, last // 100) == (20_000, 200)


def test_others_share_what_is_left_in_a_session_of_any_length() -> None:
    top = "lengths: {default: short, short: 3m, long: 5m}"
    for minutes in (3, 4.5, 5):
        timeline = planned(text(top=top), minutes)
        assert sides(timeline) == [30_000, 30_000]
        assert timeline.total_ms == int(minutes * 60_000)
    column = text("{short: 20s each, long: 40s each}", top=top)
    assert [sides(planned(column, minutes))[0] for minutes in (3, 4, 5)] == [20_000, 30_000, 40_000]
    with pytest.raises(LengthError, match="step 2 'Two'"):
        planned(text(top="lengths: {m: 1m}"))


def test_the_time_left_at_the_switch_is_that_of_a_side() -> None:
    timeline = planned(text("2m each"))
    assert any("two minutes more" in cue.text for cue in timeline.cues)


def test_words_that_need_more_are_reported_and_the_sides_stay_equal() -> None:
    said = "Breathe slowly in and out again, and let the shoulder sink."
    timeline = planned(text("5s each", cues=f'{{at: 50%, side: each, say: "{said}"}}'))
    assert len(set(sides(timeline))) == 1
    assert sides(timeline)[0] > 5_000
    (difference,) = kept_times.differences(timeline)
    assert difference.startswith("2. Two has ")
    assert difference.endswith(" on each side, not 5s as written: its words need more")


@given(
    each=st.integers(12_000, 90_000),
    cues=st.lists(st.tuples(st.integers(0, 100), st.booleans()), max_size=2),
    last=st.sampled_from([LAST, ""]),
)
@settings(max_examples=20)
def test_sides_keep_their_time_whatever_else_is_said(
    each: int, cues: list[tuple[int, bool]], last: str
) -> None:
    written = ", ".join(
        f"{{at: {at}%, side: {'each' if both else 'this arm'}, say: Breathe out.}}"
        for at, both in cues
    )
    timeline = planned(text(f"{each}ms each", cues=written, last=last), measure=uneven)
    assert sides(timeline) == [each, each]
    assert list(kept_times.differences(timeline)) == []


@pytest.mark.parametrize(
    ("time", "message"),
    [
        ("each", "is not a duration"),
        ("30 each", "has no unit"),
        ("-30s each", "is negative"),
        ("0s each", "longer than zero"),
        ("30s eachh", "is not a duration"),
        ("25h each", "longer than a day"),
        ("{full: 30s each}", "lengths"),
        ("[30s each]", "expected"),
        (".nan", "expected"),
    ],
)
def test_a_time_that_makes_no_sense_is_one_problem(time: str, message: str) -> None:
    (problem,) = faults(text(time))
    assert message in problem


def test_each_needs_sides_and_stands_in_all_times_of_a_column_or_in_none() -> None:
    alone = text().replace("    sides:", "    notes: None.\n#").replace("    cues: []\n", "")
    (problem,) = faults(alone)
    assert "'each' is for a step with two sides" in problem
    (problem,) = faults(
        text("{short: 20s each, long: 40s}", top="lengths: {default: short, short: 3m, long: 5m}")
    )
    assert "either all times are for 'each' side, or none is" in problem


def test_another_time_makes_another_session() -> None:
    digests = {
        ScriptFacts.of(reader.loads(text(time, top=top)), NONE, {}).digest
        for time, top in [
            ("30s each", "fixed: true"),
            ("30s", "fixed: true"),
            ("30s each", "fixed: true\nlengths: {full: 100s}"),
        ]
    }
    assert len(digests) == 3
