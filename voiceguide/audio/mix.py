"""Renders windows of a scene; a window rendered alone is the same as in the whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from functools import reduce
from operator import attrgetter

from voiceguide.audio.clip import BYTES_PER_MS, Loop
from voiceguide.audio.envelope import factors, shape
from voiceguide.audio.pcm import added, doubled
from voiceguide.audio.pydub_adapter import amplified, crossfaded, overlay
from voiceguide.audio.scene import CROSSFADE_MS, Bed, Placed, Scene

_START = attrgetter("start_ms")


def render(scene: Scene, start_ms: int, end_ms: int) -> bytes:
    """Returns the samples of [start_ms, end_ms): 48 kHz s16le, `scene.channels` interleaved.

    There is silence before 0 and after the scene's end. Adjacent windows join exactly: rendering a
    to c gives the samples of a to b, then those of b to c.
    """
    first, last = _inside(scene, start_ms, end_ms)
    width = BYTES_PER_MS * scene.channels
    if first >= last:
        return bytes((end_ms - start_ms) * width)
    base = _bed(scene, first, last)
    pieces = [
        (max(0, placed.start_ms - first), _cut(placed, first, last))
        for placed in _sounding(scene, first, last)
    ]
    head, tail = bytes((first - start_ms) * width), bytes((end_ms - last) * width)
    return head + overlay(base, pieces, scene.channels) + tail


def signature(scene: Scene, start_ms: int, end_ms: int) -> Hashable:
    """Returns everything that the samples of [start_ms, end_ms) depend on, and nothing else.

    Windows with equal signatures have equal samples, at any time: clips are
    timed from the window's start, the bed by its position in the loop, and the
    scene's edges count only if the window reaches them.
    """
    length = end_ms - start_ms
    first, last = _inside(scene, start_ms, end_ms)
    if first >= last:
        return (length,)
    clips = tuple(
        (placed.start_ms - first, placed.clip.name) for placed in _sounding(scene, first, last)
    )
    return (length, first - start_ms, end_ms - last, clips, _bed_state(scene, first, last))


def _inside(scene: Scene, start_ms: int, end_ms: int) -> tuple[int, int]:
    """Returns the part of the window inside the scene; empty if its end is before its start."""
    if end_ms < start_ms:
        raise ValueError(f"a window can't end ({end_ms} ms) before it starts ({start_ms} ms)")
    return max(0, start_ms), min(scene.total_ms, end_ms)


def _sounding(scene: Scene, first: int, last: int) -> Iterator[Placed]:
    """Returns the clips that sound in [first, last), in order of start."""
    earliest = bisect_right(scene.placed, first - scene.longest_clip_ms, key=_START)
    latest = bisect_left(scene.placed, last, key=_START)
    return (placed for placed in scene.placed[earliest:latest] if placed.end_ms > first)


def _cut(placed: Placed, first: int, last: int) -> bytes:
    """Returns the part of the clip inside [first, last)."""
    skipped = max(0, first - placed.start_ms)
    return placed.clip.pcm[skipped * BYTES_PER_MS : (last - placed.start_ms) * BYTES_PER_MS]


def _bed(scene: Scene, first: int, last: int) -> bytes:
    """Returns the beds in [first, last) with their gains, or silence without a bed."""
    layers = [_layer(scene, bed, first, last) for bed in _heard(scene, first, last)]
    if not layers:
        return bytes((last - first) * BYTES_PER_MS * scene.channels)
    return reduce(added, layers)


def _heard(scene: Scene, first: int, last: int) -> list[Bed]:
    """Returns the beds that sound in [first, last), in order."""
    return [
        bed
        for bed in scene.all_beds
        if bed.part is None or (bed.part[0] < last and first < bed.part[1])
    ]


def _layer(scene: Scene, bed: Bed, first: int, last: int) -> bytes:
    """Returns one bed in [first, last), silent outside its part, with the scene's channels."""
    begin, end = _within(bed, first, last)
    sound = _played(scene, bed, begin, end)
    if bed.loop.channels < scene.channels:
        sound = doubled(sound)
    width = BYTES_PER_MS * scene.channels
    if (begin, end) == (first, last):
        return sound
    return bytes((begin - first) * width) + sound + bytes((last - end) * width)


def _within(bed: Bed, first: int, last: int) -> tuple[int, int]:
    return (first, last) if bed.part is None else (max(first, bed.part[0]), min(last, bed.part[1]))


def _played(scene: Scene, bed: Bed, first: int, last: int) -> bytes:
    """Returns a bed with its gain in [first, last), which must be inside its part."""
    width = BYTES_PER_MS * bed.loop.channels
    origin, restarts = _runs(bed, first, last)
    parts, at = [], first
    for restart in restarts:
        start, stop = max(first, restart), min(last, restart + CROSSFADE_MS)
        parts.append(_run(bed, origin, at, start))
        leaving, coming = _run(bed, origin, start, stop), _run(bed, restart, start, stop)
        parts.append(crossfaded(leaving, coming, start - restart, CROSSFADE_MS, width))
        origin, at = restart, stop
    parts.append(_run(bed, origin, at, last))
    return amplified(b"".join(parts), factors(bed, scene.total_ms, first, last), width)


def _bed_state(scene: Scene, first: int, last: int) -> Hashable:
    """Returns everything that `_bed` depends on."""
    if scene.bed is not None:
        return _state(scene, scene.bed, first, last)
    states = []
    for bed in _heard(scene, first, last):
        begin, end = _within(bed, first, last)
        place = (begin - first, last - end, bed.loop.channels)
        states.append((place, _state(scene, bed, begin, end)))
    return tuple(states) or None


def _state(scene: Scene, bed: Bed, first: int, last: int) -> Hashable:
    """Returns everything that `_played` depends on."""
    origin, restarts = _runs(bed, first, last)
    phase = (first - origin) % bed.loop.length_ms
    offsets = tuple(restart - first for restart in restarts)
    return bed.loop.name, phase, offsets, shape(bed, scene.total_ms, first, last)


def _runs(bed: Bed, first: int, last: int) -> tuple[int, Sequence[int]]:
    """Returns the start of the run that is playing when the window begins, and the restarts inside
    the window."""
    over = bisect_right(bed.restarts, first - CROSSFADE_MS)
    coming = bisect_left(bed.restarts, last)
    return bed.restarts[over - 1] if over else bed.start_ms, bed.restarts[over:coming]


def _run(bed: Bed, origin: int, first: int, last: int) -> bytes:
    """Returns [first, last) of the run that began at `origin`."""
    width = BYTES_PER_MS * bed.loop.channels
    return _looped(bed.loop, (first - origin) * width, (last - first) * width)


def _looped(loop: Loop, start: int, size: int) -> bytes:
    """Returns `size` bytes of the endless loop, from byte `start` on."""
    whole = loop.length_ms * BYTES_PER_MS * loop.channels
    parts, end = list[bytes](), start + size
    while start < end:
        phase = start % whole
        stop = min(whole, phase + end - start)
        parts.append(loop.part(phase, stop))
        start += stop - phase
    return b"".join(parts)
