"""Only the door's modules write to the standard streams."""

import ast

import pytest

from tests.test_layers import MODULES

OTHERS = {
    *(f"voiceguide.speech.engines.{name}_worker" for name in ("pyttsx3", "system_voice")),
    "voiceguide.drawing.resvg_program",
}
"""Separate programs, whose output is a protocol."""


WAYS = {
    "click.echo", "click.secho", "click.utils.echo", "click.echo_via_pager", "rich.print",
    "rich.console.Console", "sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer",
    "sys.stderr.buffer", "sys.__stdout__", "sys.__stderr__",
}  # fmt: skip


def writes(text: str) -> list[str]:
    """Returns the expressions in a module that write to a terminal."""
    found = []
    for node in ast.walk(ast.parse(text)):
        words = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if words in WAYS or (isinstance(node, ast.Call) and ast.unparse(node.func) == "print"):
            found.append(ast.unparse(node))
        if isinstance(node, ast.ImportFrom):
            found += [one.name for one in node.names if f"{node.module}.{one.name}" in WAYS]
    return found


@pytest.mark.parametrize(("name", "text"), MODULES, ids=[name for name, _ in MODULES])
def test_a_module_writes_through_the_door(name, text):
    if not name.startswith("voiceguide.console.") and name not in OTHERS:
        assert writes(text) == []


@pytest.mark.parametrize(
    "text", ["print(1)", "click.echo(a)", "from rich import print", "x = sys.stdout.write"]
)
def test_a_way_around_the_door_is_found(text):
    assert writes(text)
