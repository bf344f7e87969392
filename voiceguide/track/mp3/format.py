"""MP3 as a track format."""

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.track.format import Facts, Format, Written

if TYPE_CHECKING:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import Store
    from voiceguide.track.tags import Tags


def _write(
    stream: BinaryIO,
    scene: "Scene",
    tags: "Tags",
    store: "Store",
    *,
    workers: int,
    on_progress: Callable[[int, int], None],
) -> Written:
    from voiceguide.track.mp3.writer import write_mp3

    return write_mp3(stream, scene, tags, store, workers=workers, on_progress=on_progress)


def _timeline(track: BinaryIO) -> bytes | None:
    from voiceguide.track.mp3.id3 import read_embedded

    return read_embedded(track)


def _facts(track: BinaryIO) -> Facts:
    from voiceguide.track.mp3.facts import facts

    return facts(track)


MP3 = Format(
    name="MP3",
    suffix=".mp3",
    media_type="audio/mpeg",
    write=_write,
    timeline=_timeline,
    facts=_facts,
)
