"""No test fails because a hypothesis example took long."""

import re
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent


@pytest.mark.parametrize("chosen", [settings(), settings(max_examples=5)])
def test_an_example_may_take_any_time(chosen: settings) -> None:
    assert chosen.deadline is None


def own_deadline(text: str) -> bool:
    """Whether a test sets its own deadline, which tests/conftest.py sets for all."""
    return re.search(r"\bsettings\([^)]*\bdeadline\s*=", text) is not None


def test_no_test_sets_its_own_deadline() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")}
    del texts[Path(__file__).name]
    assert [name for name, text in texts.items() if own_deadline(text)] == []


def test_a_deadline_is_noticed() -> None:
    assert own_deadline("@settings(max_examples=9,\n    deadline=None)")
    assert not own_deadline("@settings(max_examples=9)\nworker.ask({}, deadline=1)")
