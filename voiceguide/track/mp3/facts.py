"""Facts about an MP3 file: sample rate, bit rate, tag version, and the length of its frames."""

from mmap import ACCESS_READ, mmap
from typing import BinaryIO

from voiceguide.timecode import SAMPLE_RATE
from voiceguide.track.format import Facts
from voiceguide.track.mp3.form import MONO, form_of
from voiceguide.track.mp3.frames import scan


def facts(track: BinaryIO) -> Facts:
    """Returns the facts about a file on disk. Raises OSError, or ValueError for an empty file."""
    with mmap(track.fileno(), 0, access=ACCESS_READ) as data:
        frames, id3 = scan(data), data[3] if data[:3] == b"ID3" and len(data) > 3 else 0
    form = MONO if frames is None else form_of(frames.channels)
    wanted = _described(SAMPLE_RATE, f"constant {form.bit_rate // 1000}", "ID3 v2.3")
    if frames is None:
        return Facts(form="not MPEG-1 layer III", wanted=wanted, length_ms=0)
    low, high = frames.kbits
    kbits = f"constant {low}" if low == high else f"{low} to {high}"
    tag = f"ID3 v2.{id3}" if id3 else "no ID3 v2"
    return Facts(
        form=_described(frames.rate, kbits, tag), wanted=wanted, length_ms=frames.length_ms
    )


def _described(rate: int, kbits: str, tag: str) -> str:
    return f"MP3, {rate / 1000:g} kHz, {kbits} kbit/s, {tag}"
