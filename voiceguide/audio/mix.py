"""Renders windows of a scene; a window rendered alone is the same as in the whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator, Sequence
from operator import attrgetter

from voiceguide.audio.clip import BYTES_PER_MS, Loop
from voiceguide.audio.envelope import factors, shape
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
    """Returns the bed in [first, last) with its gain, or silence without a bed."""
    bed, width = scene.bed, BYTES_PER_MS * scene.channels
    if bed is None:
        return bytes((last - first) * width)
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
    bed = scene.bed
    if bed is None:
        return None
    origin, restarts = _runs(bed, first, last)
    phase = (first - origin) % bed.loop.length_ms
    offsets = tuple(restart - first for restart in restarts)
    return bed.loop.name, phase, offsets, shape(bed, scene.total_ms, first, last)


def _runs(bed: Bed, first: int, last: int) -> tuple[int, Sequence[int]]:
    """Returns the start of the run that is playing when the window begins, and the restarts inside
    the window."""
    over = bisect_right(bed.restarts, first - CROSSFADE_MS)
    coming = bisect_left(bed.restarts, last)
    return bed.restarts[over - 1] if over else 0, bed.restarts[over:coming]


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
