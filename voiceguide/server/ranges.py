"""What a request's Range header asks for, by RFC 9110, 14.1 and 14.2.

Checked before starlette reads it: that one refuses units it doesn't know, which are to be
ignored, and takes for a number whatever Python does, such as 1_0.
"""

import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

_NAME: Final = b"range"
_BYTES: Final = "bytes"
_PARTS: Final = re.compile(r"[\s,]*(?:\d*-\d*[ \t]*(?:,[\s,]*|$))+", re.ASCII)


def heeded(scope: Scope) -> Scope:
    """The request without a range in a unit that isn't known."""
    unit, _, _ = Headers(scope=scope).get("range", _BYTES).partition("=")
    if unit.strip().lower() == _BYTES:
        return scope
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != _NAME]}


def is_wrong(scope: Scope) -> bool:
    """Whether it asks for parts in bytes that are no parts."""
    asked = Headers(scope=scope).get("range")
    return asked is not None and not _PARTS.fullmatch(asked.partition("=")[2])
