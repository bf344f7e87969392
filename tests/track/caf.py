"""CAF as a track format: all that another format takes, in one file.

Apple's Core Audio Format, 48 kHz, 16 bits; the timeline is in a chunk that other programs skip.
"""

import struct
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.track.format import LONGEST_TIMELINE, Facts, Format, Label, Written

if TYPE_CHECKING:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import Store
    from voiceguide.track.tags import Tags

_WANTED = "CAF, 48 kHz, 16 bits"
_AT_ONCE_MS = 1000
_LITTLE_ENDIAN = 2


def _write(
    stream: BinaryIO,
    scene: "Scene",
    tags: "Tags",
    store: "Store",
    *,
    workers: int,
    on_progress: Callable[[int, int], None],
) -> Written:
    from voiceguide.audio.mix import render

    width = 2 * scene.channels
    form = (48_000, b"lpcm", _LITTLE_ENDIAN, width, 1, scene.channels, 16)
    info = ["title", tags.title, "artist", tags.artist, "album", tags.album]
    info += ["comment", tags.comment, ""]
    stream.write(struct.pack(">4sHH", b"caff", 1, 0))
    stream.write(_chunk(b"desc", struct.pack(">d4sIIIII", *form)))
    stream.write(_chunk(b"info", struct.pack(">I", 4) + "\0".join(info).encode()))
    stream.write(_chunk(b"plan", tags.timeline.encode()))
    stream.write(struct.pack(">4sqI", b"data", 4 + scene.total_ms * 48 * width, 0))
    for start_ms in range(0, scene.total_ms, _AT_ONCE_MS):
        end_ms = min(start_ms + _AT_ONCE_MS, scene.total_ms)
        stream.write(render(scene, start_ms, end_ms))
        on_progress(end_ms, scene.total_ms)
    return Written(encoded=1)


def _timeline(track: BinaryIO) -> bytes | None:
    plans = (size for name, size in _chunks(track) if name == b"plan")
    return next((track.read(min(size, LONGEST_TIMELINE)) for size in plans), None)


def _facts(track: BinaryIO) -> Facts:
    rate, width, bits, sound = 0.0, 1, 0, 0
    for name, size in _chunks(track):
        if name == b"desc" and size >= 32:
            rate, _, _, width, _, _, bits = struct.unpack(">d4sIIIII", track.read(32))
        elif name == b"data":
            sound = size - 4
    described = f"CAF, {rate / 1000:g} kHz, {bits} bits"
    length_ms = sound * 1000 / max(rate * width, 1)
    return Facts(form=described, wanted=_WANTED, length_ms=length_ms)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">4sq", name, len(content)) + content


def _chunks(track: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yields the name and size of each chunk; the file is then at the start of its content."""
    track.seek(0)
    caff, at = track.read(8), 8
    while caff[:4] == b"caff" and len(head := track.read(12)) == 12:
        name, size = struct.unpack(">4sq", head)
        if not 0 <= size < 2**62:
            return
        yield name, size
        at += 12 + size
        track.seek(at)


CAF = Format(
    name="CAF",
    suffix=".caf",
    media_type="audio/x-caf",
    write=_write,
    timeline=_timeline,
    facts=_facts,
    labels=frozenset({Label.TEXTS}),
)
