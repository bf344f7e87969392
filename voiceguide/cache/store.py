"""Made things on disk, by key, so that each is made once.

An entry is a magic number, the length of its content, a seal on that length
and the key, a checksum and the content itself. So its beginning alone says
whose it is. Its time of change says when it was last of use, to some minutes.
Whatever is wrong with an entry, it counts as missing; whatever is wrong with
the folder, nothing is kept. Nothing here fails.
"""

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

import platformdirs

Kind = Literal["clip", "rate", "block", "track", "picture", "length", "bed"]
"""What is kept; the end of an entry's name."""

VARIABLE = "VOICEGUIDE_CACHE"
"""The environment variable that names another folder."""

_MAGIC = b"vgstore2"
_LENGTH_BYTES = 8
_SEAL_BYTES = 16
_SUM_BYTES = 32
_SEALED_BYTES = len(_MAGIC) + _LENGTH_BYTES + _SEAL_BYTES
_HEADER_BYTES = _SEALED_BYTES + _SUM_BYTES
USED_AGAIN_S = 5 * 60
"""A time of use is written again only after this long: a read hardly ever costs a write."""

_REPLACE_TRIES = 10
_REPLACE_PAUSE_S = 0.1


def default_folder() -> Path | None:
    """The user's cache folder, or `$VOICEGUIDE_CACHE`; None for a user without a home."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        folder = platformdirs.user_cache_path("voiceguide", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0].startswith("~") else folder


class Store:
    """Contents of one `kind` by key. A key is a hexadecimal digest of all that they depend on.

    Two runs may use one folder at once: entries appear whole, and two entries
    of one key are the same. `folder` None means that nothing is kept. A store that
    is `checked` reads the whole of what it tells the size of.
    """

    def __init__(self, folder: Path | None, kind: Kind, *, checked: bool = False) -> None:
        self._folder = folder
        self._kind = kind
        self._checked = checked

    def get(self, key: str) -> bytes | None:
        """The content; None where there is none that is intact."""
        if self._folder is None:
            return None
        try:
            path = self._path(self._folder, key)
            with path.open("rb", buffering=0) as entry:
                begun, content = entry.read(_HEADER_BYTES), entry.read()
                _mark_used(path, os.fstat(entry.fileno()))
        except OSError:
            return None
        return content if begun == _header(key, content) else None

    def size(self, key: str) -> int | None:
        """How long the key's content is, by the entry's beginning.

        Whether the content is intact, only `get` knows, and a store that is `checked`.
        """
        if self._folder is None:
            return None
        if self._checked:
            content = self.get(key)
            return None if content is None else len(content)
        try:
            path = self._path(self._folder, key)
            with path.open("rb", buffering=0) as entry:
                begun, status = entry.read(_SEALED_BYTES), os.fstat(entry.fileno())
        except OSError:
            return None
        size = status.st_size - _HEADER_BYTES
        if size < 0 or begun != _sealed(key, size):
            return None
        _mark_used(path, status)
        return size

    def drop(self, key: str) -> None:
        """Forget the content."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                self._path(self._folder, key).unlink()

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`, in the place of whatever has its name; or don't, if it can't be."""
        if self._folder is None:
            return
        entry = _header(key, content) + content
        with contextlib.suppress(OSError):
            target = self._path(self._folder, key)
            try:
                write_whole(target, entry)
            except OSError:
                if target.is_dir():
                    shutil.rmtree(target)
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, entry)

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.{self._kind}"


NOWHERE = Store(None, "clip")
"""Keeps nothing."""


def _header(key: str, content: bytes) -> bytes:
    """Its checksum is over the key as well: an entry under a wrong name is not intact."""
    checksum = hashlib.sha256(key.encode() + b"\n")
    checksum.update(content)
    return _sealed(key, len(content)) + checksum.digest()


def _sealed(key: str, size: int) -> bytes:
    """What the entry of that key and size begins with."""
    length = size.to_bytes(_LENGTH_BYTES, "little")
    seal = hashlib.sha256(key.encode() + b"\n" + length).digest()[:_SEAL_BYTES]
    return b"".join((_MAGIC, length, seal))


def _mark_used(path: Path, status: os.stat_result) -> None:
    """Not left to the system's time of reading, which many systems don't keep (noatime)."""
    with contextlib.suppress(OSError):
        if abs(time.time() - status.st_mtime) > USED_AGAIN_S:
            os.utime(path)


def stamp(file: Path) -> str:
    """A file as it stands there, for keys: changed, it has another stamp. OSErrors pass.

    Its date alone can be set back, so its time of change and its number count too.
    """
    status = file.stat()
    return f"{file}, {status.st_size}, {status.st_mtime_ns}, {status.st_ctime_ns}, {status.st_ino}"


def write_whole(target: Path, content: bytes) -> None:
    """A file of the store's, whole or not at all. OSErrors pass.

    Not synced to the disk: an entry that a power cut spoils fails its checksum.
    """
    descriptor, part = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        _replace(Path(part), target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise


def _replace(part: Path, target: Path) -> None:
    """Windows refuses for a moment while another program, often a virus scanner, reads."""
    for _ in range(_REPLACE_TRIES if sys.platform == "win32" else 0):
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(_REPLACE_PAUSE_S)
        else:
            return
    part.replace(target)
