"""The stretches of a session to measure for loudness, taken from its plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from voiceguide.timeline.model import BedKind, GainPoint, Timeline

GAP_MS = 10_000
"""The longest part of a gap to measure for the bed's level."""

LEAST_GAP_MS = 1000

MOST_GAPS = 24
"""The most gaps to measure, spread over the session."""

SPEECH_MS = 120_000
"""The longest part of a phrase to measure, since it is held in memory."""

AFTER_MS = 200
"""A gap begins this long after speech or a chime, which has to die away first."""


_Span = tuple[int, int]


class Use(Enum):
    """How to measure a stretch: as a whole, or its loudest 400 ms."""

    WHOLE = "whole"
    LOUDEST = "loudest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A span of time, in milliseconds, and how to measure it."""

    start_ms: int
    end_ms: int
    use: Use


def speech(timeline: Timeline) -> list[Stretch]:
    """Returns every phrase."""
    return [
        Stretch(
            start_ms=phrase.start_ms,
            end_ms=min(phrase.end_ms, phrase.start_ms + SPEECH_MS),
            use=Use.WHOLE,
        )
        for cue in timeline.cues
        for phrase in cue.phrases
    ]


def chimes(timeline: Timeline) -> list[Stretch]:
    """Returns every chime."""
    return [
        Stretch(start_ms=chime.start_ms, end_ms=chime.end_ms, use=Use.LOUDEST)
        for chime in timeline.timed_chimes
    ]


def gaps(timeline: Timeline) -> list[Stretch]:
    """Returns stretches in which only the bed sounds, at its full level."""
    if timeline.bed is None or not timeline.bed.gain:
        return []
    full = max(point.db for point in timeline.bed.gain)
    first, last = timeline.bed.fade_in_ms, timeline.total_ms - timeline.bed.fade_out_ms
    found = []
    at_full = _at(full, timeline.bed.gain, timeline.total_ms)
    for a, b in common(common(quiet(timeline), with_bed(timeline)), at_full):
        low, high = max(a, first), min(b, last)
        if high - low >= LEAST_GAP_MS:
            found.append(Stretch(start_ms=low, end_ms=min(high, low + GAP_MS), use=Use.WHOLE))
    step = -(-len(found) // MOST_GAPS) or 1
    return found[::step]


def with_bed(timeline: Timeline) -> Iterator[_Span]:
    """Yields the spans, in ms, in which a single bed sounds: a ducked one, if the session has any,
    otherwise a steady one."""
    kind = BedKind.STEADY if timeline.bed is None else BedKind.DUCKED
    for part in timeline.beds_of(kind):
        yield part.alone_ms, part.end_ms


def common(some: Iterator[_Span], others: Iterator[_Span]) -> Iterator[_Span]:
    """Yields the intersections of spans with others; both are in order, and don't overlap."""
    one, other = next(some, None), next(others, None)
    while one is not None and other is not None:
        start, end = max(one[0], other[0]), min(one[1], other[1])
        if start < end:
            yield start, end
        if one[1] < other[1]:
            one = next(some, None)
        else:
            other = next(others, None)


def quiet(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """Yields the spans, in ms, in which the plan has neither voice nor chime."""
    spans = [(phrase.start_ms, phrase.end_ms) for cue in timeline.cues for phrase in cue.phrases]
    spans += [(chime.start_ms, chime.end_ms) for chime in timeline.heard_chimes]
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end + AFTER_MS)
    if at < timeline.total_ms:
        yield at, timeline.total_ms


def _at(db: float, gain: tuple[GainPoint, ...], total_ms: int) -> Iterator[tuple[int, int]]:
    """Yields the spans, in ms, in which the gain stays at a value."""
    points = [GainPoint(0, gain[0].db), *gain, GainPoint(total_ms, gain[-1].db)]
    for before, after in pairwise(points):
        if before.db == after.db == db and before.at_ms < after.at_ms:
            yield before.at_ms, after.at_ms
