"""The file under test: what it says about itself, and the plan it was made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from mmap import ACCESS_READ, mmap
from typing import BinaryIO

import av
from av.container import InputContainer

from voiceguide.audio.decode import TITLES
from voiceguide.errors import AudioError
from voiceguide.inspection.frames import Frames, scan
from voiceguide.timecode import nearest_ms
from voiceguide.track.tags import Mark

_OPTIONS = {"protocol_whitelist": "file"}
"""A playlist may not fetch anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A file's own words.

    `format` and `codec` are ffmpeg's names; `frames` and `id3` (the tag's
    version, 0 for none) are those of an MP3 file. `tags` are by ffmpeg's names
    in lower case, `cover` is the picture's width and height.
    """

    format: str
    codec: str
    channels: int
    frames: Frames | None
    id3: int
    tags: Mapping[str, str]
    chapters: tuple[Mark, ...]
    cover: tuple[int, int] | None

    @property
    def lyrics(self) -> str:
        """The words, in whatever language they are filed under."""
        return next((text for name, text in self.tags.items() if name.startswith("lyrics")), "")


def described(track: BinaryIO) -> Subject:
    """What a file that is open for reading says about itself; its place is kept.

    Raises AudioError where there is no sound in it.
    """
    place = track.tell()
    try:
        if track.writable():
            track.flush()
        track.seek(0)
        with (
            mmap(track.fileno(), 0, access=ACCESS_READ) as data,
            av.open(track, "r", options=_OPTIONS, **TITLES) as container,
        ):
            if not container.streams.audio:
                raise AudioError("there is no sound in the track")
            return _described(container, data)
    except (av.FFmpegError, OSError, ValueError) as error:
        raise AudioError(f"the track can't be read back: {error}") from error
    finally:
        track.seek(place)


def _described(container: InputContainer, data: mmap) -> Subject:
    sound = container.streams.audio[0]
    pictures = [stream.codec_context for stream in container.streams.video]
    is_mp3 = sound.codec_context.name.startswith("mp3")
    return Subject(
        format=container.format.name,
        codec="mp3" if is_mp3 else sound.codec_context.name,
        channels=sound.codec_context.layout.nb_channels,
        frames=scan(data) if is_mp3 else None,
        id3=data[3] if data[:3] == b"ID3" else 0,
        tags={name.lower(): text for name, text in container.metadata.items()},
        chapters=tuple(_marks(container)),
        cover=(pictures[0].width, pictures[0].height) if pictures else None,
    )


def _marks(container: InputContainer) -> Iterator[Mark]:
    for chapter in container.chapters():
        base = (chapter["time_base"] or Fraction(1)) * 1000
        start, end = (nearest_ms(chapter[edge] * base) for edge in ("start", "end"))
        yield Mark(start_ms=start, end_ms=end, title=chapter["metadata"].get("title", ""))
