"""docs/script-format.md explains every key of a script, with its default."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from voiceguide.script import (
    beats,
    cue,
    model,
    named_lengths,
    only,
    picture,
    reader,
    reminders,
    roles,
    sound,
    step,
)
from voiceguide.session.plan import estimate

PAGE = (Path(__file__).parents[2] / "docs" / "script-format.md").read_text(encoding="utf-8")
EXAMPLES = "".join(re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
ROWS = [line for line in PAGE.splitlines() if line.startswith("| `")]


def keys() -> Iterator[tuple[str, str, Any]]:
    """Yields (part of the script, key, default) for every key."""
    for module in (model, step, cue, beats, named_lengths, only, reminders, roles, sound):
        for one in _classes_of(module):
            for name, field in getattr(one, "model_fields", {}).items():
                default = MISSING if field.is_required() else field.default
                yield one.__name__, field.alias or name, default
    for one in _classes_of(picture):
        if is_dataclass(one):
            for drawn in fields(one):
                yield one.__name__, drawn.name, drawn.default


def _classes_of(module: ModuleType) -> Iterator[type]:
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield value


KEYS = [key for key in keys() if not key[0].startswith("_")]


def rows_of(key: str) -> list[str]:
    """Returns the table rows and the commented lines of examples that explain a key."""
    examples = re.findall(rf"^.*\b{key}: .*$", EXAMPLES, re.MULTILINE)
    return [row for row in ROWS if re.search(rf"`{key}`|\{{{key}: ", row)] + examples


@pytest.mark.parametrize(("part", "key", "default"), KEYS, ids=[f"{p}.{k}" for p, k, _ in KEYS])
def test_every_key_is_explained_with_its_default(part: str, key: str, default: object) -> None:
    rows = rows_of(key)
    assert rows, f"docs/script-format.md does not explain {key}"
    if isinstance(default, bool):
        assert any(f"default `{str(default).lower()}`" in row for row in rows)
    elif isinstance(default, int):
        written = (f"{default / 1000:g}s", f"default `{default}`")
        assert any(form in row for row in rows for form in written)
    elif isinstance(default, str) and default:
        assert any(f"`{default}`" in row for row in rows)


def test_required_keys_are_marked_as_required() -> None:
    required = {
        key for part, key, default in KEYS if default is MISSING and part in ("Script", "Step")
    }
    assert required >= {"title", "lengths", "steps", "id", "time", "say"}
    for key in required - {"lengths"}:  # without it, there is one length: all steps together
        assert any("required" in row for row in rows_of(key)), key


def test_the_example_of_counts_and_a_breath_is_a_session() -> None:
    section = PAGE.split("## Counting and breath")[1].split("\n## ")[0]
    (example,) = re.findall(r"^```yaml\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    cues = "".join(f"    {line}\n" for line in example.splitlines())
    script = reader.loads(f"{STEP}{cues}  - {{id: b, title: B, time: 1m, say: And rest.}}\n")
    said = {cue.id: cue.text for cue in estimate(script).cues}
    assert said["a/cue-1"].startswith("One, two,")
    assert said["a/cue-2"] == "Breathe in. Hold. Breathe out. Breathe in. Hold. Breathe out."
    assert said["a/cue-3"] == "Three, two, one."


STEP = """\
voiceguide: 1
title: T
lengths: {standard: 5m}
steps:
  - id: a
    title: A
    time: 4m
    say: Hold it.
"""
