"""Opus as a track format."""

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
    from voiceguide.track.opus.writer import write_opus

    del workers  # it is encoded in one pass
    return write_opus(stream, scene, tags, store, on_progress)


def _timeline(track: BinaryIO) -> bytes | None:
    from voiceguide.track.opus.reading import timeline

    return timeline(track)


def _facts(track: BinaryIO) -> Facts:
    from voiceguide.track.opus.reading import facts

    return facts(track)


OPUS = Format(
    name="Opus",
    suffix=".opus",
    media_type="audio/ogg",
    write=_write,
    timeline=_timeline,
    facts=_facts,
)
