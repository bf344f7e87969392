"""What a finished session shows of itself: its timeline, and how loud it is."""

from collections.abc import Callable, Sequence
from pathlib import Path

from voiceguide.audio.loudness_curve import short_term
from voiceguide.errors import InputError
from voiceguide.plot.lanes import Loudness
from voiceguide.timeline.model import Timeline
from voiceguide.track.carried import carried_timeline, sidecar_path
from voiceguide.track.sidecars.timeline_json import read_timeline

_TIMELINE_SUFFIX = ".json"
_REPORT_EVERY = 100


def files(path: Path) -> Sequence[Path]:
    """What is read of a session: never to be written over."""
    return (path, sidecar_path(path))


def listen(
    path: Path, on_progress: Callable[[int, int], None]
) -> tuple[Timeline, Sequence[Loudness]]:
    """The timeline of a track, with its loudness; or of a timeline file, without.

    `on_progress` is told how many milliseconds were listened to, of how many.
    Raises InputError or AudioError.
    """
    if path.suffix.lower() == _TIMELINE_SUFFIX:
        return _read(path), ()
    timeline = carried_timeline(path)
    readings = []
    for at_ms, lufs in short_term(path):
        readings.append(Loudness(at_ms, lufs))
        if len(readings) % _REPORT_EVERY == 0:
            on_progress(at_ms, timeline.total_ms)
    return timeline, readings


def _read(path: Path) -> Timeline:
    try:
        return read_timeline(path.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: can't be read: {reason}") from error
