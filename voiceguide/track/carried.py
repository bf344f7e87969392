"""The timeline that a finished session has with it."""

from pathlib import Path

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline
from voiceguide.track.formats import recognised
from voiceguide.track.sidecars.kinds import SIDECARS
from voiceguide.track.sidecars.timeline_json import read_timeline


def sidecar_path(track: Path) -> Path:
    """Where the timeline of a track stands, when it was written beside it."""
    return SIDECARS["timeline"][0].path(track)


def carried_timeline(track: Path) -> Timeline:
    """The timeline inside a track, else that of the file beside it.

    Raises InputError where there is neither, or it can't be read.
    """
    timeline = find_timeline(track)
    if timeline is None:
        raise InputError(
            f"{track}: it has no timeline inside, and there is no {sidecar_path(track).name} "
            "beside it. Make the session again: every track that voiceguide makes has its "
            "timeline inside"
        )
    return timeline


def find_timeline(track: Path) -> Timeline | None:
    """As `carried_timeline`; None where a track has none."""
    beside = sidecar_path(track)
    try:
        text = _embedded(track)
        if text is None and beside.is_file():
            text = beside.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{error.filename or track}: can't be read: {reason}") from error
    return None if text is None else read_timeline(text)


def _embedded(track: Path) -> bytes | None:
    kind = recognised(track)
    if kind is None:
        return None
    with track.open("rb") as stream:
        return kind.timeline(stream)
