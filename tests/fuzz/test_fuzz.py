"""The fuzz tool finds, shrinks and shows; and a short run of each kind finds nothing."""

from types import SimpleNamespace

import pytest
from hypothesis import strategies as st

from tests.fuzz import __main__ as program
from tests.fuzz.kinds import NAMES, kind
from tests.fuzz.search import batch
from tests.fuzz.track_changes import built

SEED = 20261130
CASES = {"scripts": 60, "text": 600, "tracks": 20, "wire": 100}


def check(number: int) -> None:
    assert number < 1000, "too large"


NUMBERS = SimpleNamespace(CASES=st.integers(0, 10**6), check=check, show=lambda n: f"try {n}")


def test_the_smallest_case_that_breaks_a_rule_is_shown() -> None:
    found = batch(NUMBERS, SEED)
    assert found is not None
    assert found.shown == "try 1000"
    assert "too large" in found.why


def test_the_same_seed_tries_the_same_cases() -> None:
    tried: list[list[int]] = []
    for _ in range(2):
        cases: list[int] = []
        tried.append(cases)
        batch(SimpleNamespace(CASES=NUMBERS.CASES, check=cases.append, show=str), SEED, 20)
    assert tried[0] == tried[1]
    assert len(set(tried[0])) > 10


def test_the_program_prints_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "kind", lambda name: NUMBERS)
    assert program.main(["text", "--for", "1s", "--seed", "5"]) == 1
    assert "text: a rule is broken (seed 5)\n\ntry 1000\n" in capsys.readouterr().out
    holds = SimpleNamespace(CASES=st.booleans(), check=lambda case: None, show=str)
    monkeypatch.setattr(program, "kind", lambda name: holds)
    assert program.main(["text", "--for", "1ms"]) == 0
    assert "200 cases in 0 s, seeds 1 to 1: all hold" in capsys.readouterr().out


@pytest.mark.slow
def test_a_timeline_that_is_repeated_again_and_again_stays_small_enough_to_try() -> None:
    timeline, _ = built("beside", [("repeat", 33, 3000)] * 5)
    assert len(timeline) < 10 * 2**20


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_short_run_finds_nothing(name: str) -> None:
    found = batch(kind(name), SEED, CASES[name])
    assert found is None, f"{found.shown}\n\n{found.why}"
