"""WAV as a track format: all that a second format takes, in one file.

48 kHz, 16 bits; texts as an INFO list, the timeline in a chunk that other programs skip.
"""

import struct
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.track.format import Facts, Format, Label, Written

if TYPE_CHECKING:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import Store
    from voiceguide.track.tags import Tags

_WANTED = "WAV, 48 kHz, 16 bits"
_AT_ONCE_MS = 1000


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
    form = struct.pack("<HHIIHH", 1, scene.channels, 48_000, 48_000 * width, width, 16)
    texts = {"INAM": tags.title, "IART": tags.artist, "IPRD": tags.album, "ICMT": tags.comment}
    info = b"".join(_chunk(name, text.encode() + b"\0") for name, text in texts.items())
    head = _chunk("fmt ", form) + _chunk("LIST", b"INFO" + info)
    head += _chunk("plan", tags.timeline.encode())
    size = scene.total_ms * 48 * width
    stream.write(struct.pack("<4sI4s", b"RIFF", 4 + len(head) + 8 + size, b"WAVE") + head)
    stream.write(struct.pack("<4sI", b"data", size))
    for start_ms in range(0, scene.total_ms, _AT_ONCE_MS):
        end_ms = min(start_ms + _AT_ONCE_MS, scene.total_ms)
        stream.write(render(scene, start_ms, end_ms))
        on_progress(end_ms, scene.total_ms)
    return Written(encoded=1)


def _timeline(track: BinaryIO) -> bytes | None:
    return next((track.read(size) for name, size in _chunks(track) if name == b"plan"), None)


def _facts(track: BinaryIO) -> Facts:
    form, sound = (1, 0, 0, 0, 1, 0), 0
    for name, size in _chunks(track):
        if name == b"fmt " and size >= 16:
            form = struct.unpack("<HHIIHH", track.read(16))
        elif name == b"data":
            sound = size
    _, _, rate, speed, _, bits = form
    described = f"WAV, {rate / 1000:g} kHz, {bits} bits"
    return Facts(form=described, wanted=_WANTED, length_ms=sound * 1000 / max(speed, 1))


def _chunk(name: str, content: bytes) -> bytes:
    return struct.pack("<4sI", name.encode(), len(content)) + content + b"\0" * (len(content) % 2)


def _chunks(track: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Yields the name and size of each chunk; the file is then at the start of its content."""
    track.seek(0)
    riff, at = track.read(12), 12
    while riff[:4] == b"RIFF" and len(head := track.read(8)) == 8:
        name, size = struct.unpack("<4sI", head)
        yield name, size
        at += 8 + size + size % 2
        track.seek(at)


WAV = Format(
    name="WAV",
    suffix=".wav",
    media_type="audio/wav",
    write=_write,
    timeline=_timeline,
    facts=_facts,
    labels=frozenset({Label.TEXTS}),
)
