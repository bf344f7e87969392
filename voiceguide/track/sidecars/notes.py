"""Notes on the screen: text that is shown in the quiet between the words, and not said.

A step's notes follow its opening, in readable portions, and continue in later quiet, even during
the next steps. They never cover spoken words. If a session has too little quiet, the portions
become smaller, and then faster.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Self

from voiceguide.timeline.model import CueKind, Timeline
from voiceguide.timeline.statistics import silences
from voiceguide.track.sidecars.screen import LINES, Caption, even_lines, line_count

READING: Final = 17
"""In characters per second; subtitle guides allow adults 15 to 20."""

LEAST_MS: Final = 1_000
"""The shortest time for a portion, however short its text."""

QUIET_MS: Final = 3_000
"""The shortest quiet for notes; shorter ones are mere pauses in speech."""

_FASTER: Final = 1.25
_FASTEST: Final = 100.0
"""Notes that would have to be read this many times as fast as usual are left out."""

_CLAUSE_END: Final = re.compile(r"(?<=[,;:])\s+")

_Span = tuple[int, int]
Paragraphs = tuple[tuple[str, ...], ...]
"""Notes as a chapter holds them: paragraphs of sentences."""


def shown_notes(timeline: Timeline) -> tuple[Caption, ...]:
    """Returns the notes of a whole session as captions, in order of time."""
    opened = {
        cue.step: cue.end_ms for cue in reversed(timeline.cues) if cue.kind is CueKind.OPENING
    }
    waiting = [
        _Notes.of(chapter.notes, opened.get(chapter.step, chapter.start_ms))
        for chapter in timeline.chapters
        if chapter.notes
    ]
    quiet = [(start, end) for start, end in silences(timeline) if end > start] if waiting else []
    while waiting:
        placed, crowded = _placed(waiting, quiet)
        if crowded is None or waiting[-1].hurry > _FASTEST:
            return placed
        waiting = [*waiting[:crowded], *(notes.tighter() for notes in waiting[crowded:])]
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notes:
    """A step's notes, to be shown from `from_ms` on, in portions of at most `lines` lines.

    `hurry` is the reading speed as a multiple of the usual one.
    """

    paragraphs: Paragraphs
    portions: tuple[tuple[str, ...], ...]
    from_ms: int
    lines: int = LINES
    hurry: float = 1.0

    @classmethod
    def of(cls, paragraphs: Paragraphs, from_ms: int) -> Self:
        """Returns the notes as they are shown if there is enough time."""
        portions = tuple(_portions(paragraphs, LINES))
        return cls(paragraphs=paragraphs, portions=portions, from_ms=from_ms)

    def time_ms(self, portion: Sequence[str]) -> int:
        """Returns how long a portion is shown."""
        letters = sum(map(len, portion)) + len(portion) - 1
        needed = max(LEAST_MS, -(-letters * 1000 // READING))
        return max(1, round(needed / self.hurry))

    def fits(self, portion: Sequence[str], quiet: _Span, from_ms: int) -> bool:
        """Whether a portion that is shown from `from_ms` fits a stretch of quiet."""
        start, end = quiet
        is_pause = end - start < QUIET_MS and self.hurry == 1.0
        return not is_pause and end - max(start, from_ms) >= self.time_ms(portion)

    def tighter(self) -> Self:
        """Returns the same notes in smaller portions or, once they are small, for less time."""
        if self.lines > 1:
            return replace(self, lines=1, portions=tuple(_portions(self.paragraphs, 1)))
        return replace(self, hurry=self.hurry * _FASTER)


def _portions(paragraphs: Paragraphs, lines: int) -> Iterator[tuple[str, ...]]:
    """Yields the lines that are shown together. If possible, a portion ends at a full stop or a
    comma."""
    for sentences in paragraphs:
        for text in _filled(sentences, lines):
            rows = even_lines(text)
            yield from (tuple(rows[at : at + lines]) for at in range(0, len(rows), lines))


def _filled(sentences: Iterable[str], lines: int) -> Iterator[str]:
    """Yields texts that fit: as many sentences as possible, or the clauses of a long one."""
    for is_short, run in groupby(sentences, key=lambda one: line_count(one) <= lines):
        if is_short:
            yield from _together(run, lines)
        else:
            for sentence in run:
                yield from _together(_CLAUSE_END.split(sentence), lines)


def _together(parts: Iterable[str], lines: int) -> Iterator[str]:
    waiting = ""
    for part in parts:
        longer = f"{waiting} {part}" if waiting else part
        if waiting and line_count(longer) > lines:
            yield waiting
            longer = part
        waiting = longer
    yield waiting


def _placed(
    waiting: Sequence[_Notes], quiet: Sequence[_Span]
) -> tuple[tuple[Caption, ...], int | None]:
    """Returns the portions that fit into the quiet. If some don't, also returns the index of the
    notes from which on time is short."""
    found: list[Caption] = []
    at = now = crowded = 0
    for index, notes in enumerate(waiting):
        if now <= notes.from_ms:
            now, crowded = notes.from_ms, index
        for portion in notes.portions:
            while at < len(quiet) and not notes.fits(portion, quiet[at], now):
                at += 1
            if at == len(quiet):
                return tuple(found), crowded
            start = max(now, quiet[at][0])
            now = start + notes.time_ms(portion)
            found.append(Caption(start_ms=start, end_ms=now, lines=portion))
    return tuple(found), None
