"""Reads a WAV file's timeline and facts back."""

import struct
from typing import BinaryIO

from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.format import Facts
from voiceguide.track.mp3.id3 import read_embedded
from voiceguide.track.wav.chunks import Chunk, found_in


def timeline(track: BinaryIO) -> bytes | None:
    """Returns the timeline in a file, or None."""
    tag = next((one for one in found_in(track) if one.name == b"id3 "), None)
    return None if tag is None else read_embedded(track, tag.at)


def facts(track: BinaryIO) -> Facts:
    """Returns the facts about a file; its length is the length of its existing samples."""
    wanted = _described(SAMPLE_RATE, 16)
    chunks = {one.name: one for one in found_in(track)}
    form, sound = chunks.get(b"fmt "), chunks.get(b"data")
    if form is None or sound is None:
        return Facts(form="not WAV", wanted=wanted, length_ms=0)
    track.seek(form.at)
    kind, _, rate, speed, _, bits = struct.unpack("<HHIIHH", track.read(16).ljust(16, b"\0"))
    described = _described(rate, bits) if kind == 1 else f"WAV, encoded (kind {kind})"
    length_ms = _present(track, sound) * 1000 / speed if speed else 0
    return Facts(form=described, wanted=wanted, length_ms=length_ms)


def _present(track: BinaryIO, sound: Chunk) -> int:
    """Returns the number of a chunk's bytes that are in the file."""
    return max(0, min(sound.size, track.seek(0, 2) - sound.at))


def _described(rate: int, bits: int) -> str:
    return f"WAV, {rate / 1000:g} kHz, {bits} bits"
