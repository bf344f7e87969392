"""Finds texts that YAML accepts, but reads differently from what their author meant.

These are a comment that swallows the end of a text, a text in braces that becomes keys and
values, and a text whose beginning becomes a key. Each is one problem, with the place in the
source of everything that was misread, so that its consequences need not be reported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from voiceguide.errors import Problem
from voiceguide.script import quoting, texts
from voiceguide.script.source import Path, Source, Span

_COMMENT = re.compile(r"[ \t]*,?[ \t]+(#[^\n]*)")
_COMMENT_BELOW = re.compile(r"[^\n]*\n([ \t]*)(#[^\n]*)")
_COMMENT_BEFORE = re.compile(r"[ \t]*:[ \t]+(#[^\n]*)")
_LENGTH = re.compile(r"[a-z][a-z0-9-]{0,23}")


def instead_of(problems: Iterable[Problem], source: Source) -> list[Problem]:
    """Returns the problems, with one for each misread text in place of its consequences."""
    misread = [*_comments(source), *_collections(source, source.data, ())]
    places = [(source.place(span.start), source.place(span.end)) for span, _ in misread]
    kept = [
        problem
        for problem in problems
        if not any(start <= (problem.line, problem.column) < end for start, end in places)
    ]
    return [*kept, *(problem for _, problem in misread)]


def _comments(source: Source) -> Iterator[tuple[Span, Problem]]:
    for path in source.plain:
        if texts.is_text(path) and (lost := _lost(source, path)):
            span, start = source.values[path], lost.start
            outer = source.keys.get(path, span)
            said = source.text[span.start : span.end]
            comment = source.text[lost.start : lost.end].rstrip()
            whole = f"{said} {comment}" if start >= span.end else f"{comment} {said}"
            message = (
                f"YAML takes {quoting.shown(comment)} for a comment, so it would be lost; "
                f"{quoting.cure(whole)} (a comment about a text stands on a line above its key)"
            )
            place = Span(min(outer.start, span.start), max(span.end, lost.end))
            yield place, source.at(start, message)


def _lost(source: Source, path: Path) -> Span | None:
    """Returns the place of a comment before, after or right below an unquoted text."""
    span, key = source.values[path], source.keys.get(path)
    if key and (match := _COMMENT_BEFORE.match(source.text, key.end, span.start)):
        return Span(*match.span(1))
    if match := _COMMENT.match(source.text, span.end):
        return Span(*match.span(1))
    start = key.start if key else span.start
    row = source.text.rfind("\n", 0, start) + 1
    before = source.text[row:start]
    match = _COMMENT_BELOW.match(source.text, span.end)
    if match is None or before.strip(" -"):
        return None
    column = len(before) if key else len(before) - len(before.lstrip())
    return Span(*match.span(2)) if len(match[1]) > column else None


def _collections(source: Source, data: object, path: Path) -> Iterator[tuple[Span, Problem]]:
    """Yields keys and values, and lists, that were meant as one text."""
    items: Iterator[tuple[str | int, Any]] | None = None
    if isinstance(data, Mapping):
        items = iter(data.items())
    elif isinstance(data, list):
        items = iter(enumerate(data))
    if items is None:
        return
    span = source.values[path]
    if texts.is_text(path) and (message := _meant(source, data, path)):
        yield span, source.at(span.start, message)
        return
    for key, inner in items:
        yield from _collections(source, inner, (*path, key))


def _meant(source: Source, data: object, path: Path) -> str:
    span = source.values[path]
    written = source.text[span.start : span.end]
    if isinstance(data, Mapping) and data:
        if written.startswith("{") and all(value is None for value in data.values()):
            return (
                f"YAML takes {quoting.shown(written)} for keys and values; {quoting.cure(written)}"
            )
        key = next(iter(data))
        if " " in key.strip() and not _LENGTH.fullmatch(key) and not written.startswith("{"):
            return _taken(key, "a key", written)
    if isinstance(data, list) and written.startswith("[") and not texts.may_be_list(path):
        return _taken(written, "a list", written)
    return ""


def _taken(found: str, kind: str, written: str) -> str:
    return f"YAML takes {quoting.shown(found)} for {kind}; {quoting.cure(written)}"
