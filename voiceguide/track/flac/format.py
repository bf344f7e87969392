"""FLAC as a track format."""

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
    from voiceguide.track.flac.writer import write_flac

    del store, workers  # it is encoded in one pass, a thousand times as fast as it plays
    return write_flac(stream, scene, tags, on_progress)


def _timeline(track: BinaryIO) -> bytes | None:
    from voiceguide.track.flac.reading import timeline

    return timeline(track)


def _facts(track: BinaryIO) -> Facts:
    from voiceguide.track.flac.reading import facts

    return facts(track)


FLAC = Format(
    name="FLAC",
    suffix=".flac",
    media_type="audio/flac",
    write=_write,
    timeline=_timeline,
    facts=_facts,
)
