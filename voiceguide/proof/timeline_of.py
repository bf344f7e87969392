"""The timeline of a finished track: inside it, or in the file beside it."""

from pathlib import Path

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline
from voiceguide.track.id3 import embedded_timeline, tag_size
from voiceguide.track.timeline_json import read_timeline

_ID3_HEAD = 10
"""Bytes of an ID3 tag that tell how long the rest is."""


def timeline_of(path: Path) -> Timeline:
    """The plan that a track was made from.

    Raises InputError where the file can't be read, or has no timeline in it
    and none beside it.
    """
    beside = path.with_suffix(".timeline.json")
    try:
        with path.open("rb") as file:
            head = file.read(_ID3_HEAD)
            text = embedded_timeline(head + file.read(tag_size(head)))
        if text is None and beside.is_file():
            text = beside.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"can't read {error.filename or path}: {reason}") from error
    if text is None:
        raise InputError(
            f"{path} does not say what should be heard in it, and there is no {beside.name} beside "
            "it. A track that voiceguide made as MP3 carries its timeline; for others, make the "
            "session again with: --with timeline"
        )
    return read_timeline(text)
