"""Reads an Opus file's timeline and facts back."""

from itertools import islice
from typing import BinaryIO, Final

from voiceguide.timecode import SAMPLES_PER_MS
from voiceguide.track.format import LONGEST_TIMELINE, Facts
from voiceguide.track.opus.form import HEAD
from voiceguide.track.opus.pages import LAST, NO_PACKET_ENDS, last_page, packets
from voiceguide.track.vorbis_comment import find_timeline

_TAGS: Final = b"OpusTags"
_LONGEST_TAGS: Final = 2 * LONGEST_TIMELINE
_LARGEST_PAGE: Final = 2**16
_WANTED: Final = "Opus, whole"


def timeline(track: BinaryIO) -> bytes | None:
    """Returns the timeline in a file, or None."""
    head, tags = _heads(track)
    if head[: len(HEAD)] != HEAD or tags[: len(_TAGS)] != _TAGS:
        return None
    return find_timeline(tags[len(_TAGS) :])


def facts(track: BinaryIO) -> Facts:
    """Returns the facts about a file; its length is the one that the last page states."""
    head, _ = _heads(track)
    if head[: len(HEAD)] != HEAD:
        return Facts(form="not Opus", wanted=_WANTED, length_ms=0)
    end = track.seek(0, 2)
    track.seek(max(0, end - _LARGEST_PAGE))
    flags, position = last_page(track.read(_LARGEST_PAGE)) or (0, 0)
    skipped = int.from_bytes(head[10:12], "little")
    heard = 0 if position == NO_PACKET_ENDS else max(0, position - skipped)
    form = _WANTED if flags & LAST else "Opus, cut off"
    return Facts(form=form, wanted=_WANTED, length_ms=heard / SAMPLES_PER_MS)


def _heads(track: BinaryIO) -> tuple[bytes, bytes]:
    """Returns the first two packets, empty if they are missing."""
    found = list(islice(packets(track, _LONGEST_TAGS), 2))
    head, tags = (*found, b"", b"")[:2]
    return head, tags
