"""Reads a FLAC file's timeline and facts back."""

from typing import BinaryIO

from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.flac import blocks
from voiceguide.track.format import Facts
from voiceguide.track.vorbis_comment import find_timeline

_STREAMINFO_BYTES = 34


def timeline(track: BinaryIO) -> bytes | None:
    """Returns the timeline in a file, or None."""
    comments = blocks.find(track, blocks.COMMENTS)
    return None if comments is None else find_timeline(comments)


def facts(track: BinaryIO) -> Facts:
    """Returns the facts about a file that its first block states."""
    wanted = _described(SAMPLE_RATE, 16, checked=True)
    info = blocks.find(track, blocks.STREAMINFO) or b""
    packed = int.from_bytes(info[10:18], "big")
    rate, bits, samples = packed >> 44, (packed >> 36 & 31) + 1, packed & (1 << 36) - 1
    if len(info) < _STREAMINFO_BYTES or not rate:
        return Facts(form="not FLAC", wanted=wanted, length_ms=0)
    form = _described(rate, bits, checked=any(info[18:34]))
    return Facts(form=form, wanted=wanted, length_ms=samples * 1000 / rate)


def _described(rate: int, bits: int, *, checked: bool) -> str:
    sums = "a checksum of the sound" if checked else "no checksum"
    return f"FLAC, {rate / 1000:g} kHz, {bits} bits, {sums}"
