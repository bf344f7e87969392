"""Reads a finished session for a plot: its timeline and loudness."""

from collections.abc import Callable, Sequence
from pathlib import Path

from voiceguide.audio.loudness_curve import short_term
from voiceguide.plot.lanes import Loudness
from voiceguide.timeline.model import Timeline
from voiceguide.track.stored_timeline import sidecar_path, stored_timeline, timeline_of_file

_TIMELINE_SUFFIX = ".json"
_REPORT_EVERY = 100


def files(path: Path) -> Sequence[Path]:
    """The files read for a session, which must never be overwritten."""
    return (path, sidecar_path(path))


def listen(
    path: Path, on_progress: Callable[[int, int], None]
) -> tuple[Timeline, Sequence[Loudness]]:
    """Returns a track's timeline and loudness; for a timeline file (.json), no loudness.

    `on_progress` is called with the milliseconds measured so far and in total.
    Raises InputError or AudioError.
    """
    if path.suffix.lower() == _TIMELINE_SUFFIX:
        return timeline_of_file(path), ()
    timeline = stored_timeline(path)
    readings = []
    for at_ms, lufs in short_term(path):
        readings.append(Loudness(at_ms, lufs))
        if len(readings) % _REPORT_EVERY == 0:
            on_progress(at_ms, timeline.total_ms)
    return timeline, readings
