"""Reads YAML 1.2 text as plain data, with the place of every key and value.

Built on ruamel.yaml's parser events. Refuses the parts of YAML that a script has no
use for: anchors and aliases (so no bombs), tags (so no objects), several
documents, deep nesting, keys that are not text.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from voiceguide.errors import Problem

MAX_DEPTH = 24
"""The deepest nesting allowed, in levels; a script needs seven."""

Path = tuple[str | int, ...]

_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_ESCAPE = re.compile(r"\\U([0-9a-fA-F]{8})")
_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text: the index of its first character, and the index after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed document, with the spans of its `keys` and `values` by path.

    `problems` lists the parts of YAML in it that scripts may not use.
    """

    text: str
    data: object
    keys: Mapping[Path, Span] = field(repr=False)
    values: Mapping[Path, Span] = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    problems: tuple[Problem, ...] = ()

    def problem(self, path: Path, message: str, *, key: bool = False, snippet: str = "") -> Problem:
        """Returns a problem at the value (or the key) of `path`, or of its nearest parent.

        With `snippet`, the problem is at that text inside the value.
        """
        while path and path not in self.values:
            path = path[:-1]
        span = self.values.get(path, Span(0, 0))
        if key or span.start == span.end:  # a missing value has no place
            span = self.keys.get(path, span)
        index = self.text.find(snippet, span.start, span.end) if snippet else -1
        return self._at(span.start if index < 0 else index, message)

    def _at(self, index: int, message: str) -> Problem:
        line = bisect_right(self.line_starts, index)
        return Problem(line=line, column=index - self.line_starts[line - 1] + 1, message=message)


class SourceError(ValueError):
    """Text that can't be read as YAML; `problems` say where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)


def parse(text: str) -> Source:
    """Reads one document. Raises SourceError."""
    builder = _Builder(text)
    try:
        data = builder.document()
    except SourceError:
        raise
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = " ".join(filter(None, (error.context, error.problem)))
        raise SourceError([_problem(line, column, f"this is not valid YAML: {reason}")]) from error
    except ReaderError as error:
        message = f"the character {chr(error.character)!r} can't be spoken; remove it"
        raise SourceError([_problem_at(text, error.position, message)]) from error
    except YAMLError as error:
        raise SourceError([_problem(0, 0, f"this is not valid YAML: {error}")]) from error
    except (ValueError, OverflowError) as error:  # chr() refuses an escape's number
        raise SourceError([_beyond_unicode(text)]) from error
    starts, refused = _line_starts(text), tuple(builder.problems)
    return Source(text, data, builder.keys, builder.values, starts, refused)


def _beyond_unicode(text: str) -> Problem:
    r"""Returns a problem at the first escape that stands for no character, such as \UFFFFFFFF."""
    for match in _ESCAPE.finditer(text):
        if int(match[1], 16) > sys.maxunicode:
            return _problem_at(text, match.start(), f"{match[0]} is not a character")
    return _problem(0, 0, "this is not valid YAML: an escape is not a character")


def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in re.finditer("\n", text)))


def _problem_at(text: str, index: int, message: str) -> Problem:
    starts = _line_starts(text[:index])
    return _problem(len(starts), index - starts[-1] + 1, message)


def _problem(line: int, column: int, message: str) -> Problem:
    return Problem(line=line, column=column, message=message)


class _Builder:
    """Turns parser events into data; collects refusals and carries on."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(text))

    def document(self) -> object:
        data: object = None
        documents = 0
        for event in self._events:
            if type(event).__name__ == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._refuse(
                        event, "a second document starts here; a file may hold only one script"
                    )
                    return data
                data = self._value(next(self._events), ())
        return data

    def _value(self, event: Any, path: Path) -> object:
        kind = type(event).__name__
        self._refuse_features(event, kind)
        if len(path) > MAX_DEPTH:
            self._refuse(event, f"nested deeper than {MAX_DEPTH} levels; a script needs seven")
            raise SourceError(self.problems)
        value: object
        if kind == "MappingStartEvent":
            value, end = self._mapping(path)
        elif kind == "SequenceStartEvent":
            value, end = self._sequence(path)
        else:
            value, end = _scalar(event), event.end_mark.index
        self.values[path] = Span(event.start_mark.index, end)
        return value

    def _mapping(self, path: Path) -> tuple[dict[str, object], int]:
        found: dict[str, object] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._key(event, path)
            inner = (*path, key)
            if key in found:
                self._refuse(event, f"the key {key!r} appears here a second time")
                inner = (*path, f"{key} (again)")
            self.keys[inner] = Span(event.start_mark.index, event.end_mark.index)
            value = self._value(next(self._events), inner)
            found.setdefault(key, value)
        return found, event.end_mark.index

    def _key(self, event: Any, path: Path) -> str:
        if type(event).__name__ == "ScalarEvent":
            self._refuse_features(event, "ScalarEvent")
            return str(event.value)
        self._refuse(event, "a key must be plain text")
        self._value(event, (*path, "?"))
        return "?"

    def _sequence(self, path: Path) -> tuple[list[object], int]:
        items: list[object] = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, (*path, len(items))))
        return items, event.end_mark.index

    def _refuse_features(self, event: Any, kind: str) -> None:
        if kind == "AliasEvent":
            self._refuse(event, f"the alias *{event.anchor} is not allowed; write the text out")
        elif event.anchor is not None:
            self._refuse(event, f"the anchor &{event.anchor} is not allowed; write the text out")
        if getattr(event, "tag", None):
            self._refuse(event, f"the tag {event.tag} is not allowed; write plain values")
        if unspeakable := _UNSPEAKABLE.search(str(getattr(event, "value", ""))):
            self._refuse(event, f"the character {unspeakable[0]!r} can't be spoken; remove it")

    def _refuse(self, event: Any, message: str) -> None:
        mark = event.start_mark
        self.problems.append(_problem(mark.line + 1, mark.column + 1, message))


def _scalar(event: Any) -> object:
    """Returns a scalar by the YAML 1.2 core schema, without octal, hexadecimal, infinity, NaN."""
    text = str(getattr(event, "value", ""))
    style = getattr(event, "style", None)
    if style != "|":
        # Folding turns an author's blank line into one line break; restore it.
        text = text.replace("\n", "\n\n")
    if style:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
