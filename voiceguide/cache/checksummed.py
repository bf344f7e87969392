"""A guard in front of somebody else's backing, which never raises, and finds damage."""

import contextlib
import hashlib
from dataclasses import dataclass

from voiceguide.cache.backing import Backing

_SUM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checksummed:
    """Content of `backing`, each with a checksum over its name and itself.

    Content counts as missing if it is damaged, or if reading it raises an exception. Exceptions
    while storing are ignored.
    """

    backing: Backing

    def get(self, name: str) -> bytes | None:
        """Returns the content, or None if it is missing or damaged."""
        with contextlib.suppress(Exception):
            sealed = self.backing.get(name)
            if sealed is not None:
                content = bytes(sealed[_SUM_BYTES:])
                return content if sealed[:_SUM_BYTES] == _checksum(name, content) else None
        return None

    def put(self, name: str, content: bytes) -> None:
        """Stores the content, if the backing can."""
        with contextlib.suppress(Exception):
            self.backing.put(name, _checksum(name, content) + content)

    def size(self, name: str) -> int | None:
        """Returns the length of the content in bytes, or None if it is missing. Only `get` checks
        for damage."""
        with contextlib.suppress(Exception):
            size = self.backing.size(name)
            return None if size is None or size < _SUM_BYTES else size - _SUM_BYTES
        return None

    def drop(self, name: str) -> None:
        """Removes the content, if the backing can."""
        with contextlib.suppress(Exception):
            self.backing.drop(name)


def _checksum(name: str, content: bytes) -> bytes:
    checksum = hashlib.sha256(name.encode() + b"\n")
    checksum.update(content)
    return checksum.digest()
