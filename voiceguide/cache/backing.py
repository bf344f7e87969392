"""The interface to implement for storing the cache somewhere else.

A backing is any object with these four methods. `Cache.over(backing)` puts a guard
in front of it: an exception counts as missing content, and a checksum finds damage.
So a backing for a database or a bucket is one short class.
"""

from typing import Protocol


class Backing(Protocol):
    """Content by name. A name is a hexadecimal digest, a full stop and a kind: `0a1b….clip`.

    The content of a name never changes, so a name that exists need not be written again.
    Several threads call the methods at once.
    """

    def get(self, name: str) -> bytes | None:
        """Returns the content, or None if it is missing."""

    def put(self, name: str, content: bytes) -> None:
        """Stores the content, whole or not at all."""

    def size(self, name: str) -> int | None:
        """Returns the length of the content in bytes, or None if it is missing."""

    def drop(self, name: str) -> None:
        """Removes the content."""


class Nothing:
    """A backing that stores nothing."""

    def get(self, _name: str) -> bytes | None:
        """Returns None."""
        return None

    def put(self, name: str, content: bytes) -> None:
        """Does nothing."""

    def size(self, _name: str) -> int | None:
        """Returns None."""
        return None

    def drop(self, name: str) -> None:
        """Does nothing."""
