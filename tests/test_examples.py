"""The examples in voiceguide's docstrings work."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import voiceguide

ROOT = Path(voiceguide.__file__).parent


def modules() -> list[str]:
    """Returns the modules with examples."""
    return [
        ".".join(("voiceguide", *path.relative_to(ROOT).with_suffix("").parts))
        for path in sorted(ROOT.rglob("*.py"))
        if ">>> " in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("name", modules())
def test_every_docstring_example_works(name: str) -> None:
    failed, tried = doctest.testmod(import_module(name))
    assert tried > 0
    assert failed == 0


def test_a_wrong_example_is_found() -> None:
    [example] = doctest.DocTestFinder().find(modules, globs={})
    example.examples = doctest.DocTestParser().get_examples(">>> 1 + 1\n3\n")
    assert doctest.DocTestRunner(verbose=False).run(example, out=lambda _: None).failed == 1
