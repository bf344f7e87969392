"""Spoken clips on disk, so that words are spoken once.

An entry is a magic number, the length of the sound, a checksum and the sound
itself. Whatever is wrong with an entry, it counts as missing; whatever is
wrong with the folder, there is no cache. Nothing here fails.
"""

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

import platformdirs

from voiceguide.audio.clip import BYTES_PER_MS, Clip

VARIABLE = "VOICEGUIDE_CACHE"
"""The environment variable that names another folder."""

_MAGIC = b"vgclip1\n"
_LENGTH_BYTES = 8
_SUM_BYTES = 32
_HEADER_BYTES = len(_MAGIC) + _LENGTH_BYTES + _SUM_BYTES
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


class ClipCache:
    """Clips by key. A key is a hexadecimal digest of all that the sound depends on.

    Two runs may use one folder at once: entries appear whole, and two entries
    of one key are the same. `folder` None means no cache.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, key: str) -> Clip | None:
        """The clip, named by its key; None where there is none that is intact."""
        if self._folder is None:
            return None
        try:
            entry = self._path(self._folder, key).read_bytes()
        except OSError:
            return None
        pcm = _unpack(key, entry)
        return None if pcm is None else Clip(key, pcm)

    def put(self, key: str, clip: Clip) -> None:
        """Keep `clip`, in the place of an earlier or damaged entry; or don't, if it can't be."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            target = self._path(self._folder, key)
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(target, _pack(key, clip.pcm))

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.clip"


def _pack(key: str, pcm: bytes) -> bytes:
    length = len(pcm).to_bytes(_LENGTH_BYTES, "little")
    return b"".join((_MAGIC, length, _checksum(key, pcm), pcm))


def _unpack(key: str, entry: bytes) -> bytes | None:
    """The sound of an intact entry that was put under this very key."""
    pcm = entry[_HEADER_BYTES:]
    intact = entry[:_HEADER_BYTES] == _pack(key, pcm)[:_HEADER_BYTES]
    return pcm if intact and len(pcm) % BYTES_PER_MS == 0 else None


def _checksum(key: str, pcm: bytes) -> bytes:
    """Over the key as well: an entry under a wrong name is not intact."""
    return hashlib.sha256(key.encode() + b"\n" + pcm).digest()


def _write_whole(target: Path, content: bytes) -> None:
    """Not synced to the disk: an entry that a power cut spoils fails its checksum."""
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
