"""Writes encoded sound, and stores it, for formats that are encoded in one pass.

It is stored in consecutive pieces of the file, from which an unchanged session is assembled.
"""

import hashlib
from collections.abc import Sequence
from typing import BinaryIO, Final

from voiceguide.cache.store import Store

_PIECE_BYTES: Final = 2**20


class Kept:
    """A buffer for the bytes of a file. Once finished, `keys` are the store's keys in order."""

    def __init__(self, stream: BinaryIO, store: Store) -> None:
        self._stream = stream
        self._store = store
        self._waiting = bytearray()
        self._keys: list[str] = []
        self._fresh = set[str]()

    @property
    def keys(self) -> Sequence[str]:
        """The keys of the pieces."""
        return self._keys

    @property
    def fresh(self) -> int:
        """The number of pieces that were not in the store before."""
        return len(self._fresh)

    def write(self, data: bytes) -> None:
        """Adds bytes to the file. OSErrors of the stream pass through."""
        self._waiting += data
        if len(self._waiting) >= _PIECE_BYTES:
            self.finish()

    def finish(self) -> None:
        """Writes and stores the buffered bytes."""
        piece = bytes(self._waiting)
        self._waiting.clear()
        if not piece:
            return
        key = hashlib.sha256(piece).hexdigest()
        if self._store.size(key) != len(piece):
            self._store.put(key, piece)
            self._fresh.add(key)
        self._stream.write(piece)
        self._keys.append(key)
