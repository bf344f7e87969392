"""The user's own bed: shaped as a stream, in two passes over its file, and cached in pieces.

The first pass measures; the second levels the sound and crossfades its end into its
beginning. The result is cached under the file's stamp, so the next run decodes nothing,
and in pieces, each under the digest of its samples, so neither shaping nor mixing holds
more than a few of them in memory.
"""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Self

import av

from voiceguide.audio import levels
from voiceguide.audio.clip import BYTES_PER_MS, PIECE_MS, CachedLoop
from voiceguide.audio.decode import count_channels, decode_pieces
from voiceguide.audio.limiter import Levelling, levelling
from voiceguide.audio.loudness import integrated_lufs_of
from voiceguide.audio.pcm import extremes
from voiceguide.audio.seam import seamless
from voiceguide.cache.store import NOWHERE, Store
from voiceguide.errors import AudioError, LostClipError, SilenceError
from voiceguide.files.stamp import stamp
from voiceguide.timecode import SAMPLES_PER_MS

VERSION = 1
"""Part of every key: raise it when shaping changes by more than the numbers of `levels`."""

_HELD_PIECES = 4
"""How many pieces are in memory at once: a few more than the mixer needs at a time; 1.9 MB each in
stereo."""


def bed_from_file(path: Path, store: Store = NOWHERE) -> CachedLoop:
    """Returns the user's sound file as a bed: 20 LU under speech, its end crossfaded into its
    beginning.

    Sound with more than one channel becomes stereo. The bed comes from `store`, or is shaped and
    put there; pieces that can't be stored are held in memory. Raises AudioError if the file can't
    be read, is silent or is longer than an hour.
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
    """A bed's entry in the store; `pieces` has the keys of its pieces, in order."""

    channels: int
    length_ms: int
    lufs: float
    pieces: tuple[str, ...]

    def pack(self) -> bytes:
        """Returns the entry as bytes."""
        return json.dumps([self.channels, self.length_ms, self.lufs, self.pieces]).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """Returns the entry from its bytes. Raises ValueError or TypeError if they are not one."""
        channels, length_ms, lufs, pieces = json.loads(packed)
        fits = len(pieces) == -(-length_ms // PIECE_MS) and isinstance(lufs, float)
        if not fits or not all(isinstance(piece, str) for piece in pieces):
            raise ValueError("not a bed")
        return cls(channels=channels, length_ms=length_ms, lufs=lufs, pieces=tuple(pieces))

    def size(self, number: int) -> int:
        """Returns the length of a piece in bytes."""
        length_ms = min(PIECE_MS, self.length_ms - number * PIECE_MS)
        return length_ms * BYTES_PER_MS * self.channels


def _key(path: Path) -> str | None:
    """Returns a digest of everything the bed depends on; None if the file can't be examined."""
    numbers = (levels.BED_LUFS, levels.STEREO_BED_LUFS, levels.BED_PEAK_DBFS)
    rules = (levels.MOST_LIMITING_DB, levels.SEAM_MS, levels.LONGEST_BED_MS, PIECE_MS)
    try:
        parts = (VERSION, av.__version__, *numbers, *rules, stamp(path))
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
    """Returns the bed as the mixer takes it; `held` has the pieces that are not in the store.

    A damaged piece is dropped, so that the next run shapes the bed again. Pieces are read one at a
    time, because most threads want a piece that another is already about to read.
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
        load=load,
    )


@dataclass(slots=True)
class _Heard:
    """The size and the extremes of a sound, measured while it passes."""

    size: int = 0
    least: int = 0
    most: int = 0

    def passing(self, sound: Iterable[bytes]) -> Iterator[bytes]:
        """Yields the same sound, measuring it."""
        for piece in sound:
            least, most = extremes(piece)
            self.size += len(piece)
            self.least, self.most = min(self.least, least), max(self.most, most)
            yield piece

    @property
    def extremes(self) -> bytes:
        """Its lowest and highest samples, as 16-bit samples."""
        return array("h", (self.least, self.most)).tobytes()


def _shaped(path: Path, store: Store) -> tuple[_Made, dict[int, bytes]]:
    """Shapes the bed and stores its pieces. Returns it and the pieces that could not be stored."""
    channels = min(2, count_channels(path))
    heard = _Heard()
    how = _levelling(path, heard, channels)
    width = BYTES_PER_MS * channels
    length_ms = heard.size // width
    seam_ms = min(levels.SEAM_MS, length_ms // 4)
    loop = seamless(
        how.of_pieces(_again(path, heard, channels), channels),
        heard.size,
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
    made = _Made(
        channels=channels,
        length_ms=length_ms - seam_ms,
        lufs=_wanted_lufs(channels),
        pieces=tuple(keys[number] for number in sorted(keys)),
    )
    return (_measured(made, store, held) if how.limits else made), held


def _levelling(path: Path, heard: _Heard, channels: int) -> Levelling:
    """Returns the levelling, from the first pass over the file."""
    try:
        found = integrated_lufs_of(heard.passing(_sound(path, channels)), channels=channels)
        return levelling(
            found, heard.extremes, lufs=_wanted_lufs(channels), ceiling=levels.BED_PEAK_DBFS
        )
    except SilenceError as error:
        raise AudioError(f"can't use {path} as a bed: {error}") from error


def _again(path: Path, heard: _Heard, channels: int) -> Iterator[bytes]:
    """Yields the sound for the second pass. Raises AudioError if it has changed."""
    again = _Heard()
    for piece in again.passing(_sound(path, channels)):
        if again.size > heard.size:
            break
        yield piece
    if again != heard:
        raise AudioError(f"can't read the sound {path}: it changed while being read")


def _measured(made: _Made, store: Store, held: Mapping[int, bytes]) -> _Made:
    """Returns the bed with its measured loudness; limiting may have left it softer than wanted."""
    loop = _loop(made, store, held)
    pieces = map(loop.load, range(len(made.pieces)))
    return replace(made, lufs=integrated_lufs_of(pieces, channels=made.channels))


def _wanted_lufs(channels: int) -> float:
    return levels.BED_LUFS if channels == 1 else levels.STEREO_BED_LUFS


def _sound(path: Path, channels: int) -> Iterator[bytes]:
    """Yields the file's sound, padded with silence to a whole millisecond."""
    size, width = 0, BYTES_PER_MS * channels
    for piece in decode_pieces(path, channels=channels, longest_ms=levels.LONGEST_BED_MS):
        size += len(piece)
        yield piece
    yield bytes(-size % width)
