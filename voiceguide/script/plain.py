"""Reads the plain data of a script in any shape; missing and wrong parts are left out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voiceguide.script.source import Path


def steps(data: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    """Returns the steps that have keys, with their places."""
    found = enumerate(listed(data.get("steps")))
    return [(("steps", index), step) for index, step in found if isinstance(step, Mapping)]


def cues(path: Path, step: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, Any]]]:
    """Returns the cues of the step at `path` that have keys, with their places."""
    found = enumerate(listed(step.get("cues")))
    return [((*path, "cues", index), cue) for index, cue in found if isinstance(cue, Mapping)]


def walk(value: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yields a value and everything within it, with their places."""
    yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from walk(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))


def mapping(value: object) -> Mapping[str, Any]:
    """Returns keys and values; empty for anything else."""
    return value if isinstance(value, Mapping) else {}


def listed(value: object) -> Sequence[Any]:
    """Returns a list, or an empty one for anything else."""
    return value if isinstance(value, list) else ()


def plural(items: Sequence[object]) -> str:
    """Returns the ending of a noun that counts the items."""
    return "s" if len(items) > 1 else ""
