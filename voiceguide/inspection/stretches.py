"""The stretches of a session whose loudness is measured, by its plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from voiceguide.timeline.model import GainPoint, Timeline

GAP_MS = 10_000
"""As much of each gap is measured for the bed's level."""

LEAST_GAP_MS = 1000

MOST_GAPS = 24
"""Gaps measured, spread over the session."""

AFTER_MS = 200
"""Sound that dies away after speech or a chime is left out of a gap."""


class Use(Enum):
    """How a stretch is measured: as a whole, or where it is loudest (400 ms)."""

    WHOLE = "whole"
    LOUDEST = "loudest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From when to when, in milliseconds."""

    start_ms: int
    end_ms: int
    use: Use


def speech(timeline: Timeline) -> list[Stretch]:
    """Every phrase."""
    return [
        Stretch(start_ms=phrase.start_ms, end_ms=phrase.end_ms, use=Use.WHOLE)
        for cue in timeline.cues
        for phrase in cue.phrases
    ]


def chimes(timeline: Timeline) -> list[Stretch]:
    """Every chime."""
    return [
        Stretch(start_ms=chime.start_ms, end_ms=chime.end_ms, use=Use.LOUDEST)
        for chime in timeline.chimes
    ]


def gaps(timeline: Timeline) -> list[Stretch]:
    """Where nothing but the bed sounds, at its full level."""
    if timeline.bed is None or not timeline.bed.gain:
        return []
    full = max(point.db for point in timeline.bed.gain)
    first, last = timeline.bed.fade_in_ms, timeline.total_ms - timeline.bed.fade_out_ms
    found = []
    for start, end in quiet(timeline):
        for a, b in _at(full, timeline.bed.gain, timeline.total_ms):
            low, high = max(start, a, first), min(end, b, last)
            if high - low >= LEAST_GAP_MS:
                found.append(Stretch(start_ms=low, end_ms=min(high, low + GAP_MS), use=Use.WHOLE))
    step = -(-len(found) // MOST_GAPS) or 1
    return found[::step]


def quiet(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """The stretches in which, by the plan, neither voice nor chime sounds."""
    spans = [(phrase.start_ms, phrase.end_ms) for cue in timeline.cues for phrase in cue.phrases]
    spans += [(chime.start_ms, chime.end_ms) for chime in timeline.chimes]
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end + AFTER_MS)
    if at < timeline.total_ms:
        yield at, timeline.total_ms


def _at(db: float, gain: tuple[GainPoint, ...], total_ms: int) -> Iterator[tuple[int, int]]:
    """The stretches in which the gain rests at a value."""
    points = [GainPoint(0, gain[0].db), *gain, GainPoint(total_ms, gain[-1].db)]
    for before, after in pairwise(points):
        if before.db == after.db == db and before.at_ms < after.at_ms:
            yield before.at_ms, after.at_ms
