"""Finds the timeline of a finished session, inside its track or beside it."""

from pathlib import Path

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline
from voiceguide.track.formats import recognised
from voiceguide.track.sidecars.kinds import SIDECARS
from voiceguide.track.sidecars.timeline_json import MOST_BYTES, read_timeline


def sidecar_path(track: Path) -> Path:
    """Returns the path of the timeline file beside a track, whether it exists or not."""
    return SIDECARS["timeline"][0].path(track)


def stored_timeline(track: Path) -> Timeline:
    """Returns the timeline inside a track, or else the one in the file beside it.

    Raises InputError if there is neither, or it can't be read.
    """
    timeline = find_timeline(track)
    if timeline is None:
        raise InputError(
            f"{track}: there is no timeline inside it, and no {sidecar_path(track).name} "
            "beside it. Make the session again: voiceguide puts a timeline into every track"
        )
    return timeline


def find_timeline(track: Path) -> Timeline | None:
    """Like `stored_timeline`, but returns None if a track has no timeline."""
    place, beside = track, sidecar_path(track)
    try:
        text = _embedded(track)
        if text is None and beside.is_file():
            place, text = beside, _content(beside)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{error.filename or track}: can't be read: {reason}") from error
    return None if text is None else _read(text, place)


def timeline_of_file(path: Path) -> Timeline:
    """Returns the timeline in a separate file. Raises InputError, with the file's name."""
    try:
        text = _content(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: can't be read: {reason}") from error
    return _read(text, path)


def _read(text: bytes, place: Path) -> Timeline:
    try:
        return read_timeline(text)
    except InputError as error:
        raise InputError(f"{place}: {error}") from error


def _content(path: Path) -> bytes:
    """Returns a file's content, cut off just beyond the largest size of a timeline."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _embedded(track: Path) -> bytes | None:
    kind = recognised(track)
    if kind is None:
        return None
    with track.open("rb") as stream:
        return kind.timeline(stream)
