"""Captions: the spoken phrases, in lines that fit a screen.

Two lines of 42 characters are what subtitle guides agree on. A phrase that
does not fit becomes several captions, which share its time in proportion to
their length.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from voiceguide.timeline.model import Phrase, Timeline

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


def captions(timeline: Timeline) -> tuple[Caption, ...]:
    """Returns the captions of a whole session, in order of time."""
    return tuple(
        caption for cue in timeline.cues for phrase in cue.phrases for caption in _split(phrase)
    )


def _split(phrase: Phrase) -> Iterator[Caption]:
    lines = _even_lines(phrase.text)
    parts = [tuple(lines[at : at + LINES]) for at in range(0, len(lines), LINES)]
    sizes = [sum(map(len, part)) for part in parts]
    length_ms = phrase.end_ms - phrase.start_ms
    for index, part in enumerate(parts):
        start = length_ms * sum(sizes[:index]) // sum(sizes)
        end = length_ms * sum(sizes[: index + 1]) // sum(sizes)
        yield Caption(start_ms=phrase.start_ms + start, end_ms=phrase.start_ms + end, lines=part)


def _even_lines(text: str) -> list[str]:
    """Returns as few lines as possible, about equally long; splits only words too long for one."""
    words = text.split()
    wrap = partial(textwrap.wrap, " ".join(words), break_on_hyphens=False)
    fewest = len(wrap(LINE))
    longest = max(map(len, words), default=1)
    widths = range(min(longest, LINE), LINE + 1)
    return next(lines for width in widths if len(lines := wrap(width)) == fewest)
