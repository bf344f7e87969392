"""Finds the stretches of a scene where only the bed sounds, at a constant level."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from voiceguide.audio.scene import CROSSFADE_MS, Bed, Scene

Span = tuple[int, int]
"""A start and an end, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A stretch of a scene where only one run of its bed sounds, at a constant level.

    The run began at `origin_ms`. Two windows inside sound the same if they have the same length,
    the same position in the loop and the same `level_db`.
    """

    start_ms: int
    end_ms: int
    origin_ms: int
    level_db: float


def plain_stretches(scene: Scene) -> list[Plain]:
    """Returns the plain stretches of a scene, in order."""
    bed = scene.bed
    busy = chain(
        ((placed.start_ms, placed.end_ms) for placed in scene.placed),
        _changes(bed, scene.total_ms) if bed else (),
    )
    return [
        Plain(start, end, *(_run(bed, start) if bed else (0, 0.0)))
        for start, end in _between(sorted(busy), scene.total_ms)
    ]


def _changes(bed: Bed, total_ms: int) -> Iterable[Span]:
    """Yields the spans in which the bed fades, changes its level, or restarts."""
    ramps = ((left[0], right[0]) for left, right in pairwise(bed.gain) if left[1] != right[1])
    crossfades = ((restart, restart + CROSSFADE_MS) for restart in bed.restarts)
    fades = ((0, bed.fade_in_ms), (total_ms - bed.fade_out_ms, total_ms))
    return chain(ramps, crossfades, fades)


def _between(busy: Iterable[Span], total_ms: int) -> Iterator[Span]:
    now = 0
    for start, end in busy:
        if start > now:
            yield now, start
        now = max(now, end)
    if now < total_ms:
        yield now, total_ms


def _run(bed: Bed, at_ms: int) -> tuple[int, float]:
    """Returns the start of the run that sounds at a moment, and the bed's level there in dB."""
    run = bisect_right(bed.restarts, at_ms)
    point = bisect_right(bed.gain, at_ms, key=lambda point: point[0])
    level = bed.gain[max(0, point - 1)][1] if bed.gain else 0.0
    return (bed.restarts[run - 1] if run else 0), level
