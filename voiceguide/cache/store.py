"""The cache: content by key, so that everything is made only once.

One `Cache` is made at the edge (the command line, or a caller of the Python API) and
handed down; each part of the pipeline takes the `Store` of its own kind. Reading and
storing never raise: damaged content counts as missing, and a cache that can't be used
stores nothing.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Self

from voiceguide.cache.backing import Backing, Nothing
from voiceguide.cache.folder import FolderBacking
from voiceguide.errors import CacheSetupError

_VERBS = ("get", "put", "size", "drop")

Kind = Literal["clip", "rate", "block", "track", "picture", "script", "bed"]
"""A kind of content, which is the suffix of an entry's name."""


@dataclass(frozen=True, slots=True)
class Store:
    """Content of one `kind` by key, in a backing.

    A key is a hexadecimal digest of everything that the content depends on. A `checked` store reads
    the whole entry before it reports its size.
    """

    backing: Backing
    kind: Kind
    checked: bool = False

    def get(self, key: str) -> bytes | None:
        """Returns the content, or None if it is missing or damaged."""
        return self.backing.get(f"{key}.{self.kind}")

    def size(self, key: str) -> int | None:
        """Returns the length of the content in bytes, or None if it is missing."""
        if not self.checked:
            return self.backing.size(f"{key}.{self.kind}")
        content = self.get(key)
        return None if content is None else len(content)

    def put(self, key: str, content: bytes) -> None:
        """Stores the content, if possible."""
        self.backing.put(f"{key}.{self.kind}", content)

    def drop(self, key: str) -> None:
        """Removes the content."""
        self.backing.drop(f"{key}.{self.kind}")


@dataclass(frozen=True, slots=True)
class Cache:
    """Results that later sessions can reuse: clips, encoded blocks, finished tracks.

    A cache on disk has a `folder`, and is kept within its limit; a cache elsewhere has a `name` for
    people. Make one with `at`, `over` or `nowhere`; `environment.default_cache` returns the user's
    own.
    """

    backing: Backing
    folder: Path | None = None
    name: str = ""
    is_checked: bool = False

    @classmethod
    def at(cls, folder: str | Path) -> Self:
        """Returns the cache in a folder, which is created when first needed.

        Raises CacheSetupError for an empty name.
        """
        if not str(folder):
            raise CacheSetupError("a cache needs the name of a folder")
        return cls(FolderBacking(Path(folder)), Path(folder))

    @classmethod
    def over(cls, backing: Backing, name: str = "") -> Self:
        """Returns a cache whose content is stored by `backing`.

        Raises CacheSetupError for an object that lacks one of a backing's methods.
        """
        from voiceguide.cache.checksummed import Checksummed  # a cache on disk doesn't need it

        missing = [verb for verb in _VERBS if not callable(getattr(backing, verb, None))]
        if missing or isinstance(backing, type):
            found = "a class, not an object" if not missing else f"without {', '.join(missing)}"
            raise CacheSetupError(
                f"{backing!r} can't hold a cache: it is {found}; expected an object with the "
                f"methods {', '.join(_VERBS)}"
            )
        return cls(Checksummed(backing), name=name or type(backing).__name__)

    @classmethod
    def nowhere(cls) -> Self:
        """Returns a cache that stores nothing."""
        return cls(Nothing())

    def store(self, kind: Kind) -> Store:
        """Returns the store of one kind of content."""
        return Store(self.backing, kind, self.is_checked)

    def checked(self) -> Self:
        """Returns the same cache with stores that read the whole entry before they report its
        size."""
        return replace(self, is_checked=True)

    def behind(self, folder: Path) -> Self:
        """Returns the same cache behind a folder, into which everything is put that is read or
        stored."""
        from voiceguide.cache.layered import Layered  # seldom needed

        return replace(self, backing=Layered(FolderBacking(folder), self.backing))


NOWHERE = Store(Nothing(), "clip")
"""A store that stores nothing."""
