"""Cached content on disk, one file per entry.

An entry consists of a magic number, the length of its content, a seal on the length and the key, a
checksum, and the content, so its first bytes identify it. Its modification time is the time of its
last use, give or take a few minutes. Damaged entries count as missing; a folder that can't be used
stores nothing. No method raises.
"""

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from voiceguide.in_use import hold

_MAGIC = b"vgstore2"
_LENGTH_BYTES = 8
_SEAL_BYTES = 16
_SUM_BYTES = 32
_SEALED_BYTES = len(_MAGIC) + _LENGTH_BYTES + _SEAL_BYTES
_HEADER_BYTES = _SEALED_BYTES + _SUM_BYTES
USED_AGAIN_S = 5 * 60
"""The time of use is updated only after this long, so that a read rarely costs a write."""

_REPLACE_TRIES = 10
_REPLACE_PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class FolderBacking:
    """Content by name in `folder`, spread over subfolders by the first two characters.

    Several runs may use one folder at once: entries appear whole, and two entries
    of the same name have the same content.
    """

    folder: Path

    def get(self, name: str) -> bytes | None:
        """Returns the content, or None if it is missing or damaged."""
        path = self._path(name)
        try:
            with path.open("rb", buffering=0) as entry:
                begun, content = entry.read(_HEADER_BYTES), entry.read()
                _mark_used(path, os.fstat(entry.fileno()))
        except OSError:
            return None
        return content if begun == _header(_key(name), content) else None

    def size(self, name: str) -> int | None:
        """Returns the length of the content in bytes, from its file's header; None if that is
        missing or damaged.

        Only `get` checks whether the content is intact.
        """
        path = self._path(name)
        try:
            with path.open("rb", buffering=0) as entry:
                begun, status = entry.read(_SEALED_BYTES), os.fstat(entry.fileno())
        except OSError:
            return None
        size = status.st_size - _HEADER_BYTES
        if size < 0 or begun != _sealed(_key(name), size):
            return None
        _mark_used(path, status)
        return size

    def drop(self, name: str) -> None:
        """Removes the content."""
        with contextlib.suppress(OSError):
            self._path(name).unlink()

    def put(self, name: str, content: bytes) -> None:
        """Stores the content in place of anything with its name, if the disk allows."""
        entry = _header(_key(name), content) + content
        path = self._path(name)
        with contextlib.suppress(OSError):
            try:
                write_whole(path, entry)
            except OSError:
                if path.is_dir():
                    shutil.rmtree(path)
                path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(path, entry)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def _key(name: str) -> str:
    """Returns the digest in a name, without the kind."""
    return name.partition(".")[0]


def _header(key: str, content: bytes) -> bytes:
    """Returns an entry's header. Its checksum covers the key too, so an entry with a wrong name
    counts as damaged."""
    checksum = hashlib.sha256(key.encode() + b"\n")
    checksum.update(content)
    return _sealed(key, len(content)) + checksum.digest()


def _sealed(key: str, size: int) -> bytes:
    """Returns the first bytes of an entry with that key and size."""
    length = size.to_bytes(_LENGTH_BYTES, "little")
    seal = hashlib.sha256(key.encode() + b"\n" + length).digest()[:_SEAL_BYTES]
    return b"".join((_MAGIC, length, seal))


def _mark_used(path: Path, status: os.stat_result) -> None:
    """Records a file's use in its modification time, since many systems don't record access times
    (noatime)."""
    with contextlib.suppress(OSError):
        if abs(time.time() - status.st_mtime) > USED_AGAIN_S:
            os.utime(path)


def write_whole(target: Path, content: bytes) -> None:
    """Writes a file of the cache, whole or not at all. OSErrors pass through.

    It is not synced to the disk; an entry damaged by a power cut fails its checksum.
    """
    descriptor, part = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            hold(descriptor)
            file.write(content)
        _replace(Path(part), target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(part).unlink()
        raise


def _replace(part: Path, target: Path) -> None:
    """Moves `part` to `target`. Retries on Windows, which refuses while another program, often a
    virus scanner, reads the file."""
    for _ in range(_REPLACE_TRIES if sys.platform == "win32" else 0):
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(_REPLACE_PAUSE_S)
        else:
            return
    part.replace(target)
