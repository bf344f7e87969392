"""A scene as MP3 frames: cut into blocks, each different block encoded once.

A guided session is mostly a quiet bed that loops. The scene is cut into small
cells; cells that sound alike are encoded once, and neighbours that sound like
no other cell are encoded together, as one block. Different blocks are encoded
in parallel, and a result is kept only while it is needed again: memory follows
the length of the bed's loop, not of the session.

The joints. One long encode of 47 samples of silence and then the timeline,
less its first frame, decodes sample-exactly: 47 = 1,152 - 1,105, the delay of
encoder and decoder. (The track's first 576 samples, 12 ms, lack the dropped
frame's overlap and come out faint.) Frame f of the file is then frame f + 1 of
that encode, whose input begins at timeline sample (f + 1) * 1,152 - 47. A block
starts RUN_IN frames earlier, so that the encoder has the same past as in the
long encode, and ends LOOK_AHEAD frames later, so that it sees the same future.

Measured: from 2 frames of run-in on the joints have the same signal-to-noise
ratio as the long encode, within 0.01 dB; without look-ahead the last frame of
every block differs, from one frame on none does.
"""

from collections import Counter, deque
from collections.abc import Generator, Hashable
from concurrent.futures import Future, ThreadPoolExecutor

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.mix import render, signature
from voiceguide.audio.scene import Scene
from voiceguide.timecode import FRAME_MS, SAMPLES_PER_MS
from voiceguide.track.encoder import encode_frames
from voiceguide.track.form import form_of

CELL_FRAMES = 10
"""240 ms: fine enough to part words from quiet, and a divisor of the bundled loops."""

MOST_FRAMES = 200
"""4.8 s: a block is no longer than this, so that the work divides evenly."""

_MOST_AHEAD = 2000
"""Blocks that may wait for an earlier one. Most are quiet and the same frames: at most 8 MB."""

RUN_IN = 3
LOOK_AHEAD = 1
"""Frames. Two of run-in, one of look-ahead are enough; the third is margin."""

LEAD_SAMPLES = 47


def frame_count(scene: Scene) -> int:
    """How many MP3 frames the scene fills; ValueError where that is not a whole number."""
    frames, rest = divmod(scene.total_ms, FRAME_MS)
    if rest or frames < 1:
        raise ValueError(
            f"{scene.total_ms} ms is not a whole number of MP3 frames of {FRAME_MS} ms"
        )
    return frames


def encode_blocks(scene: Scene, *, workers: int) -> Generator[bytes, None, None]:
    """The scene's MP3 frames, in order, a block at a time.

    `workers` threads render and encode; close the generator to end them early.
    Raises ValueError for a length that is not whole frames, AudioError where
    the encoder fails.
    """
    blocks, keys = _blocks(scene)
    uses = Counter(keys)
    encoded: dict[Hashable, Future[bytes]] = {}
    running: list[Future[bytes]] = []
    ready: deque[Hashable] = deque()
    upcoming = zip(keys, blocks, strict=True)
    pool = ThreadPoolExecutor(workers, thread_name_prefix="voiceguide-mp3")
    try:
        while True:
            running = [future for future in running if not future.done()]
            while len(running) < 2 * workers and len(ready) < _MOST_AHEAD:
                key, block = next(upcoming, (None, None))
                if block is None:
                    break
                if key not in encoded:
                    encoded[key] = pool.submit(_encode_block, scene, block)
                    running.append(encoded[key])
                ready.append(key)
            if not ready:
                return
            key = ready.popleft()
            uses[key] -= 1
            yield (encoded[key] if uses[key] else encoded.pop(key)).result()
    finally:
        pool.shutdown(cancel_futures=True)


def _blocks(scene: Scene) -> tuple[list[range], list[Hashable]]:
    """The blocks of a scene, and for each a key: equal keys, equal sound."""
    total = frame_count(scene)
    cells = [range(at, min(at + CELL_FRAMES, total)) for at in range(0, total, CELL_FRAMES)]
    signatures = [signature(scene, *_window(cell)) for cell in cells]
    uses = Counter(signatures)
    blocks: list[range] = []
    keys: list[Hashable] = []
    joins = False
    for cell, found in zip(cells, signatures, strict=True):
        single = uses[found] == 1
        if single and joins and len(blocks[-1]) + len(cell) <= MOST_FRAMES:
            blocks[-1] = keys[-1] = range(blocks[-1].start, cell.stop)
        else:
            blocks.append(cell)
            keys.append(cell if single else found)
        joins = single
    return blocks, keys


def _window(block: range) -> tuple[int, int]:
    """The milliseconds that hold every sample the encoder is given for a block."""
    start_ms = (block.start + 1 - RUN_IN) * FRAME_MS - 1
    return start_ms, (block.stop + 1 + LOOK_AHEAD) * FRAME_MS


def _encode_block(scene: Scene, block: range) -> bytes:
    form = form_of(scene.channels)
    pcm = render(scene, *_window(block))
    skip = (SAMPLES_PER_MS - LEAD_SAMPLES) * SAMPLE_WIDTH * form.channels
    size = (RUN_IN + len(block) + LOOK_AHEAD) * form.pcm_frame_bytes
    return encode_frames(pcm[skip : skip + size], form, drop=RUN_IN, keep=len(block))
