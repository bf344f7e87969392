"""Parts of other files: `include: shared.yaml#steps/welcome` in place of a step, cue or reminder.

The files are joined to one text behind the script's own, so that whatever is found in a part has a
place in that text; `Source.located` then says in which file it is, and where that is included.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any, Final

from voiceguide.errors import Problem, ScriptError
from voiceguide.script import contents, own_sounds, plain, quoting, source
from voiceguide.script.decoding import decoded
from voiceguide.script.include_files import Files, Opened, RefusedError, place_in
from voiceguide.script.joined_parts import Part
from voiceguide.script.source import Path, Source, Span

INCLUDE: Final = "include"

MOST_VALUES: Final = 100_000
"""The most values of a script with all that it includes; a long script has a few thousand."""

MOST_INCLUDES: Final = 1_000

_BETWEEN: Final = "\n\n\n"
"""Separates the files in the joined text, so that no comment seems to belong to a text above."""


def joined(parsed: Source, file: FilePath | None) -> tuple[Source, list[Problem]]:
    """Returns a script's source with the parts that it includes in their places, and a problem for
    each that can't be included.

    `file` is where it was read from; None if from no file, which can't include anything.
    """
    if not any(INCLUDE in part for part in _parts(parsed.data)):
        return parsed, []
    joiner = _Joiner(parsed, Files(file))
    data = joiner.value(_Spot(joiner.script, parsed.data), ())
    return joiner.whole(data), joiner.problems


def named_in(file: FilePath) -> tuple[FilePath, ...]:
    """Returns the files that a script includes, or would if they could be read; none if it can't be
    read itself."""
    try:
        text = decoded(contents.read(file), contents.shown(file))
        parsed = source.parse(text)
    except (ScriptError, source.SourceError):
        return ()
    files = Files(file)
    joiner = _Joiner(parsed, files)
    joiner.value(_Spot(joiner.script, parsed.data), ())
    return tuple(files.tried)


def _parts(data: object) -> Iterator[Mapping[str, Any]]:
    """Yields everything that may stand in another file: steps, their cues, reminders."""
    script = plain.mapping(data)
    steps = plain.steps(script)
    reminders = plain.mapping(script.get("reminders")).values()
    cues = chain.from_iterable(plain.cues(*step) for step in steps)
    yield from (step for _, step in steps)
    yield from (plain.mapping(step.get("cues")) for _, step in steps)
    yield from (cue for _, cue in cues)
    yield from map(plain.mapping, reminders)


def _kind(path: Path) -> str:
    """Returns what stands at `path`, if it may be in another file."""
    match path:
        case ("steps", int()):
            return "a step"
        case ("steps", int(), "cues"):
            return "a list of cues"
        case ("steps", int(), "cues", int()):
            return "a cue"
        case ("reminders", str()):
            return "a reminder"
    return ""


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "keys and values"
    return "a list" if isinstance(value, list) else "something else"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A value in one of the files, at `path`; `via` are the includes that led to it."""

    file: Opened
    value: object
    path: Path = ()
    via: tuple["_Spot", ...] = ()

    def at(self, key: str | int, value: object) -> "_Spot":
        return replace(self, value=value, path=(*self.path, key))


def _index(spot: _Spot) -> int:
    """Returns where a spot's file names the part that it includes."""
    found, path = spot.file.source, (*spot.path, INCLUDE)
    span = found.values[path]
    return (found.keys[path] if span.start == span.end else span).start


def _problem(spot: _Spot, message: str) -> Problem:
    """Returns a problem with what a spot includes, at its place in the script."""
    line, column = spot.file.source.place(_index(spot))
    if not spot.via:
        return Problem(line=line, column=column, message=message)
    return _problem(spot.via[-1], f"in {spot.file.name}:{line}:{column}: {message}")


class _Joiner:
    """Puts parts in their places, with the places in the joined text that they come from."""

    def __init__(self, parsed: Source, files: Files) -> None:
        self.problems: list[Problem] = []
        self.script = Opened(files.script, parsed, 0, "")
        self._files = files
        self._text = parsed.text
        self._parts: list[Part] = []
        self._keys: dict[Path, Span] = {}
        self._values: dict[Path, Span] = {}
        self._plain: set[Path] = set()
        self._copied = self._included_parts = 0

    def whole(self, data: object) -> Source:
        """Returns the joined source of the data."""
        return replace(
            self.script.source,
            text=self._text,
            data=data,
            keys=self._keys,
            values=self._values,
            plain=self._plain,
            line_starts=source.line_starts(self._text),
            parts=tuple(self._parts),
        )

    def value(self, spot: _Spot, path: Path, without: frozenset[str] = frozenset()) -> object:
        """Returns the value of a spot, for `path` in the script, but for the keys in `without`."""
        value, kind = spot.value, _kind(path)
        if kind and isinstance(value, Mapping) and INCLUDE in value:
            return self._included(spot, path, kind, without)
        self._copied += 1
        self._note(spot, path)
        if isinstance(value, Mapping):
            kept = {key: inner for key, inner in value.items() if key not in without}
            return {key: self.value(spot.at(key, v), (*path, key)) for key, v in kept.items()}
        if isinstance(value, list):
            return [self.value(spot.at(at, v), (*path, at)) for at, v in enumerate(value)]
        if spot.path and spot.file.name:
            folder = PurePosixPath(spot.file.name).parent
            return own_sounds.seen_from_above(spot.path[-1], value, folder)
        return value

    def _included(self, spot: _Spot, path: Path, kind: str, without: frozenset[str]) -> object:
        """Returns the part that a spot names, with the spot's other keys in place of its own."""
        beside = {
            key: inner
            for key, inner in plain.mapping(spot.value).items()
            if key != INCLUDE and key not in without
        }
        try:
            target = self._target(spot, kind)
        except RefusedError as refused:
            self.problems.append(_problem(spot, str(refused)))
            return {}
        part = self.value(target, path, without | beside.keys())
        if not isinstance(part, dict):
            return part
        return part | {key: self.value(spot.at(key, v), (*path, key)) for key, v in beside.items()}

    def _target(self, spot: _Spot, kind: str) -> _Spot:
        """Returns the spot that another one names. Raises RefusedError."""
        self._included_parts += 1
        if self._copied > MOST_VALUES or self._included_parts > MOST_INCLUDES:
            raise RefusedError("this includes too much; a script is far shorter")
        written = plain.mapping(spot.value)[INCLUDE]
        found, place = self._files.named(written, spot.file)
        via = (*spot.via, spot)
        if any(found.path == each.file.path for each in via):
            files = (*(each.file for each in via), found)
            names = " includes ".join(file.name for file in files if file.name)
            raise RefusedError(f"a file can't include itself: {names or found.name}")
        opened = self._opened(found, spot)
        path, value = place_in(opened, place)
        target = _Spot(opened, value, path, via)
        expected = list if kind == "a list of cues" else Mapping
        if not isinstance(value, expected):
            raise RefusedError(f"expected {kind}, found {_shown(value)} at {written}")
        if isinstance(value, list) and len(plain.mapping(spot.value)) > 1:
            raise RefusedError(f"nothing may stand beside {INCLUDE!r} here: a list has no keys")
        return target

    def _opened(self, found: Opened, spot: _Spot) -> Opened:
        """Returns a file with its place in the joined text, where it is put once."""
        for part in self._parts:
            if part.path == found.path:
                return replace(found, start=part.start)
        start = len(self._text) + len(_BETWEEN)
        first_line = self._text.count("\n") + _BETWEEN.count("\n") + 1
        here = quoting.at(self._text, spot.file.start + _index(spot), "")
        self._parts.append(
            Part(
                name=found.name,
                path=found.path,
                digest=found.digest,
                start=start,
                first_line=first_line,
                line=here.line,
                column=here.column,
            )
        )
        self._text += _BETWEEN + found.source.text
        self.problems += [
            replace(problem, line=problem.line + first_line - 1)
            for problem in found.source.problems
        ]
        return replace(found, start=start)

    def _note(self, spot: _Spot, path: Path) -> None:
        """Notes where in the joined text a value and its key come from."""
        found, start = spot.file.source, spot.file.start
        for spans, noted in ((found.keys, self._keys), (found.values, self._values)):
            if (span := spans.get(spot.path)) is not None:
                noted[path] = Span(span.start + start, span.end + start)
        if spot.path in found.plain:
            self._plain.add(path)
