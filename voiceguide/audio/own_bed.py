"""The user's own bed: shaped as a stream, in two passes over its file, and cached in pieces.

The first pass measures; the second levels the sound and crossfades its end into its beginning. Both
first remove its offset and rumble, so that neither counts as loudness. The result is cached under
the file's stamp, so that the next run decodes nothing. Its pieces are cached under the digests of
their samples, so that shaping and mixing hold only a few of them in memory.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Self

import av

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, PIECE_MS, SAMPLE_WIDTH, CachedLoop
from voiceguide.audio.decode import count_channels
from voiceguide.audio.filters import ROOMY, regrouped
from voiceguide.audio.limiter import Levelling, levelling
from voiceguide.audio.loudness import integrated_lufs_of
from voiceguide.audio.own_sound import Heard
from voiceguide.audio.remarks import bed_remarks
from voiceguide.audio.rows import LevelMeter
from voiceguide.audio.seam import seamless
from voiceguide.audio.stream import Block
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import AudioError, LostClipError, SilenceError
from voiceguide.files.stamp import stamp
from voiceguide.timecode import SAMPLE_RATE, SAMPLES_PER_MS

VERSION = 2
"""Part of every key. Raise it when shaping changes by more than the numbers in `levels`."""

_HELD_PIECES = 4
"""How many pieces are in memory at once: a few more than the mixer needs at a time. Each takes
1.9 MB in stereo."""


def bed_from_file(path: Path, store: Store = NOWHERE) -> CachedLoop:
    """Returns the user's sound file as a bed: without rumble, 20 LU below speech, its end
    crossfaded into its beginning.

    A sound with more than one channel becomes stereo. The bed is read from `store`, or shaped and
    put there; pieces that can't be stored are held in memory. Raises AudioError if the file can't
    be read, is silent, or is longer than an hour.
    """
    key = _key(path)
    kept = None if key is None else _kept(store, key)
    if kept is not None:
        return kept
    made, held = _shaped(path, store)
    if key is not None and key == _key(path) and not held:
        store.put(key, made.pack())
    return _loop(made, store, held)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A bed's entry in the store. `pieces` has the keys of its pieces, in order; `remarks` has the
    faults that listeners would notice."""

    channels: int
    length_ms: int
    lufs: float
    pieces: tuple[str, ...]
    remarks: tuple[str, ...]

    def pack(self) -> bytes:
        """Returns the entry as bytes."""
        fields = [self.channels, self.length_ms, self.lufs, self.pieces, self.remarks]
        return json.dumps(fields).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Returns the entry from its bytes. Raises ValueError or TypeError for other bytes."""
        channels, length_ms, lufs, pieces, remarks = json.loads(packed)
        fits = len(pieces) == -(-length_ms // PIECE_MS) and isinstance(lufs, float)
        if not fits or not all(isinstance(text, str) for text in (*pieces, *remarks)):
            raise ValueError("not a bed")
        return cls(
            channels=channels,
            length_ms=length_ms,
            lufs=lufs,
            pieces=tuple(pieces),
            remarks=tuple(remarks),
        )

    def size(self, number: int) -> int:
        """Returns the length of a piece in bytes."""
        length_ms = min(PIECE_MS, self.length_ms - number * PIECE_MS)
        return length_ms * BYTES_PER_MS * self.channels


def _key(path: Path) -> str | None:
    """Returns a digest of everything the bed depends on; None if the file can't be examined."""
    numbers = (levels.BED_LUFS, levels.STEREO_BED_LUFS, levels.BED_PEAK_DBFS)
    rules = (levels.MOST_LIMITING_DB, levels.SEAM_MS, levels.LONGEST_BED_MS, PIECE_MS)
    start = (levels.RUMBLE_HZ, levels.RUMBLE_ORDER, levels.RUMBLE_RUN_IN_MS, levels.BED_FADE_MS)
    try:
        parts = (VERSION, av.__version__, *numbers, *rules, *start, stamp(path))
    except (OSError, ValueError):
        return None
    return hashlib.sha256(f"own bed {parts!r}".encode("utf-8", "surrogatepass")).hexdigest()


def _kept(store: Store, key: str) -> CachedLoop | None:
    """Returns the bed from the store, if it is complete; pieces are read only when needed."""
    packed = store.get(key)
    try:
        made = None if packed is None else _Made.unpack(packed)
    except (ValueError, TypeError):
        return None
    if made is None or any(
        store.size(piece) != made.size(number) for number, piece in enumerate(made.pieces)
    ):
        return None
    return _loop(made, store, {})


def _loop(made: _Made, store: Store, held: Mapping[int, bytes]) -> CachedLoop:
    """Returns the bed for the mixer; `held` has the pieces that are not in the store.

    A damaged piece is dropped, so that the next run shapes the bed again. One thread reads at a
    time, because the others mostly need the same piece.
    """
    reading = Lock()

    @lru_cache(maxsize=_HELD_PIECES)
    def stored(number: int) -> bytes:
        piece = store.get(made.pieces[number])
        if piece is None or len(piece) != made.size(number):
            store.drop(made.pieces[number])
            raise LostClipError(
                "a cached piece of the bed is missing or damaged; run again to rebuild it"
            )
        return piece

    def load(number: int) -> bytes:
        if number in held:
            return held[number]
        with reading:
            return stored(number)

    return CachedLoop(
        name=f"bed-{hashlib.sha256(''.join(made.pieces).encode()).hexdigest()[:16]}",
        length_ms=made.length_ms,
        channels=made.channels,
        lufs=made.lufs,
        remarks=made.remarks,
        load=load,
    )


def _shaped(path: Path, store: Store) -> tuple[_Made, dict[int, bytes]]:
    """Shapes the bed and stores its pieces. Returns it and the pieces that could not be stored."""
    channels = min(2, count_channels(path))
    heard, rows = Heard(channels), LevelMeter()
    found, how = _levelling(path, heard)
    seam_ms = min(levels.SEAM_MS, heard.length_ms // 4)
    width = BYTES_PER_MS * channels
    loop = seamless(
        _metered(how.of_pieces(_again(path, heard), channels), rows, channels),
        heard.length_ms * width,
        seam_ms * SAMPLES_PER_MS,
        channels,
        size=PIECE_MS * width,
    )
    keys, held = dict[int, str](), dict[int, bytes]()
    for number, piece in loop:
        keys[number] = hashlib.sha256(piece).hexdigest()
        store.put(keys[number], piece)
        if store.size(keys[number]) != len(piece):
            held[number] = piece
    length_ms = heard.length_ms - seam_ms
    made = _Made(
        channels=channels,
        length_ms=length_ms,
        lufs=_wanted_lufs(channels),
        pieces=tuple(keys[number] for number in sorted(keys)),
        remarks=tuple(bed_remarks(heard, found, length_ms, rows)),
    )
    return (_measured(made, store, held) if how.limits else made), held


def _levelling(path: Path, heard: Heard) -> tuple[float, Levelling]:
    """Makes the first pass over the file; returns its loudness, and the levelling."""
    sound = _read(path, heard)
    try:
        found = integrated_lufs_of(sound, channels=heard.channels, form=ROOMY)
        wanted, ceiling = _wanted_lufs(heard.channels), levels.BED_PEAK_DBFS
        return found, levelling(found, heard.peak_dbfs, lufs=wanted, ceiling=ceiling)
    except SilenceError as error:
        raise AudioError(
            f"can't use {path} as a bed: {error}, or only rumble under {levels.RUMBLE_HZ} Hz"
        ) from error


def _read(path: Path, heard: Heard) -> Iterator[bytes]:
    return heard.cleaned(heard.read(path, levels.LONGEST_BED_MS), levels.BED_FADE_MS)


def _again(path: Path, heard: Heard) -> Iterator[bytes]:
    """Yields the sound for the second pass. Raises AudioError if it has changed."""
    again = Heard(heard.channels)
    for piece in _read(path, again):
        if again.size > heard.size:
            break
        yield piece
    if again != heard:
        raise AudioError(f"can't read the sound {path}: it changed while being read")


def _metered(sound: Iterable[bytes], rows: LevelMeter, channels: int) -> Iterator[bytes]:
    """Yields the sound unchanged, and measures its rows."""
    for piece in regrouped(sound, SAMPLE_RATE * SAMPLE_WIDTH * channels):
        rows.feed(Block(piece, channels))
        yield piece


def _measured(made: _Made, store: Store, held: Mapping[int, bytes]) -> _Made:
    """Returns the bed with its measured loudness, which limiting may have made too low."""
    loop = _loop(made, store, held)
    pieces = map(loop.load, range(len(made.pieces)))
    return replace(made, lufs=integrated_lufs_of(pieces, channels=made.channels))


def _wanted_lufs(channels: int) -> float:
    return levels.BED_LUFS if channels == 1 else levels.STEREO_BED_LUFS
