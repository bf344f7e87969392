"""Breaks captions into two lines of 42 characters, the usual limit of subtitle guides.

A Chinese, Japanese or Korean character is as wide as two, and a line may end after it.
"""

import re
import textwrap
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

LINE = 42
"""Characters in a line."""

LINES = 2
"""Lines in a caption."""


_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff01-\uff60]")
_CLOSING = "\u3001\u3002\uff0c\uff01\uff1f\u300d\u300f\uff09\u30fc\u3063\u3083\u3085\u3087"
_PIECE = re.compile(rf"{_WIDE.pattern}[{_CLOSING}]* ?|(?:(?!{_WIDE.pattern})\S)+ ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The lines on the screen from `start_ms` until `end_ms`."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def even_lines(text: str) -> list[str]:
    """Returns as few lines as possible, of about equal length; splits only overlong words."""
    fewest = line_count(text)
    if fewest == 1:
        return [" ".join(text.split())]
    longest = max(map(_room, _pieces(text)), default=1)
    widths = range(min(longest, LINE), LINE + 1)
    narrowest = bisect_left(widths, -fewest, key=lambda width: -len(_wrapped(text, width)))
    return _wrapped(text, widths[narrowest])


def line_count(text: str) -> int:
    """Returns how many lines a text takes."""
    return 1 if 0 < _room(text.strip()) <= LINE else len(_wrapped(text, LINE))


def _wrapped(text: str, width: int) -> list[str]:
    if not _WIDE.search(text):
        return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)
    lines = [""]
    for piece in _pieces(text):
        if _room(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [part for line in lines for part in textwrap.wrap(line, width, break_on_hyphens=False)]


def _pieces(text: str) -> list[str]:
    """Returns the parts that a line break must not split: words, and wide characters with their
    closing punctuation."""
    return _PIECE.findall(" ".join(text.split())) if _WIDE.search(text) else text.split()


def _room(text: str) -> int:
    if text.isascii() or not _WIDE.search(text):
        return len(text)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
