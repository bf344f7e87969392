"""Reads YAML 1.2 text as plain data, with the place of every key and value.

It is built on ruamel.yaml's parser events. It refuses the parts of YAML that a script
doesn't need: anchors and aliases (so no bombs), tags (so no objects), several documents,
deep nesting, and keys that are not text.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from voiceguide.errors import Problem
from voiceguide.script import joined_parts, quoting, slips, texts
from voiceguide.script.joined_parts import Part

MAX_DEPTH = 24
"""The deepest nesting allowed, in levels; a script needs seven."""

Path = texts.Path

_MOST_READ = 200_000
"""The most characters to read in all; after that, no more faults of YAML are searched for."""

_MOST_CONTROLS = 20

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BETWEEN_WORDS = re.compile("(?<=\\S)[ \t]*\t[ \t]*|[\x85\u2028\u2029]")
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

    `plain` are the paths of values without quotes. `problems` lists text that YAML can't read, and
    parts of YAML that scripts may not use; `has_gaps`: lines are missing because of them.
    `parts` are the files that it includes, in the order of the text.
    """

    text: str
    data: object
    keys: Mapping[Path, Span] = field(repr=False)
    values: Mapping[Path, Span] = field(repr=False)
    plain: Set[Path] = field(repr=False)
    line_starts: tuple[int, ...] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    has_gaps: bool = False
    parts: tuple[Part, ...] = ()

    def located(self, problem: Problem) -> Problem:
        """Returns a problem at its place in the script itself."""
        return joined_parts.located(problem, self.parts)

    def problem(
        self, path: Path, message: str, *, key: bool = False, snippet: str = "", nth: int = 0
    ) -> Problem:
        """Returns a problem at the value (or the key) of `path`, or of its nearest parent.

        With `snippet`, the problem is at that text inside the value: at its first occurrence, or
        after `nth` others.
        """
        while path and path not in self.values:
            path = path[:-1]
        span = self.values.get(path, Span(0, 0))
        if key or span.start == span.end:  # a missing value has no place of its own
            span = self.keys.get(path, span)
        index = self._find(snippet, span, nth) if snippet else -1
        return self.at(span.start if index < 0 else index, message)

    def _find(self, snippet: str, span: Span, nth: int) -> int:
        index = self.text.find(snippet, span.start, span.end)
        for _ in range(nth):
            later = self.text.find(snippet, index + len(snippet), span.end)
            index = later if later >= 0 else index
        return index

    def at(self, index: int, message: str) -> Problem:
        """Returns a problem at an index of the text."""
        line, column = self.place(index)
        return Problem(line=line, column=column, message=message)

    def place(self, index: int) -> tuple[int, int]:
        """Returns the line and the column of an index, counted from 1."""
        line = bisect_right(self.line_starts, index)
        return line, index - self.line_starts[line - 1] + 1


class SourceError(ValueError):
    """Text that can't be read as YAML; `problems` has the places and reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)


def parse(text: str) -> Source:
    """Reads one document; continues after a text that YAML can't read. Raises SourceError."""
    clean, problems = _cleaned(text)
    budget, has_gaps = _MOST_READ, False
    while True:
        builder = _Builder(clean, text)
        try:
            data = builder.document()
        except SourceError as error:
            raise SourceError([*problems, *error.problems]) from error
        except MarkedYAMLError as error:
            slip = _slip(clean, error)
        except (YAMLError, ValueError, OverflowError) as error:  # chr() refuses a number
            raise SourceError([*problems, _beyond_unicode(text)]) from error
        else:
            starts, refused = line_starts(text), (*problems, *builder.problems)
            found = (builder.keys, builder.values, builder.plain)
            return Source(text, data, *found, starts, refused, has_gaps or builder.has_gaps)
        budget -= len(text)
        if not has_gaps:  # problems after a gap may be its consequences
            problems.append(quoting.at(text, slip.index, slip.message))
        if budget < 0 or slip.mended in ("", clean):
            raise SourceError(problems)
        clean, has_gaps = slip.mended, has_gaps or slip.has_gap


def _cleaned(text: str) -> tuple[str, list[Problem]]:
    """Returns the text with plain spaces between words and without control characters, and a
    problem for each of these. Its length doesn't change."""
    problems = []
    for match in _CONTROL.finditer(text):
        problems.append(quoting.at(text, match.start(), _unspeakable(match[0])))
        if len(problems) == _MOST_CONTROLS:
            break
    clean = _CONTROL.sub(" ", text)
    return _BETWEEN_WORDS.sub(lambda match: " " * len(match[0]), clean), problems


def _unspeakable(character: str) -> str:
    return f"the character {character!r} can't be spoken; remove it"


def _slip(text: str, error: MarkedYAMLError) -> slips.Slip:
    mark, context = error.problem_mark, error.context_mark
    where = mark or context
    return slips.explain(text, where.index if where else 0, context.index if context else None)


def _beyond_unicode(text: str) -> Problem:
    r"""Returns a problem at the first escape that means no character, such as \UFFFFFFFF."""
    for match in _ESCAPE.finditer(text):
        if int(match[1], 16) > sys.maxunicode:
            return quoting.at(text, match.start(), f"{match[0]} is not a character")
    return Problem(line=0, column=0, message="an escape such as \\x in quotes is not a character")


def line_starts(text: str) -> tuple[int, ...]:
    """Returns the index of each line's first character."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


class _Builder:
    """Turns parser events into data; collects refusals and continues."""

    def __init__(self, clean: str, text: str) -> None:
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self.plain: set[Path] = set()
        self.problems: list[Problem] = []
        self.has_gaps = False
        self._text = text
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(clean))

    def document(self) -> object:
        data: object = None
        documents = 0
        for event in self._events:
            if type(event).__name__ == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self.has_gaps = True
                    self._refuse(
                        event, "a second document starts here; a file may hold only one script"
                    )
                    return data
                data = self._value(next(self._events), ())
        return data

    def _value(self, event: Any, path: Path) -> object:
        kind = type(event).__name__
        self._refuse_features(event, kind, path)
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
            if not getattr(event, "style", None):
                self.plain.add(path)
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
            self._refuse_features(event, "ScalarEvent", path)
            if event.value == "<<" and not event.style:
                self._refuse(event, "the merge key << is not allowed; write the keys out")
            return str(event.value)
        self._refuse(event, "a key must be plain text")
        self._value(event, (*path, "?"))
        return "?"

    def _sequence(self, path: Path) -> tuple[list[object], int]:
        items: list[object] = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            items.append(self._value(event, (*path, len(items))))
        return items, event.end_mark.index

    def _refuse_features(self, event: Any, kind: str, path: Path) -> None:
        feature = ""
        if kind == "AliasEvent":
            feature = f"the alias *{event.anchor}"
        elif event.anchor is not None:
            feature = f"the anchor &{event.anchor}"
        elif getattr(event, "tag", None):
            feature = f"the tag {self._written(event).split()[0]}"
        if feature:
            cure = "write plain values" if feature.startswith("the tag") else "write the text out"
            if texts.is_text(path):
                cure += f", or {quoting.cure(self._written(event))}"
            self._refuse(event, f"{feature} is not allowed; {cure}")
        if unspeakable := _UNSPEAKABLE.search(str(getattr(event, "value", ""))):
            self._refuse(event, _unspeakable(unspeakable[0]))

    def _written(self, event: Any) -> str:
        """Returns the source of an event, or of its first line."""
        start, end = event.start_mark.index, event.end_mark.index
        if type(event).__name__ not in ("ScalarEvent", "AliasEvent") or end <= start:
            end = len(self._text)
        return self._text[start:end].split("\n")[0]

    def _refuse(self, event: Any, message: str) -> None:
        self.problems.append(quoting.at(self._text, event.start_mark.index, message))


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
