"""Writes a script's data as YAML, as people write it: texts in blocks, short lists on one line."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from voiceguide.authoring.written import text

_WIDTH = 96
_ENDING = "-->"
"""Ends a comment of Markdown, in which a script's data may stand."""

_BLOCK = re.compile(r"(?:[^\s\x00-\x1f\x7f-\x9f\ufeff](?:.*\S)?\n|\n)+")
_DURATION = re.compile(r"-?\d+(?:\.\d+)?(?:ms|s|m|h|%)(?:\d+(?:ms|s|m))*\+?( each)?")
_STEPS = "  "
"""The indent of the steps, each of which is a block, with a line between two."""

_KEY = re.compile(r"[A-Za-z_][\w-]*")


def dumped(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yields the lines of a mapping."""
    for key, value in data.items():
        yield from _entry(f"{indent}{_key(key)}:", value, indent)
        if not indent and key in ("language", "lengths", "pronounce", "reminders"):
            yield ""


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    flow = _flow(value)
    if isinstance(value, str) and "\n" in value and _is_block(value):
        yield f"{start} |"
        for line in value.splitlines():
            yield f"{indent}  {line}".rstrip()
    elif start != "steps:" and _is_short(value) and len(start) + len(flow) < _WIDTH:
        yield f"{start} {flow}"
    elif isinstance(value, Mapping) and value:
        yield start
        yield from dumped(value, f"{indent}  ")
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        yield start
        yield from _items(value, f"{indent}  ")
    else:
        yield f"{start} {flow}"


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    is_first, is_steps = True, len(indent) == len(_STEPS)
    for value in values:
        fits = not is_steps and _is_short(value) and len(_flow(value)) < _WIDTH
        if isinstance(value, Mapping) and not fits:
            if not is_first and is_steps:
                yield ""
            first, *others = dumped(value, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield from _entry(f"{indent}-", value, indent)
        is_first = False


def _is_short(value: Any) -> bool:
    """Whether a value can stand on one line."""
    if isinstance(value, str):
        return "\n" not in value
    if isinstance(value, Mapping):
        return all(not isinstance(v, str) or len(v) < 60 for v in value.values()) and all(
            map(_is_short, value.values())
        )
    return not isinstance(value, Sequence) or all(map(_is_short, value))


def _flow(value: Any, *, inside: bool = False) -> str:
    """Returns a value on one line; `inside` brackets, a comma parts two values."""
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)}: {_flow(each, inside=True)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, str):
        if _ENDING in value or (inside and "," in value):
            return json.dumps(value, ensure_ascii=False).replace(_ENDING, "--\\u003e")
        return value if _DURATION.fullmatch(value) else text(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(_flow(each, inside=True) for each in value) + "]"
    return json.dumps(value)


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and text(key) == key else json.dumps(key, ensure_ascii=False)


def _is_block(value: str) -> bool:
    is_plain = _ENDING not in value and _BLOCK.fullmatch(value) is not None
    return is_plain and not value.startswith("\n")
