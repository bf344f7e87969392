"""The file under test: what it says about itself, and the plan it was made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

import av
from av.container import InputContainer

from voiceguide.audio.decode import TITLES
from voiceguide.errors import AudioError
from voiceguide.timecode import nearest_ms
from voiceguide.track.format import Facts, Format
from voiceguide.track.tags import Mark

_OPTIONS = {"protocol_whitelist": "file"}
"""A playlist may not fetch anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A file's own words.

    `kind` is its format, and `facts` are what that reads back; None for a format that
    voiceguide does not know. `tags` are by ffmpeg's names in lower case, `cover` is the
    picture's width and height.
    """

    kind: Format | None
    facts: Facts | None
    tags: Mapping[str, str]
    chapters: tuple[Mark, ...]
    cover: tuple[int, int] | None

    @property
    def lyrics(self) -> str:
        """The words, in whatever language they are filed under."""
        return next((text for name, text in self.tags.items() if name.startswith("lyrics")), "")


def described(track: BinaryIO, kind: Format | None) -> Subject:
    """What a file of that format, open for reading, says about itself; its place is kept.

    Raises AudioError where there is no sound in it.
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


def _described(container: InputContainer, kind: Format | None, facts: Facts | None) -> Subject:
    pictures = [stream.codec_context for stream in container.streams.video]
    return Subject(
        kind=kind,
        facts=facts,
        tags={name.lower(): text for name, text in _metadata(container).items()},
        chapters=tuple(_marks(container)),
        cover=(pictures[0].width, pictures[0].height) if pictures else None,
    )


def _metadata(container: InputContainer) -> dict[str, str]:
    """All that is said of the file, which in Ogg is said of its sound."""
    return {**container.streams.audio[0].metadata, **container.metadata}


def _marks(container: InputContainer) -> Iterator[Mark]:
    for chapter in container.chapters():
        base = (chapter["time_base"] or Fraction(1)) * 1000
        start, end = (nearest_ms(chapter[edge] * base) for edge in ("start", "end"))
        yield Mark(start_ms=start, end_ms=end, title=chapter["metadata"].get("title", ""))
