"""Reads a file into a Script, or reports all of its problems at once."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from voiceguide.errors import Problem, ScriptError, nearest
from voiceguide.script import (
    contents,
    includes,
    keys,
    misread,
    moments,
    on_beat,
    quoting,
    references,
    sides,
    source,
    speakable,
)
from voiceguide.script.decoding import decoded
from voiceguide.script.model import Script
from voiceguide.script.own_sounds import Origin

_MAPPING = "expected keys and values"
_EXPECTED = {
    "string_type": "expected text",
    "bool_type": "expected true or false",
    "tuple_type": "expected a list",
    "model_type": _MAPPING,
    "mapping_type": _MAPPING,
    "dict_type": _MAPPING,
    "dataclass_type": _MAPPING,
}

MOST_PROBLEMS = 200
"""The most problems that are reported one by one."""


_SWITCHES = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def load(path: FilePath) -> Script:
    """Reads a script file. Raises ScriptError with every problem found."""
    return parse_file(path)[0]


def parse_file(path: FilePath, data: bytes | None = None) -> tuple[Script, source.Source]:
    """Returns a script file's script and source; `data` is its content, if that is known already.

    Raises ScriptError as `load` does.
    """
    name = contents.shown(path)
    text = decoded(contents.read(path) if data is None else data, name)
    file = path if contents.can_be_read_again(path) else None
    return parse(text, name=name, folder=contents.folder(path), file=file)


def loads(text: str, *, name: str = "script", folder: FilePath = FilePath()) -> Script:
    """Reads a script from text; messages call it `name`, and its own sounds are in `folder`. Raises
    ScriptError as `load` does."""
    script, _ = parse(text.removeprefix("\ufeff"), name=name, folder=folder)
    return script


def parse(
    text: str, *, name: str, folder: FilePath = FilePath(), file: FilePath | None = None
) -> tuple[Script, source.Source]:
    """Returns the script and its source, for callers that point into the text.

    Its own sounds are in `folder`, and whatever it includes is looked for beside `file`. Raises
    ScriptError as `load` does.
    """
    try:
        parsed = source.parse(text)
    except source.SourceError as error:
        raise ScriptError(name, error.problems) from error
    if parsed.data is None and not parsed.problems:
        raise ScriptError(name, [_whole("the script is empty; start with 'voiceguide: 1'")])
    if not isinstance(parsed.data, dict):
        found = _whole("expected keys and values; start with 'voiceguide: 1'")
        raise ScriptError(name, parsed.problems or [found])
    parsed, problems = includes.joined(parsed, file)
    script = None
    if not problems:  # others would follow from what is missing
        script, problems = _checked(parsed, Origin(name, folder, parsed))
    if script is None or problems or parsed.problems:
        ordered = map(parsed.located, _in_order(problems, parsed.problems))
        raise ScriptError(name, list(dict.fromkeys(ordered)))
    return script, parsed


def _checked(parsed: source.Source, origin: Origin) -> tuple[Script | None, list[Problem]]:
    """Returns the script, if it can be read, and all problems with it."""
    problems = list(speakable.problems(parsed))
    script = None
    if not parsed.has_gaps:  # unknown names and missing keys would follow from them
        script, faults = _validated(parsed, origin)
        problems += faults
    problems = misread.instead_of(problems, parsed)
    if script and not problems:
        checks = (sides.problems, moments.problems, on_beat.problems)
        problems = list(chain.from_iterable(check(script, parsed) for check in checks))
    return script, problems


def _validated(parsed: source.Source, origin: Origin) -> tuple[Script | None, list[Problem]]:
    """Returns the script, if its keys and values are valid, and their problems."""
    problems = list(references.problems(parsed))
    try:
        return Script.model_validate(parsed.data, context={"origin": origin}), problems
    except ValidationError as error:
        faults = [dict(fault) for fault in error.errors(include_url=False)]
        problems += [_explain(fault, parsed) for fault in faults if not _follows(fault)]
    return None, problems


def _in_order(problems: Iterable[Problem], refused: Sequence[Problem]) -> list[Problem]:
    """Returns each problem once, in the order of the file. Where a part of YAML is refused, only
    that is reported."""
    places = {(problem.line, problem.column) for problem in refused}
    others = {problem for problem in problems if (problem.line, problem.column) not in places}
    found = sorted({*refused, *others}, key=lambda p: (p.line, p.column, p.message))
    more = len(found) - MOST_PROBLEMS
    return found if more <= 0 else [*found[:-more], _whole(f"and {more} more problems")]


def read_text(path: FilePath) -> str:
    """Returns the text of a script file. Raises ScriptError if it isn't one."""
    return decoded(contents.read(path), contents.shown(path))


def _whole(message: str) -> Problem:
    return Problem(line=0, column=0, message=message)


def _explain(fault: dict[str, Any], parsed: source.Source) -> Problem:
    """Returns a fault from the validation library as a problem in our words, at its place."""
    path = _path(fault["loc"], parsed)
    kind, context = fault["type"], fault.get("ctx", {})
    found = fault["input"]
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        key = str(fault["loc"][-1])
        hint = keys.meant_by(key, path[:-1])
        if found is None:
            hint = "; if it belongs to a text with a comma, put the whole text in quotes"
        return parsed.problem(path, f"unknown key {key!r}{hint}", key=True)
    if kind == "missing":
        key = fault["loc"][-1]
        if isinstance(key, int):
            return parsed.problem(path, f"too few entries; expected at least {key + 1}")
        return parsed.problem(path, f"missing key {key!r}")
    if kind == "literal_error" and path == ("voiceguide",):
        return parsed.problem(path, f"unknown format version {found!r}; expected 1")
    if kind in ("enum", "literal_error"):
        names = re.findall("'([^']+)'", context["expected"])
        return parsed.problem(path, f"unknown value {_shown(found)}{nearest(str(found), names)}")
    if kind == "string_pattern_mismatch":
        hint = _pattern_hint(context["pattern"])
        return parsed.problem(path, f"{_shown(found)} {hint}", key=fault["loc"][-1] == "[key]")
    if kind in _EXPECTED:
        hint = _instead(kind, found, path, parsed)
        return parsed.problem(path, f"{_EXPECTED[kind]}, found {_shown(found)}{hint}")
    if kind in ("string_too_long", "too_long", "too_short", "string_too_short"):
        return parsed.problem(path, _size_hint(kind, context, found))
    return parsed.problem(path, str(fault["msg"]), snippet=str(context.get("snippet", "")))


def _instead(kind: str, found: object, path: source.Path, parsed: source.Source) -> str:
    """Returns advice on writing true and false, keys and values, or a number, true, false or null
    as text."""
    if kind == "bool_type":
        switch = _SWITCHES.get(str(found).lower())
        return f"; write {switch}" if switch else ""
    if _EXPECTED[kind] == _MAPPING:
        return keys.example(path)
    span = parsed.values.get(path)
    if kind != "string_type" or isinstance(found, dict | list) or not span:
        return ""
    written = parsed.text[span.start : span.end]
    return f"; {quoting.cure(written)}" if written else ""


def _follows(fault: dict[str, Any]) -> bool:
    """Whether a list is "too short" only because of its faulty entries."""
    if fault["type"] != "too_short":
        return False
    return len(fault["input"]) >= int(fault["ctx"]["min_length"])


def _path(loc: tuple[int | str, ...], parsed: source.Source) -> source.Path:
    """Returns `loc` without the names of union branches, which are not in the file."""
    path: source.Path = ()
    for part in loc:
        if (*path, part) in parsed.values or part is loc[-1]:
            path = (*path, part)
    return path if path in parsed.values else path[:-1]


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value)
    return text if len(text) <= 50 else f"{text[:47]}..."


def _pattern_hint(pattern: str) -> str:
    if "A-Z" in pattern:
        return "is not a language; expected a code such as en or pt-BR"
    return "is not a name; expected lower-case letters, digits and hyphens"


def _size_hint(kind: str, context: dict[str, Any], found: object) -> str:
    if kind in ("string_too_long", "too_long"):
        unit = "characters" if isinstance(found, str) else "entries"
        return f"too long; expected at most {context['max_length']} {unit}"
    if kind == "string_too_short":
        return "this is empty; expected text"
    least = context["min_length"]
    return f"this is empty; write at least {least} entr{'y' if least == 1 else 'ies'}"
