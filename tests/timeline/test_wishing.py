"""Steps that are left out or lengthened: the others share the time, within their bounds."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import CHIMES, calm
from voiceguide.errors import InputError, LengthError, UnknownNameError
from voiceguide.script import library, reader
from voiceguide.script.wishes import Wishes
from voiceguide.timeline.bounded import Share, shared
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.outline import outline
from voiceguide.timeline.planner import plan
from voiceguide.timeline.wishing import lengths_of

MINUTE = 60_000
MASSAGE = reader.load(library.find("back-massage"))
SKIPPED = [step.id for step in MASSAGE.steps if step.may_skip]
LONGER = [step.id for step in MASSAGE.steps if step.grows]

SCRIPT = """\
voiceguide: 1
title: T
lengths: {default: long, short: 4m, long: 8m}
announce: "Step {number}."
reminders: {only: {every: 1m, steps: [b], say: [Breathe.]}}
steps:
  - {id: a, title: A, time: {short: 1m, long: 2m}, say: Sit., grows: true}
  - {id: b, title: B, time: {short: 1m, long: 2m}, ahead: Soon B., say: Turn., may_skip: true}
  - {id: c, title: C, time: {short: 1m, long: 3m}, ahead: Soon C., say: Lie., may_skip: true}
  - {id: d, title: D, time: {short: 1m, long: 1m}, fixed: true, say: Rest., grows: true}
"""


def times(wishes: Wishes, minutes: float, text: str = SCRIPT) -> dict[str, float]:
    """Returns the minutes of each step."""
    planned = plan(outline(reader.loads(text), int(minutes * MINUTE), wishes=wishes), calm, CHIMES)
    return {each.step: (each.end_ms - each.start_ms) / MINUTE for each in planned.chapters}


def massage(minutes: float, wishes: Wishes) -> Timeline:
    return plan(outline(MASSAGE, int(minutes * MINUTE), wishes=wishes), calm, CHIMES)


def test_the_others_take_the_time_in_proportion_and_fixed_steps_none():
    found = times(Wishes(without=("b",)), 5)
    assert "b" not in found
    assert found["d"] == 1
    assert found["a"] / found["c"] == pytest.approx(1.25 / 1.5, abs=0.001)
    assert sum(found.values()) == pytest.approx(5)


def test_a_step_gets_half_as_much_again_as_far_as_its_most():
    found = times(Wishes(more=("a",)), 5)
    assert found["a"] == pytest.approx(1.25 * 1.5)
    assert found == pytest.approx({"a": 1.875, "b": 1, "c": 1.125, "d": 1})
    assert times(Wishes(more=("a",)), 7)["a"] == 2


def test_no_step_gets_more_than_its_longest_time():
    found = times(Wishes(without=("b",)), 6)
    assert found == pytest.approx({"a": 2, "c": 3, "d": 1})
    with pytest.raises(LengthError) as refused:
        times(Wishes(without=("b",)), 6.5)
    assert str(refused.value) == (
        "without b, the steps fill at least 3:00 and at most 6:00, not 6:30. Ask for another "
        "length, or change less"
    )


def test_no_step_gives_more_than_its_shortest_time():
    with pytest.raises(LengthError, match="with more of a, the steps fill at least 4:30 and at mo"):
        times(Wishes(more=("a",)), 4)


def test_a_step_that_has_its_most_gets_no_more():
    with pytest.raises(LengthError, match="'d' lasts 1:00 in a session of 5:00, which is its most"):
        times(Wishes(more=("d",)), 5)


def test_heads_ups_numbers_and_reminders_follow_the_steps_that_are_left():
    planned = outline(reader.loads(SCRIPT), 5 * MINUTE, wishes=Wishes(without=("b",)))
    assert [(step.id, step.number) for step in planned.steps] == [("a", 1), ("c", 2), ("d", 3)]
    ahead = planned.steps[0].ahead
    assert ahead is not None
    assert ahead.narration.text == "Soon C."
    assert planned.pools[0].steps == frozenset()
    plan(planned, calm, CHIMES)


@pytest.mark.parametrize(
    ("wished", "kind", "message"),
    [
        ({"without": ["B"]}, UnknownNameError, "unknown step that may be left out 'B'"),
        ({"without": ["a"]}, InputError, "'a' may not be left out; these may: b, c"),
        ({"more": ["c"]}, InputError, "'c' may not get more time; these may: a, d"),
        ({"more": ["x"]}, UnknownNameError, "unknown step that may get more time 'x'"),
    ],
)
def test_what_the_script_does_not_allow_is_refused_with_what_it_does(wished, kind, message):
    with pytest.raises(kind, match=message):
        outline(reader.loads(SCRIPT), 5 * MINUTE, wishes=Wishes.of(**wished))


def test_the_wishes_themselves_are_checked():
    free = re.sub(", (grows|may_skip): true", "", SCRIPT)
    script = reader.loads(free.replace(", time:", ", grows: true, may_skip: true, time:"))
    with pytest.raises(InputError, match="every step is left out"):
        lengths_of(script, Wishes.of(without=[step.id for step in script.steps]))
    with pytest.raises(InputError, match="'b' is to be left out and to get more time; choose one"):
        lengths_of(script, Wishes.of(without=["b"], more=["b"]))
    with pytest.raises(InputError, match="its author can allow it with 'may_skip: true'"):
        lengths_of(reader.loads(SCRIPT.replace(", may_skip: true", "")), Wishes.of(without=["b"]))
    with pytest.raises(InputError, match="expected the ids of steps"):
        Wishes.of(without=3)  # type: ignore[arg-type]
    assert Wishes.of(without="b") == Wishes.of(without=["b", "b"]) == Wishes(without=("b",))


def test_a_step_of_other_lengths_can_be_left_out_but_not_lengthened():
    text = SCRIPT.replace("{short: 1m, long: 2m}, ahead: Soon B.", "{long: 2m}, only: {from: long}")
    text = text.replace("may_skip: true}", "may_skip: true, grows: true}", 1)
    assert set(times(Wishes(without=("b",)), 4, text)) == {"a", "c", "d"}
    with pytest.raises(LengthError, match="a session of 4:00 has no step 'b' to lengthen"):
        times(Wishes(more=("b",)), 4, text)


SUMMED = """\
voiceguide: 1
title: T
groups: {g: {repeat: 3}}
steps:
  - {id: a, title: A, time: 1m, say: Sit., may_skip: true}
  - {id: b, title: B, time: 30s, group: g, say: Go., grows: true}
  - {id: c, title: C, time: 20s, group: g, say: Rest., may_skip: true}
"""


def test_a_script_without_lengths_is_as_long_as_the_steps_that_are_left():
    script = reader.loads(SUMMED)
    for wishes, seconds in {
        Wishes(): 210,
        Wishes(without=("a",)): 150,
        Wishes(without=("a", "c")): 90,
        Wishes(more=("b",), without=("c",)): 195,
    }.items():
        assert lengths_of(script, wishes).most == seconds * 1000
        found = times(wishes, seconds / 60, SUMMED)
        assert sum(found.values()) * 60 == pytest.approx(seconds, abs=0.05)
        assert found["b.1"] * 60 == pytest.approx(45 if wishes.more else 30, abs=0.05)


def test_a_time_of_each_side_grows_on_each_side():
    text = SUMMED.replace(
        "time: 1m,", "time: 30s each, sides: {names: [x, y], say: Now.}, grows: true,"
    )
    planned = outline(reader.loads(text), 180_000, wishes=Wishes(more=("a",), without=("c",)))
    assert planned.steps[0].each_ms == 45_000
    assert lengths_of(reader.loads(text), Wishes(more=("a",), without=("c",))).most == 180_000


def test_steps_that_are_all_fixed_share_the_time_if_nobody_else_can():
    text = SCRIPT.replace("title: T\n", "title: T\nfixed: true\n")
    assert sum(times(Wishes(without=("b",)), 5, text).values()) == pytest.approx(5)


@pytest.mark.parametrize("minutes", [10, 20, 60])
@pytest.mark.parametrize("step", SKIPPED)
def test_each_step_of_the_massage_that_may_go_can_go(step, minutes):
    found = massage(minutes, Wishes(without=(step,)))
    assert found.chapters[-1].end_ms == minutes * MINUTE
    bounds = {each.id: each.time for each in MASSAGE.steps}
    for chapter in found.chapters:
        column = bounds[chapter.step]
        assert not isinstance(column, int)
        length_ms = chapter.end_ms - chapter.start_ms
        assert min(column.values()) - 1 <= length_ms <= max(column.values()) + 1


def test_safety_position_and_the_close_stay_and_the_work_grows():
    assert not {"welcome", "position", "close", "up-and-down", "finishing-strokes"} & {*SKIPPED}
    assert not {"welcome", "position", "oil", "close"} & {*LONGER}
    assert len(SKIPPED) >= 5
    found = massage(20, Wishes(more=("up-and-down",), without=("shoulder-shake",)))
    length_ms = {each.step: each.end_ms - each.start_ms for each in found.chapters}
    assert length_ms["up-and-down"] == 210_000


SHARES = st.lists(
    st.builds(
        lambda preferred, low, high, bounded: Share(
            preferred=Fraction(preferred),
            least=Fraction(preferred * low, 100),
            most=Fraction(preferred * high, 100) if bounded else None,
        ),
        st.integers(1, 600_000),
        st.integers(0, 100),
        st.integers(100, 300),
        st.booleans(),
    ),
    max_size=8,
)


@given(SHARES, st.integers(0, 200))
def test_shares_sum_up_keep_their_bounds_and_are_else_in_proportion(shares, percent):
    least = sum(share.least for share in shares)
    tops = [share.most for share in shares if share.most is not None]
    amount = sum((share.preferred for share in shares), start=Fraction(percent % 2)) * percent / 100
    if amount < least or (len(tops) == len(shares) and amount > sum(tops)):
        with pytest.raises(ValueError, match="bounds"):
            shared(amount, shares)
        return
    found = shared(amount, shares)
    assert sum(found) == amount
    scales = set()
    for share, got in zip(shares, found, strict=True):
        assert share.least <= got <= (got if share.most is None else share.most)
        if share.least < got and got != share.most:
            scales.add(got / share.preferred)
    assert len(scales) <= 1
