"""Checks the names of lengths: those that a script defines, and those that its columns use.

It works on the plain data, like `references`.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from typing import Any

from voiceguide import timecode
from voiceguide.errors import Problem, nearest
from voiceguide.script import plain
from voiceguide.script.source import Path, Source
from voiceguide.script.values import MOST_LENGTHS
from voiceguide.timecode import to_frames

TEXTS = ("say", "sleep", "ahead", "brief", "bare")

_NAMED = (("reminders",), ("groups",))
"""The places where the author chooses names: a reminder may be called time or quiet."""

_BOUNDS = ("from", "below")


def problems(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Yields every unknown name of a length, and every fault of the names themselves."""
    yield from _lengths(source, data)
    yield from _columns(source, data)


def _lengths(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    lengths = plain.mapping(data.get("lengths"))
    names = _length_names(data)
    if "lengths" in data and isinstance(data["lengths"], Mapping) and not names:
        yield source.problem(
            ("lengths",), "no length is named; write at least one, such as standard: 20m"
        )
    if len(names) > MOST_LENGTHS:
        yield source.problem(
            ("lengths",), f"too many lengths: {len(names)}; name at most {MOST_LENGTHS}"
        )
    yield from _twins(source, lengths)
    default = lengths.get("default")
    if isinstance(default, str) and default not in names:
        message = f"unknown length {default!r}{nearest(default, names)}"
        yield source.problem(("lengths", "default"), message)
    elif names and default is None and len(names) > 1:
        message = f"missing key 'default'; it names the usual length, such as default: {names[0]}"
        yield source.problem(("lengths",), message)


def _columns(source: Source, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that columns and `only` name lengths, and that a column of times names them all."""
    names = _length_names(data)
    for path, value in plain.walk(data, ()):
        key = path[-1] if path else ""
        if not names or not isinstance(value, Mapping) or path[:-1] in _NAMED:
            continue
        if path[-2:] == ("breath", "say"):
            continue  # the words of a breath are those of its phases
        if key in (*TEXTS, "notes", "time", "quiet", "repeat"):
            unknown = [name for name in value if name not in names]
            for name in unknown:
                message = f"unknown length {name!r}{nearest(name, names)}"
                yield source.problem((*path, name), message, key=True)
        if key == "time" and (missing := _missing(data, path, value)):
            yield source.problem(
                path, f"missing length{plain.plural(missing)} {', '.join(missing)}"
            )
        if key in ("only", "moves"):
            yield from _bounds(source, path, value, names)


def _twins(source: Source, lengths: Mapping[str, Any]) -> Iterator[Problem]:
    """Checks that no two lengths are equal, since only one of them would ever be chosen."""
    names: dict[int, str] = {}
    for name, ms in _known(lengths).items():
        first = names.setdefault(to_frames(ms), name)
        if first != name:
            message = f"{name!r} is as long as {first!r}; leave one of them out"
            yield source.problem(("lengths", name), message)


def _known(lengths: Mapping[str, Any]) -> Mapping[str, int]:
    """Returns the first few lengths in ms, without faulty ones."""
    known = {}
    for name, written in islice(lengths.items(), MOST_LENGTHS + 1):
        with suppress(ValueError):
            if name != "default" and isinstance(written, str):
                known[name] = timecode.parse(written)
    return known


def _missing(data: Mapping[str, Any], path: Path, column: Mapping[str, Any]) -> list[str]:
    """Returns the lengths that have the step, but no time for it."""
    step = data["steps"][path[1]] if path[:1] == ("steps",) and len(path) == 3 else {}
    only = plain.mapping(plain.mapping(step).get("only"))
    known = _known(plain.mapping(data.get("lengths")))
    bounds = [known.get(name) if isinstance(name, str) else None for name in map(only.get, _BOUNDS)]
    least, below = bounds
    return [
        name
        for name in _length_names(data)[:MOST_LENGTHS]
        if name not in column
        and not (least is not None and known.get(name, least) < least)
        and not (below is not None and known.get(name, 0) >= below)
    ]


def _bounds(
    source: Source, path: Path, only: Mapping[str, Any], names: list[str]
) -> Iterator[Problem]:
    for bound in _BOUNDS:
        name = only.get(bound)
        if isinstance(name, str) and name not in names:
            yield source.problem((*path, bound), f"unknown length {name!r}{nearest(name, names)}")


def _length_names(data: Mapping[str, Any]) -> list[str]:
    return [name for name in plain.mapping(data.get("lengths")) if name != "default"]
