"""A session for a person to read aloud: the words with their times, and the waits after them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from voiceguide.sounds import BELL
from voiceguide.timecode import duration
from voiceguide.timeline.model import Chapter, Chime, ChimeKind, Cue, Timeline

_SHOWN_PAUSE_MS = 1_500
"""Shorter pauses are not shown, since a reader makes them between sentences anyway."""

_SHOWN_QUIET_MS = 5_000
"""The shortest quiet that is shown: after it, a reader wonders whether to continue."""

_BELL = f"[{BELL}]"

_TENTH_MS, _SECOND_MS = 100, 1_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, and what is heard then: words with their pauses in brackets, or a chime."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One step: its chapter, and everything heard in it, in order."""

    chapter: Chapter
    moments: tuple[Moment, ...]


def passages(timeline: Timeline) -> Iterator[Passage]:
    """Yields the steps of a session in order. Words belong to the step in which they are said, so
    the heads-up for a step is in the previous one."""
    for chapter in timeline.chapters:
        cues = [cue for cue in timeline.cues if _starts_in(cue.start_ms, chapter)]
        ends = [*(cue.start_ms for cue in cues[1:]), chapter.end_ms]
        chimes = [
            chime
            for chime in timeline.heard_chimes
            if chime.kind is not ChimeKind.NEXT_STEP and _starts_in(chime.start_ms, chapter)
        ]
        said = [
            Moment(cue.start_ms, _words(cue, end, chimes))
            for cue, end in zip(cues, ends, strict=True)
        ]
        rung = [
            Moment(chime.start_ms, _BELL if chime.kind is ChimeKind.BELL else "(chime)")
            for chime in chimes
            if not any(cue.start_ms < chime.start_ms < cue.end_ms for cue in cues)
        ]
        yield Passage(chapter, tuple(sorted([*said, *rung], key=lambda moment: moment.at_ms)))


def _starts_in(ms: int, chapter: Chapter) -> bool:
    return chapter.start_ms <= ms < chapter.end_ms


def _words(cue: Cue, until_ms: int, chimes: Sequence[Chime]) -> str:
    """Returns a cue's words with their pauses and bells, and the quiet after them."""
    pauses = [
        _between(early.end_ms, later.start_ms, chimes) for early, later in pairwise(cue.phrases)
    ]
    quiet_ms = until_ms - cue.end_ms
    after = f"[quiet {_rounded(quiet_ms, _SECOND_MS)}]" if quiet_ms >= _SHOWN_QUIET_MS else ""
    phrases = [phrase.text for phrase in cue.phrases]
    parts = chain.from_iterable(zip(phrases, [*pauses, after], strict=True))
    return " ".join(filter(None, parts))


def _between(start_ms: int, end_ms: int, chimes: Sequence[Chime]) -> str:
    """Returns the pauses and bells between two phrases."""
    found, at_ms = list[str](), start_ms
    for chime in chimes:
        if start_ms <= chime.start_ms < end_ms:
            found += [_pause(chime.start_ms - at_ms), _BELL]
            at_ms = chime.end_ms
    return " ".join(filter(None, [*found, _pause(end_ms - at_ms)]))


def _pause(ms: int) -> str:
    return f"[pause {_rounded(ms, _TENTH_MS)}]" if ms >= _SHOWN_PAUSE_MS else ""


def _rounded(ms: int, unit_ms: int) -> str:
    return duration((ms + unit_ms // 2) // unit_ms * unit_ms)
