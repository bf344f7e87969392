"""Checks a request's Range header, by RFC 9110, 14.1 and 14.2.

This runs before starlette, which refuses unknown units, though they must be ignored, and accepts
whatever Python takes for a number, such as 1_0.
"""

import re
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
