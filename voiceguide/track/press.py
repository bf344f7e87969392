"""Blocks made into MP3 frames: each different one once, in parallel, and kept.

What is in the store is read from there; what is not is encoded and put there as
soon as it is done, so that a run that was killed is gone on with by the next one.
Memory follows the few blocks under way, and the quiet ones that come again.
"""

from collections import Counter, deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from voiceguide.audio.scene import Scene
from voiceguide.store import Store
from voiceguide.track.blocks import Block, encode
from voiceguide.track.form import form_of

_MOST_AHEAD = 2000
"""Blocks that may wait for an earlier one. Most are quiet and the same frames: at most 8 MB."""


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
    made: dict[str, Future[Pressed]] = {}
    running: list[Future[Pressed]] = []
    ready: deque[str] = deque()
    upcoming = iter(blocks)
    pool = ThreadPoolExecutor(workers, thread_name_prefix="voiceguide-mp3")
    try:
        while True:
            running = [future for future in running if not future.done()]
            while len(running) < 2 * workers and len(ready) < _MOST_AHEAD:
                block = next(upcoming, None)
                if block is None:
                    break
                if block.key not in made:
                    made[block.key] = pool.submit(_pressed, scene, block, store)
                    running.append(made[block.key])
                ready.append(block.key)
            if not ready:
                return
            key = ready.popleft()
            uses[key] -= 1
            yield (made[key] if uses[key] else made.pop(key)).result()
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
