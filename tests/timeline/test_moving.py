"""The giver's position after each switch."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.script.examples import faults
from voiceguide.script import reader
from voiceguide.script.scene import Stand
from voiceguide.timeline.outline import outline

HEAD = """\
voiceguide: 1
title: Sides
lengths: {default: long, short: 5m, long: 10m}
steps:
"""
SIDES = "names: [this side, the other side], say: Go on."


def step(number: int, sides: str = "", picture: str = "{show: [giver]}") -> str:
    two = f"    sides: {{{SIDES}{sides}}}\n" if sides is not None else ""
    return (
        f"  - id: s{number}\n    title: Part {number}\n    time: {{short: 1m, long: 2m}}\n"
        f"    say: Go on.\n    picture: {picture}\n{two}"
    )


def stands(text: str, minutes: int) -> list[tuple[Stand, bool]]:
    planned = outline(reader.loads(text), minutes * 60_000)
    return [(one.picture.giver, one.moves) for one in planned.steps if one.picture]


@settings(max_examples=15)
@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_each_switch_that_moves_the_giver_leaves_them_across(moves):
    steps = [step(at, f", moves: {str(one).lower()}") for at, one in enumerate(moves)]
    before, across = [], False
    for move in moves:
        before.append(Stand.ACROSS if across else Stand.HERE)
        across = across is not move
    assert stands(HEAD + "".join(steps), 10) == list(zip(before, moves, strict=True))


@pytest.mark.parametrize(
    ("written", "short", "long"),
    [
        ("", False, False),
        (", moves: false", False, False),
        (", moves: true", True, True),
        (", moves: {from: long}", False, True),
        (", moves: {below: long}", True, False),
        (", moves: true, only: {from: long}", False, True),
    ],
)
def test_the_giver_moves_in_the_lengths_that_say_so(written, short, long):
    text = HEAD + step(1, written) + step(2)
    for minutes, moved in ((5, short), (10, long)):
        first, second = stands(text, minutes)
        assert first == (Stand.HERE, moved)
        assert second == (Stand.ACROSS if moved else Stand.HERE, False)


def test_a_step_without_a_picture_moves_the_giver_too():
    text = HEAD + step(1, ", moves: true").replace("    picture: {show: [giver]}\n", "") + step(2)
    assert stands(text, 10) == [(Stand.ACROSS, False)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (", moves: {from: lnog}", "unknown length 'lnog'; did you mean 'long'?"),
        (", moves: round", "expected keys and values, found 'round'"),
    ],
)
def test_lengths_that_do_not_exist_are_reported(written, said):
    (fault,) = faults(HEAD + step(1, written))
    assert fault.endswith(said)
