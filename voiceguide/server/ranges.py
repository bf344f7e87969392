"""Reads a request's Range header, by RFC 9110, 14.1 and 14.2."""

import re
from collections.abc import Iterator
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

_NAME: Final = b"range"
_BYTES: Final = "bytes"
_PARTS: Final = re.compile(r"[\s,]*(?:\d*-\d*[ \t]*(?:,[\s,]*|$))+", re.ASCII)


def heeded(scope: Scope) -> Scope:
    """Returns the request without a Range header in an unknown unit."""
    unit, _, _ = Headers(scope=scope).get("range", _BYTES).partition("=")
    if unit.strip().lower() == _BYTES:
        return scope
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != _NAME]}


def is_wrong(scope: Scope) -> bool:
    """Returns whether the request has a malformed range of bytes."""
    asked = Headers(scope=scope).get("range")
    return asked is not None and not _PARTS.fullmatch(asked.partition("=")[2])


def parts_of(asked: str, size: int) -> list[tuple[int, int]]:
    """Returns the parts (start, end) that a well-formed header requests from a file of that size.

    Parts that overlap or touch are joined; parts beyond the file's end are left out.
    """
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_parts(asked.partition("=")[2], size)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _parts(listed: str, size: int) -> Iterator[tuple[int, int]]:
    for each in listed.split(","):
        first, _, last = each.strip().partition("-")
        if first:
            start, end = _number(first), min(_number(last) + 1, size) if last else size
        else:
            start, end = max(0, size - _number(last or "0")), size
        if start < end:
            yield start, end


def _number(digits: str) -> int:
    """Returns the number; one larger than any file is cut after its first digits."""
    return int(digits.lstrip("0")[:20] or "0")
