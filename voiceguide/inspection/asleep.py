"""Checks that the chimes of a sleep session get softer, and end before the hands rest."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from voiceguide.inspection.check import Check, judged, places, unknown
from voiceguide.timecode import clock
from voiceguide.timeline.model import Chime, ChimeKind, Timeline

TARGET = "for falling asleep, each softer than the one before, and none in the last step"

SOFTER_LU = 0.5
"""The bed may make a chime measure louder than the one before by this much."""

LEAST_LU = 4.0
"""The last chime must be softer than the first of its kind by this much, or nobody would notice."""

NOTHING_LU = -20.0
"""The level relative to speech below which a sound is the bed, not a chime."""

BED_LU = 2.0
"""How far the bed alone may be above its planned level."""


def chimes_check(timeline: Timeline, levels: Sequence[float]) -> Check:
    """Checks the chimes' planned gains, and their `levels` in the track: LU relative to speech."""
    name = "sleep chimes"
    if not timeline.sleep:
        return unknown(name, TARGET, "not for falling asleep")
    heard = [
        (chime, level)
        for chime, level in zip(timeline.timed_chimes, levels, strict=True)
        if chime.gain_db is not None
    ]
    wrong = sorted({*_not_softer(heard), *_too_late(timeline), *_left_over(timeline, levels)})
    value = "none"
    if heard:
        first, last = heard[0][1], heard[-1][1]
        value = f"{len(heard)} of {len(levels)}, from {first:.1f} to {last:.1f} LU"
    where = places([clock(at) for at in wrong])
    return judged(name, TARGET, value, good=not wrong, where=where)


def _not_softer(heard: Sequence[tuple[Chime, float]]) -> Iterator[int]:
    """Yields the times of chimes that are not softer than the previous one of their kind."""
    for kind, sound in dict.fromkeys((chime.kind, chime.sound) for chime, _ in heard):
        alike = [(c, level) for c, level in heard if (c.kind, c.sound) == (kind, sound)]
        for (_, before), (chime, level) in pairwise(alike):
            if level > before + SOFTER_LU:
                yield chime.start_ms
        if kind is ChimeKind.NEXT_STEP and len(alike) > 2:
            (_, first), (chime, last) = alike[0], alike[-1]
            if last > first - LEAST_LU:
                yield chime.start_ms


def _too_late(timeline: Timeline) -> Iterator[int]:
    """Yields the times of chimes that are planned to sound in the last step, in which the hands
    rest. The chime that opens the session may sound, even if it has only one step."""
    last_ms = timeline.chapters[-1].start_ms if timeline.chapters else 0
    for chime in timeline.timed_chimes[1:]:
        if chime.gain_db is not None and chime.start_ms >= last_ms:
            yield chime.start_ms


def _left_over(timeline: Timeline, levels: Sequence[float]) -> Iterator[int]:
    """Yields the times at which a silent chime is planned, but something is as loud as one."""
    bed_lu = timeline.bed.level_lu + BED_LU if timeline.bed else NOTHING_LU
    for chime, level in zip(timeline.timed_chimes, levels, strict=True):
        if chime.gain_db is None and level > max(NOTHING_LU, bed_lu):
            yield chime.start_ms
