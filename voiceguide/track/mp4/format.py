"""MP4 with AAC as two track formats: for audio books (.m4b), and for music (.m4a)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.track.format import Facts, Format, Written

if TYPE_CHECKING:
    from voiceguide.audio.scene import Scene
    from voiceguide.cache.store import Store
    from voiceguide.track.tags import Tags


def _write_m4b(
    stream: BinaryIO,
    scene: "Scene",
    tags: "Tags",
    store: "Store",
    *,
    workers: int,
    on_progress: Callable[[int, int], None],
) -> Written:
    from voiceguide.track.mp4.writer import AUDIO_BOOK, write_mp4

    del workers  # it is encoded in one pass
    return write_mp4(stream, scene, tags, store, AUDIO_BOOK, on_progress)


def _write_m4a(
    stream: BinaryIO,
    scene: "Scene",
    tags: "Tags",
    store: "Store",
    *,
    workers: int,
    on_progress: Callable[[int, int], None],
) -> Written:
    from voiceguide.track.mp4.writer import MUSIC, write_mp4

    del workers
    return write_mp4(stream, scene, tags, store, MUSIC, on_progress)


def _timeline(track: BinaryIO) -> bytes | None:
    from voiceguide.track.mp4.texts import find_timeline

    return find_timeline(track)


def _facts(track: BinaryIO) -> Facts:
    from voiceguide.track.mp4.reading import facts

    return facts(track)


M4B = Format(
    name="M4B",
    suffix=".m4b",
    media_type="audio/mp4",
    write=_write_m4b,
    timeline=_timeline,
    facts=_facts,
)
M4A = Format(
    name="M4A",
    suffix=".m4a",
    media_type="audio/mp4",
    write=_write_m4a,
    timeline=_timeline,
    facts=_facts,
)
