"""Checks the rounds of a script: its groups, and the places where rounds mean something.

It works on the plain data, like `references`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from voiceguide.errors import Problem, nearest
from voiceguide.script import plain
from voiceguide.script.source import Path, Source

LONGEST_TITLE = 30
"""In characters; with its round, such as (10/100), a chapter's title has at most 40."""

PLACEHOLDERS = frozenset(("round", "rounds"))


def repeats(step: Mapping[str, Any]) -> bool:
    """Whether a step may be done several times."""
    return step.get("repeat", 1) != 1 or step.get("group") is not None


def problems(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yields a problem for every group that is unknown, unused or split, and for every round that
    means nothing."""
    steps, groups = plain.steps(data), plain.mapping(data.get("groups"))
    yield from _groups(source, steps, groups)
    for path, value in plain.walk(data, ()):
        if path[-1:] in (("only",), ("moves",)) and "round" in plain.mapping(value):
            owner = next((step for place, step in steps if place == path[:2]), None)
            if owner is None or path[2:3] not in (("only",), ("cues",)):
                message = "only a step or a cue can be said in some rounds and not in others"
                yield source.problem((*path, "round"), message, key=True)
            elif not repeats(owner):
                message = "a step without 'repeat' or 'group' has no rounds"
                yield source.problem((*path, "round"), message, key=True)


def _groups(
    source: Source, steps: list[tuple[Path, Mapping[str, Any]]], groups: Mapping[str, Any]
) -> Iterator[Problem]:
    used, before = list[object](), None
    for path, step in steps:
        title = step.get("title")
        if repeats(step) and isinstance(title, str) and len(title) > LONGEST_TITLE:
            message = f"too long for a step that repeats; at most {LONGEST_TITLE} characters fit"
            yield source.problem((*path, "title"), message)
        group = step.get("group")
        if isinstance(group, str) and group not in groups:
            hint = nearest(group, groups) if groups else "; name it under 'groups'"
            yield source.problem((*path, "group"), f"unknown group {group!r}{hint}")
        elif group is not None and group != before and group in used:
            message = f"the steps of group {group!r} have to follow one another"
            yield source.problem((*path, "group"), message)
        used.append(group)
        before = group
    for name in groups:
        if name not in used:
            message = f"no step is in this group; write 'group: {name}' in its steps"
            yield source.problem(("groups", name), message, key=True)
