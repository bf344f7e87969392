"""What fits a screen: a caption is two lines of 42 characters, as subtitle guides agree."""

import textwrap
from bisect import bisect_left
from dataclasses import dataclass

LINE = 42
"""Characters in a line."""

LINES = 2
"""Lines in a caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The lines on the screen from `start_ms` until `end_ms`."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def even_lines(text: str) -> list[str]:
    """Returns as few lines as possible, about equally long; splits only words too long for one."""
    fewest = line_count(text)
    if fewest == 1:
        return [" ".join(text.split())]
    longest = max(map(len, text.split()), default=1)
    widths = range(min(longest, LINE), LINE + 1)
    narrowest = bisect_left(widths, -fewest, key=lambda width: -len(_wrapped(text, width)))
    return _wrapped(text, widths[narrowest])


def line_count(text: str) -> int:
    """Returns how many lines a text takes."""
    return 1 if 0 < len(text.strip()) <= LINE else len(_wrapped(text, LINE))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), width, break_on_hyphens=False)
