"""How hands move."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.drawing.motion import Motion, style

OFFSETS = st.tuples(st.integers(-99, 99), st.integers(-99, 99))


def motion(*way: tuple[float, float], **more: bool) -> Motion:
    return Motion(place=(0, 0), way=way, seconds=4, **more)


def test_a_stroke_that_lifts_fades_in_travels_and_fades_out() -> None:
    assert style([("a", motion((0, 0), (0, -30), (10, -30), lifts=True))]) == (
        "@media(prefers-reduced-motion:no-preference)"
        "{.a{animation:var(--vg-rest,a 4s linear infinite)}}"
        "@keyframes a{0%,8%{transform:translate(0px,0px)}66.5%{transform:translate(0px,-30px)}"
        "86%,94%,to{transform:translate(10px,-30px)}0%,94%,to{opacity:0}8%,86%{opacity:1}}"
    )


def test_a_back_and_forth_stroke_returns_within_its_duration() -> None:
    rules = style([("a", motion((0, 0), (0, -30), back=True))])
    assert ".a{animation:var(--vg-rest,a 2s ease-in-out infinite alternate)" in rules
    assert "0%{transform:translate(0px,0px)}100%{transform:translate(0px,-30px)}" in rules


def test_a_page_can_make_hands_rest() -> None:
    rules = style([("a", motion((0, 0), (1, 1)))])
    assert ".a{animation:var(--vg-rest,a 4s linear infinite)}" in rules


@pytest.mark.parametrize("way", [(), ((0, 0),)])
def test_a_hand_that_does_not_move_has_no_rules(way: tuple[tuple[float, float], ...]) -> None:
    assert style([("a", motion(*way))]) == ""


@given(st.lists(OFFSETS, min_size=2, max_size=12, unique=True), st.booleans())
def test_times_never_go_back(way: list[tuple[int, int]], lifts: bool) -> None:
    rules = style([("a", motion(*way, lifts=lifts))])
    at = [
        float(text) for text in re.findall(r"(?:\}|\{|%,)([\d.]+)%(?:,94%,to)?\{transform", rules)
    ]
    assert len(at) == len(way)
    assert all(a <= b for a, b in pairwise(at))
    assert (at[0], at[-1]) == ((8, 86) if lifts else (0, 100))
