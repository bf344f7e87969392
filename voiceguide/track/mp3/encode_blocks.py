"""Encodes blocks into MP3 frames: each distinct one once, in parallel, and cached.

Blocks in the store are read from it. The others are encoded, and stored as soon as
they are done, so that the next run resumes where a killed one stopped. Memory holds
only the few blocks in progress, and the quiet ones that repeat.
"""

from collections import Counter
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from voiceguide.audio.scene import Scene
from voiceguide.cache.store import Store
from voiceguide.track.mp3.blocks import Block, encode
from voiceguide.track.mp3.form import form_of

_AHEAD = 8
"""The number of distinct blocks in progress per worker, since some take longer than others. Each
takes at most 77 kB."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The frames of a block; `fresh` if they were not in the store."""

    frames: bytes
    fresh: bool


def encode_all(
    scene: Scene, blocks: Sequence[Block], store: Store, *, workers: int
) -> Generator[Encoded, None, None]:
    """Yields each block's frames, in order.

    `workers` threads read, render and encode; close the generator to end them early.
    Raises AudioError if the encoder fails.
    """
    uses = Counter(block.key for block in blocks)
    different: dict[str, Block] = {}
    for block in blocks:
        different.setdefault(block.key, block)
    upcoming = iter(different.values())
    under_way: dict[str, Future[Encoded]] = {}
    made: dict[str, Encoded] = {}
    pool = ThreadPoolExecutor(workers, thread_name_prefix="voiceguide-mp3")
    try:
        for block in blocks:
            if block.key not in made:
                while len(under_way) < _AHEAD * workers and (new := next(upcoming, None)):
                    under_way[new.key] = pool.submit(_encoded, scene, new, store)
                made[block.key] = under_way.pop(block.key).result()
            uses[block.key] -= 1
            yield made[block.key] if uses[block.key] else made.pop(block.key)
    finally:
        pool.shutdown(cancel_futures=True)


def _encoded(scene: Scene, block: Block, store: Store) -> Encoded:
    """Returns the frames from the store if their size is right; otherwise encodes and stores
    them."""
    kept = store.get(block.key)
    if kept is not None and len(kept) == len(block.frames) * form_of(scene.channels).frame_bytes:
        return Encoded(kept, fresh=False)
    frames = encode(scene, block)
    store.put(block.key, frames)
    return Encoded(frames, fresh=True)
