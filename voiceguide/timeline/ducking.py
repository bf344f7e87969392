"""Plans when the bed gets quieter; the timeline knows the time of every word."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

from voiceguide.timecode import frame_from
from voiceguide.timeline.model import GainPoint, Timeline

DUCK_DB = -6.0
"""The bed's gain under voice and chimes: low enough to keep words clear, but still audible."""

RAMP_DOWN_MS = 400
"""The fade down ends as the first syllable starts, so that the bed never covers it."""

HOLD_MS = 800
"""The bed stays down this long after the last sound, in case another follows at once."""

RAMP_UP_MS = 2_000
"""The fade up is slow: a bed that rises gradually is less noticeable than one that jumps."""

STAY_MS = 4_000
"""The bed stays down during pauses shorter than this, or it would pump with every sentence."""

_MOMENT = attrgetter("at_ms")


def ducking(timeline: Timeline) -> tuple[GainPoint, ...]:
    """Returns the bed's gain over the session, as points joined by straight lines in dB."""
    sounds = [(phrase.start_ms, phrase.end_ms) for cue in timeline.cues for phrase in cue.phrases]
    sounds += [(chime.start_ms, chime.end_ms) for chime in timeline.heard_chimes]
    points = [point for start, end in _joined(sorted(sounds)) for point in _dip(start, end)]
    return tuple(points)


def gain_at(gain: tuple[GainPoint, ...], at_ms: float) -> float:
    """Returns the planned gain at a moment, in dB; constant before the first and after the last
    point."""
    if not gain:
        return 0.0
    index = bisect_left(gain, at_ms, key=_MOMENT)
    if index in (0, len(gain)):
        return gain[max(index - 1, 0)].db
    before, after = gain[index - 1], gain[index]
    part = (at_ms - before.at_ms) / max(after.at_ms - before.at_ms, 1)
    return before.db + (after.db - before.db) * part


def _joined(sounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yields (start, end) of each stretch of sound; pauses under `STAY_MS` don't end a stretch."""
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
    """Yields the points of one fade down and up, without those before the session's start.

    The hold starts on an MP3 frame boundary, so that the fade up is the same after any words.
    """
    up = frame_from(end) + HOLD_MS
    if start > RAMP_DOWN_MS:
        yield GainPoint(start - RAMP_DOWN_MS, 0.0)
    yield GainPoint(start, DUCK_DB)
    yield GainPoint(up, DUCK_DB)
    yield GainPoint(up + RAMP_UP_MS, 0.0)
