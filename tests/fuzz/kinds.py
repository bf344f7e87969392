"""The kinds of input that can be tried, each a module of this folder."""

import importlib
from typing import Any, Protocol, cast

from hypothesis.strategies import SearchStrategy

NAMES = ("scripts", "text", "tracks", "wire")


class Kind(Protocol):
    """A module that can generate inputs, and knows a rule that holds for all of them."""

    CASES: SearchStrategy[Any]

    def check(self, case: Any) -> None:
        """Tries one case. Raises AssertionError if the rule is broken."""

    def show(self, case: Any) -> str:
        """Returns the case in a form for a person to try again."""


def kind(name: str) -> Kind:
    """Returns the module of that name."""
    return cast("Kind", importlib.import_module(f"tests.fuzz.{name}"))
