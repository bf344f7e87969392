"""A scene as samples, in windows: any piece, alone, as it is in the whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterator
from operator import attrgetter

from voiceguide.audio.clip import BYTES_PER_MS
from voiceguide.audio.fade import fade_in, fade_out
from voiceguide.audio.pydub_adapter import overlay
from voiceguide.audio.scene import Placed, Scene
from voiceguide.timecode import SAMPLES_PER_MS

_START = attrgetter("start_ms")


def render(scene: Scene, start_ms: int, end_ms: int) -> bytes:
    """The samples of [start_ms, end_ms): mono 48 kHz s16le.

    Before 0 and after the scene's end there is silence. Windows that touch
    join without a seam: a render from a to c is that from a to b and from b
    to c, one after the other.
    """
    first, last = _inside(scene, start_ms, end_ms)
    if first >= last:
        return bytes((end_ms - start_ms) * BYTES_PER_MS)
    base = _bed(scene, first, last)
    pieces = [
        (max(0, placed.start_ms - first), _cut(placed, first, last))
        for placed in _sounding(scene, first, last)
    ]
    head, tail = bytes((first - start_ms) * BYTES_PER_MS), bytes((end_ms - last) * BYTES_PER_MS)
    return head + overlay(base, pieces) + tail


def signature(scene: Scene, start_ms: int, end_ms: int) -> Hashable:
    """What the samples of [start_ms, end_ms) depend on, and nothing else.

    Windows of equal signature have equal samples, wherever they stand: clips
    count from the window's start, the bed by its place in its loop, and the
    scene's edges only where the window reaches them.
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
    """The part of the window that is inside the scene; empty where the two cross."""
    if end_ms < start_ms:
        raise ValueError(f"a window can't end ({end_ms} ms) before it starts ({start_ms} ms)")
    return max(0, start_ms), min(scene.total_ms, end_ms)


def _sounding(scene: Scene, first: int, last: int) -> Iterator[Placed]:
    """The clips that sound in [first, last), in order of start."""
    earliest = bisect_right(scene.placed, first - scene.longest_clip_ms, key=_START)
    latest = bisect_left(scene.placed, last, key=_START)
    return (placed for placed in scene.placed[earliest:latest] if placed.end_ms > first)


def _cut(placed: Placed, first: int, last: int) -> bytes:
    """The part of the clip inside [first, last)."""
    skipped = max(0, first - placed.start_ms)
    return placed.clip.pcm[skipped * BYTES_PER_MS : (last - placed.start_ms) * BYTES_PER_MS]


def _bed(scene: Scene, first: int, last: int) -> bytes:
    """The bed in [first, last), faded where the scene begins and ends; or silence."""
    bed, size = scene.bed, (last - first) * BYTES_PER_MS
    if bed is None:
        return bytes(size)
    pcm = _looped(bed.loop.pcm, first * BYTES_PER_MS, size)
    if first < bed.fade_in_ms:
        pcm = fade_in(pcm, first * SAMPLES_PER_MS, bed.fade_in_ms * SAMPLES_PER_MS)
    if last > scene.total_ms - bed.fade_out_ms:
        left = (scene.total_ms - first) * SAMPLES_PER_MS
        pcm = fade_out(pcm, left, bed.fade_out_ms * SAMPLES_PER_MS)
    return pcm


def _bed_state(scene: Scene, first: int, last: int) -> Hashable:
    """What `_bed` depends on."""
    bed, left = scene.bed, scene.total_ms - first
    if bed is None:
        return None
    rising = (first, bed.fade_in_ms) if first < bed.fade_in_ms else None
    falling = (left, bed.fade_out_ms) if last > scene.total_ms - bed.fade_out_ms else None
    return (bed.loop.name, first % bed.loop.length_ms, rising, falling)


def _looped(loop: bytes, start: int, size: int) -> bytes:
    """`size` bytes from byte `start` of the endless loop on."""
    phase = start % len(loop)
    head = loop[phase : phase + size]
    turns, rest = divmod(size - len(head), len(loop))
    return b"".join((head, loop * turns, loop[:rest]))
