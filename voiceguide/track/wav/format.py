"""WAV as a track format."""

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
    from voiceguide.track.wav.writer import write_wav

    del store, workers  # there is nothing to encode
    return write_wav(stream, scene, tags, on_progress)


def _timeline(track: BinaryIO) -> bytes | None:
    from voiceguide.track.wav.reading import timeline

    return timeline(track)


def _facts(track: BinaryIO) -> Facts:
    from voiceguide.track.wav.reading import facts

    return facts(track)


WAV = Format(
    name="WAV",
    suffix=".wav",
    media_type="audio/wav",
    write=_write,
    timeline=_timeline,
    facts=_facts,
)
