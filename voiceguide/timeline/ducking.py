"""When the bed steps back: planned, since the timeline knows every word beforehand."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from voiceguide.timecode import frame_from
from voiceguide.timeline.model import GainPoint, Timeline

DUCK_DB = -6.0
"""Under voice and chimes the bed is quieter by this: it clears the words and is still there."""

RAMP_DOWN_MS = 400
"""Down before the first syllable, so that the bed is out of the way when it comes."""

HOLD_MS = 800
"""Down this long after the last sound: what follows at once needs no second ramp."""

RAMP_UP_MS = 2_000
"""Up slowly: a bed that comes back is noticed less than one that jumps."""

STAY_MS = 4_000
"""Across pauses shorter than this the bed stays down, or it would breathe with the sentences."""


def ducking(timeline: Timeline) -> tuple[GainPoint, ...]:
    """The gain of the bed over the whole session: straight lines in dB between these points."""
    sounds = [(phrase.start_ms, phrase.end_ms) for cue in timeline.cues for phrase in cue.phrases]
    sounds += [(chime.start_ms, chime.end_ms) for chime in timeline.chimes]
    points = [point for start, end in _joined(sorted(sounds)) for point in _dip(start, end)]
    return tuple(points)


def gain_at(gain: tuple[GainPoint, ...], at_ms: float) -> float:
    """The planned gain at a moment, in dB; level before the first point and after the last."""
    if not gain:
        return 0.0
    if at_ms <= gain[0].at_ms:
        return gain[0].db
    for before, after in pairwise(gain):
        if at_ms <= after.at_ms:
            part = (at_ms - before.at_ms) / max(after.at_ms - before.at_ms, 1)
            return before.db + (after.db - before.db) * part
    return gain[-1].db


def _joined(sounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of sound, with the pauses that are too short to come up in."""
    start = end = None
    for first, last in sounds:
        if start is None or end is None:
            start, end = first, last
        elif first - end < STAY_MS:
            end = max(end, last)
        else:
            yield start, end
            start, end = first, last
    if start is not None and end is not None:
        yield start, end


def _dip(start: int, end: int) -> Iterator[GainPoint]:
    """Down, and up again; what would be before the session's start is left out.

    It is held from a boundary of MP3 frames on, so that the way up is the same after any words.
    """
    up = frame_from(end) + HOLD_MS
    if start > RAMP_DOWN_MS:
        yield GainPoint(start - RAMP_DOWN_MS, 0.0)
    yield GainPoint(start, DUCK_DB)
    yield GainPoint(up, DUCK_DB)
    yield GainPoint(up + RAMP_UP_MS, 0.0)
