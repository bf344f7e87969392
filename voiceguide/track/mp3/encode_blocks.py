"""Blocks made into MP3 frames: each different one once, in parallel, and kept.

What is in the store is read from there; what is not is encoded and put there as
soon as it is done, so that a run that was killed is gone on with by the next one.
Memory follows the few blocks under way, and the quiet ones that come again.
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
"""Different blocks under way for each worker, since some take longer than others: at most
77 kB each."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """The frames of a block, and whether they had to be encoded now."""

    frames: bytes
    anew: bool


def press(
    scene: Scene, blocks: Sequence[Block], store: Store, *, workers: int
) -> Generator[Pressed, None, None]:
    """Each block's frames, in order.

    `workers` threads read, render and encode; close the generator to end them early.
    Raises AudioError where the encoder fails.
    """
    uses = Counter(block.key for block in blocks)
    different: dict[str, Block] = {}
    for block in blocks:
        different.setdefault(block.key, block)
    upcoming = iter(different.values())
    under_way: dict[str, Future[Pressed]] = {}
    made: dict[str, Pressed] = {}
    pool = ThreadPoolExecutor(workers, thread_name_prefix="voiceguide-mp3")
    try:
        for block in blocks:
            if block.key not in made:
                while len(under_way) < _AHEAD * workers and (new := next(upcoming, None)):
                    under_way[new.key] = pool.submit(_pressed, scene, new, store)
                made[block.key] = under_way.pop(block.key).result()
            uses[block.key] -= 1
            yield made[block.key] if uses[block.key] else made.pop(block.key)
    finally:
        pool.shutdown(cancel_futures=True)


def _pressed(scene: Scene, block: Block, store: Store) -> Pressed:
    """From the store, where it has frames of the right size, or encoded."""
    kept = store.get(block.key)
    if kept is not None and len(kept) == len(block.frames) * form_of(scene.channels).frame_bytes:
        return Pressed(kept, anew=False)
    frames = encode(scene, block)
    store.put(block.key, frames)
    return Pressed(frames, anew=True)
