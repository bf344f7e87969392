"""Cuts a long text into pieces, so that none is too long for a script or for a pattern."""

import re
from collections.abc import Iterator

MOST = 3_000
"""The most characters in a piece."""

_STOP = re.compile(r"[.!?…;\u3002\uff01\uff1f][\"'”’»)]*\s")


def pieces(text: str) -> Iterator[str]:
    """Yields a text in pieces, which end after a sentence or, failing that, after a word."""
    while len(text) > MOST:
        window = text[:MOST]
        stops = [match.end() for match in _STOP.finditer(window)]
        end = stops[-1] if stops else window.rfind(" ") + 1 or MOST
        yield text[:end]
        text = text[end:]
    yield text
