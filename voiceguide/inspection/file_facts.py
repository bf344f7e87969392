"""The file under test: its build, tags, chapters and cover."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import BinaryIO

import av
from av.container import InputContainer

from voiceguide.audio.decode import TITLES
from voiceguide.errors import AudioError
from voiceguide.timecode import nearest_ms
from voiceguide.track.format import Facts, Format
from voiceguide.track.tags import Mark

_OPTIONS = {"protocol_whitelist": "file"}
"""Keeps a playlist from fetching anything."""

_MOST_CHAPTERS = 2_000
_LONGEST_TAG = 4_000_000
_LONGEST_TITLE = 1_000
"""The most chapters, and the most characters; the rest of a file's is ignored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """The facts about a file, as it states them.

    `kind` is its format, and `built` has the facts that the format reads back; both are None if
    voiceguide doesn't know the format. `tags` has ffmpeg's names in lower case. `cover` is the
    picture's width and height.
    """

    kind: Format | None
    built: Facts | None
    tags: Mapping[str, str]
    chapters: tuple[Mark, ...]
    cover: tuple[int, int] | None

    @property
    def lyrics(self) -> str:
        """The lyrics, whatever their language tag."""
        return next((text for name, text in self.tags.items() if name.startswith("lyrics")), "")


def read_file_facts(track: BinaryIO, kind: Format | None) -> FileFacts:
    """Returns the facts about a file of that format, open for reading.

    Leaves the file's position unchanged. Raises AudioError if it contains no sound.
    """
    place = track.tell()
    try:
        if track.writable():
            track.flush()
        track.seek(0)
        facts = None if kind is None else kind.facts(track)
        track.seek(0)
        with av.open(track, "r", options=_OPTIONS, **TITLES) as container:
            if not container.streams.audio:
                raise AudioError("there is no sound in the track")
            return _described(container, kind, facts)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise AudioError(f"the track can't be read back: {error}") from error
    finally:
        track.seek(place)


def _described(container: InputContainer, kind: Format | None, facts: Facts | None) -> FileFacts:
    pictures = [stream.codec_context for stream in container.streams.video]
    return FileFacts(
        kind=kind,
        built=facts,
        tags={name.lower(): text[:_LONGEST_TAG] for name, text in _metadata(container).items()},
        chapters=_chapters(container, facts),
        cover=(pictures[0].width, pictures[0].height) if pictures else None,
    )


def _metadata(container: InputContainer) -> dict[str, str]:
    """Returns the metadata of the file and of its sound; Ogg has only the latter."""
    return {**container.streams.audio[0].metadata, **container.metadata}


def _marks(container: InputContainer) -> Iterator[Mark]:
    for chapter in islice(container.chapters(), _MOST_CHAPTERS):
        base = (chapter["time_base"] or Fraction(1)) * 1000
        start, end = (nearest_ms(chapter[edge] * base) for edge in ("start", "end"))
        title = chapter["metadata"].get("title", "")[:_LONGEST_TITLE]
        yield Mark(start_ms=start, end_ms=end, title=title)


def _chapters(container: InputContainer, facts: Facts | None) -> tuple[Mark, ...]:
    """Returns the chapters; in Ogg, the last one ends with the file.

    It has no end of its own there, and ffmpeg puts it too late: it counts the silence that players
    skip at the start.
    """
    marks = list(_marks(container))
    if marks and facts is not None and container.format.name == "ogg":
        marks[-1] = replace(marks[-1], end_ms=nearest_ms(facts.length_ms))
    return tuple(marks)
