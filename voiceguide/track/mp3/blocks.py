"""Cuts a scene into blocks of whole MP3 frames; equal keys mean equal frames.

A guided session is mostly a quiet bed that loops, and words that were spoken
before. The scene is cut into small cells. A cell with nothing but the bed is a
block; adjacent cells with other sounds are joined into one block. A block's key
depends on the sounds in it, not on its position. So the key stays the same in a
session of another length, and after an edit to another sentence.

Where a bed restarts, the cells restart too, so that everything after it is cut in
the same way at any position. The crossfade itself is a separate block, together
with the remainder of the cells before it.

The joints: one long encode of 47 samples of silence and then the timeline, without
its first frame, decodes sample-exactly, because 47 is 1,152 - 1,105, and 1,105 is
the delay of encoder and decoder. (The track's first 576 samples, 12 ms, lack the
dropped frame's overlap and come out faint.) Frame f of the file is then frame f + 1
of that encode, whose input begins at timeline sample (f + 1) * 1,152 - 47. A block
starts RUN_IN frames earlier, so that the encoder has the same past as in the long
encode, and ends LOOK_AHEAD frames later, so that it sees the same future.

Measured: with 2 or more frames of run-in, the joints have the same
signal-to-noise ratio as the long encode, within 0.01 dB. Without look-ahead the
last frame of every block differs; with one frame or more, none does.
"""

import hashlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from voiceguide.audio.clip import SAMPLE_WIDTH
from voiceguide.audio.mix import render, signature
from voiceguide.audio.plain import Plain, plain_stretches
from voiceguide.audio.scene import CROSSFADE_MS, Scene
from voiceguide.timecode import FRAME_MS, SAMPLES_PER_MS
from voiceguide.track.mp3.encoder import encode_frames, fingerprint
from voiceguide.track.mp3.form import form_of

CELL_FRAMES = 10
"""240 ms: fine enough to separate words from quiet, and a divisor of the bundled loops."""

MOST_FRAMES = 200
"""4.8 s: the longest block, short enough to divide the work evenly."""

RUN_IN = 3
LOOK_AHEAD = 1
"""In frames. Two of run-in and one of look-ahead are enough; the third run-in frame is a margin."""

LEAD_SAMPLES = 47

VERSION = 2
"""Part of every key. Raise it when mixing or encoding changes by more than the numbers here;
otherwise a track would mix old and new blocks."""

_BEFORE_RESTART = LOOK_AHEAD + 1
_AFTER_RESTART = CROSSFADE_MS // FRAME_MS + RUN_IN
"""The frames before and after a restart in which the encoder hears some of the crossfade."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of frames, and a digest of everything that they depend on."""

    frames: range
    key: str


def frame_count(scene: Scene) -> int:
    """Returns how many MP3 frames the scene fills. Raises ValueError if not a whole number."""
    frames, rest = divmod(scene.total_ms, FRAME_MS)
    if rest or frames < 1:
        raise ValueError(
            f"{scene.total_ms} ms is not a whole number of MP3 frames of {FRAME_MS} ms"
        )
    return frames


def cut(scene: Scene) -> list[Block]:
    """Returns the scene's blocks, in order. Raises ValueError unless its length is whole frames."""
    numbers = (VERSION, RUN_IN, LOOK_AHEAD, LEAD_SAMPLES, CROSSFADE_MS)
    stem = f"{fingerprint(form_of(scene.channels))}, {numbers}\n"

    def digest(frames: range) -> str:
        sound = signature(scene, *_window(frames))
        return hashlib.sha256(f"{stem}{sound!r}".encode()).hexdigest()

    blocks: list[Block] = []
    known: dict[Hashable, str] = {}
    turn_ms = scene.bed.loop.length_ms if scene.bed else 1
    for frames, plain in _pieces(scene):
        if plain is None:
            blocks.append(Block(frames, digest(frames)))
            continue
        # Most blocks are plain; comparing only their differences takes a tenth of the time.
        run_ms = _window(frames)[0] - plain.origin_ms
        for at in range(frames.start, frames.stop, CELL_FRAMES):
            cell = range(at, min(at + CELL_FRAMES, frames.stop))
            phase_ms = (run_ms + (at - frames.start) * FRAME_MS) % turn_ms
            sound = (len(cell), phase_ms, plain.level_db)
            if sound not in known:
                known[sound] = digest(cell)
            blocks.append(Block(cell, known[sound]))
    return blocks


def encode(scene: Scene, block: Block) -> bytes:
    """Returns the block's frames. Raises AudioError if the encoder fails."""
    form = form_of(scene.channels)
    pcm = render(scene, *_window(block.frames))
    skip = (SAMPLES_PER_MS - LEAD_SAMPLES) * SAMPLE_WIDTH * form.channels
    size = (RUN_IN + len(block.frames) + LOOK_AHEAD) * form.pcm_frame_bytes
    return encode_frames(pcm[skip : skip + size], form, drop=RUN_IN, keep=len(block.frames))


def _pieces(scene: Scene) -> Iterator[tuple[range, Plain | None]]:
    """Yields runs of frames. A run with None is one block; a run with a plain stretch has cells.

    No run crosses a seam.
    """
    plain_around = _Plainness(scene)
    for first, last in pairwise(_seams(scene)):
        at, joined = first, range(first, first)
        while at < last:
            cell = range(at, min(at + CELL_FRAMES, last))
            plain = plain_around(*_window(cell))
            if joined and (plain or len(joined) + len(cell) > MOST_FRAMES):
                yield joined, None
                joined = range(at, at)
            if plain:
                cells = range(at, _end_of_cells(at, last, plain))
                yield cells, plain
                at, joined = cells.stop, range(cells.stop, cells.stop)
            else:
                at, joined = cell.stop, range(joined.start, cell.stop)
        if joined:
            yield joined, None


def _end_of_cells(at: int, last: int, plain: Plain) -> int:
    """Returns the frame where the cells of a plain stretch end, which start at `at`; at most
    `last`."""
    stop = plain.end_ms // FRAME_MS - 1 - LOOK_AHEAD
    return last if stop >= last else stop - (stop - at) % CELL_FRAMES


class _Plainness:
    """Looks up the plain stretch that contains a window; the windows come in order.

    There is none for a bed whose cells hardly ever repeat: one whose loop is not a whole number
    of cells, or that plays less than twice in the session. Nor is there any if beds change.
    """

    def __init__(self, scene: Scene) -> None:
        loop_ms = scene.bed.loop.length_ms if scene.bed else 0
        comes_again = loop_ms % (CELL_FRAMES * FRAME_MS) == 0 and 2 * loop_ms <= scene.total_ms
        self._stretches = plain_stretches(scene) if comes_again and not scene.beds else []
        self._at = 0

    def __call__(self, start_ms: int, end_ms: int) -> Plain | None:
        while self._at < len(self._stretches) and self._stretches[self._at].end_ms < end_ms:
            self._at += 1
        found = self._stretches[self._at] if self._at < len(self._stretches) else None
        return found if found and found.start_ms <= start_ms else None


def _seams(scene: Scene) -> Iterator[int]:
    """Yields the frames at which cells restart: 0, both sides of each crossfade, and the end."""
    total = frame_count(scene)
    seam = 0
    yield seam
    for restart in scene.bed.restarts if scene.bed else ():
        before = restart // FRAME_MS - _BEFORE_RESTART
        after = restart // FRAME_MS + _AFTER_RESTART
        before -= (before - seam) % CELL_FRAMES
        if seam < before and after < total:
            yield before
            yield after
            seam = after
    yield total


def _window(frames: range) -> tuple[int, int]:
    """Returns the start and end, in ms, of every sample that the encoder gets for a block."""
    start_ms = (frames.start + 1 - RUN_IN) * FRAME_MS - 1
    return start_ms, (frames.stop + 1 + LOOK_AHEAD) * FRAME_MS
