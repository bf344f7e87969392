"""Makes a timeline of a file's chapters, for a sound file that voiceguide did not make."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import Final

from av.audio.stream import AudioStream
from av.packet import Packet

from voiceguide.audio.decode import opened
from voiceguide.errors import AudioError
from voiceguide.timecode import duration, nearest_ms
from voiceguide.timeline.model import Chapter, Timeline

_LONGEST_MS = 100 * 60 * 60 * 1000
"""100 hours: longer than any audiobook."""

_MOST_CHAPTERS = 2_000
_LONGEST_TITLE = 1_000
"""If a file has more chapters or longer titles, the rest is left out."""

_UNDETERMINED = "und"

_SKIP: Final = "skip_samples"


def chapter_timeline(path: Path, total: int) -> Timeline:
    """Returns a timeline of the file's chapters, `total` ms long. A file without any gets a single
    chapter.

    The timeline contains no words. Raises AudioError if there is no sound in the file.
    """
    with opened(path) as (container, _):
        title = _line(container.metadata.get("title", "")) or path.stem
        marks = [
            (
                nearest_ms(chapter["start"] * (chapter["time_base"] or Fraction(0)) * 1000),
                _line(chapter["metadata"].get("title", "")),
            )
            for chapter in islice(container.chapters(), _MOST_CHAPTERS)
        ]
    chapters = tuple(_chapters(sorted(marks), title, total))
    return Timeline(
        title=title,
        language=_UNDETERMINED,
        total_ms=total,
        chapters=chapters,
        cues=(),
        chimes=(),
    )


def sound_ms(path: Path) -> int:
    """Returns the length of the sound that a file plays in milliseconds, from its packets, not from
    its header.

    Raises AudioError if there is none.
    """
    with opened(path) as (container, _):
        stream = container.streams.audio[0]
        packets = container.demux(stream)
        first = next(packets)
        lasting = sum(packet.duration or 0 for packet in chain([first], packets))
        if not lasting or not stream.time_base:
            raise AudioError(f"can't read the sound {path}: the file breaks off before any sound")
        skipped = Fraction(_skipped(first), stream.sample_rate or 1)
        lasting_ms = max(0, nearest_ms((lasting * stream.time_base - skipped) * 1000))
    if not 0 <= lasting_ms <= _LONGEST_MS:
        raise AudioError(
            f"can't read the sound {path}: it claims to last {duration(lasting_ms)}; it is damaged"
        )
    return lasting_ms


def _skipped(first: "Packet[AudioStream]") -> int:
    """Returns the number of samples that players skip at the start, such as AAC's and Opus's
    silence."""
    if not first.has_sidedata(_SKIP):
        return 0
    return int.from_bytes(bytes(first.get_sidedata(_SKIP))[:4], "little")


def _chapters(marks: Iterable[tuple[int, str]], title: str, total: int) -> Iterator[Chapter]:
    """Yields contiguous chapters from 0 to the end, even if the marks are not."""
    starts = {start: name for start, name in marks if 0 <= start < total}
    starts.setdefault(0, title)
    ordered = sorted(starts.items())
    ends = [start for start, _ in ordered[1:]] + [total]
    for index, ((start, name), end) in enumerate(zip(ordered, ends, strict=True), start=1):
        yield Chapter(
            step=f"part-{index}",
            number=None,
            title=name or f"Part {index}",
            start_ms=start,
            end_ms=end,
        )


def _line(text: str) -> str:
    return " ".join(text[: 2 * _LONGEST_TITLE].split())[:_LONGEST_TITLE]
