"""The cache's limit: from the environment, or else from the cache's folder, or else 2 GB."""

import contextlib
import errno
import os
from dataclasses import dataclass
from pathlib import Path

from voiceguide.cache.folder import write_whole
from voiceguide.cache.sizes import parse_size
from voiceguide.errors import CacheError, InputError

VARIABLE = "VOICEGUIDE_CACHE_LIMIT"
"""The environment variable for the limit, which takes precedence over the folder's."""

FILE = "limit.txt"
"""The file in the cache's folder that holds its limit."""

DEFAULT_BYTES = 2_000_000_000
"""Enough for five or six hours of speech (96 bytes per millisecond) and its encoded blocks."""

_NONE = "none"
_DEFAULT = "default"
_LONGEST_FILE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit in `bytes`, or None for no limit; `source` is the variable, the file, or
    "default"."""

    bytes: int | None
    source: str


def limit(folder: Path) -> Limit:
    """Returns the limit in force. Raises InputError if its source doesn't contain a size."""
    if said := os.environ.get(VARIABLE, "").strip():
        return _understood(said, VARIABLE)
    with contextlib.suppress(OSError), (folder / FILE).open("rb") as file:
        text = file.read(_LONGEST_FILE).decode(errors="replace")
        return _understood(text.strip(), str(folder / FILE))
    return Limit(bytes=DEFAULT_BYTES, source=_DEFAULT)


def to_hold(text: str) -> Limit:
    """Returns the limit that will be in force once `text` is set; the environment takes precedence.

    Raises InputError if either is not a size.
    """
    default = text.strip().lower() == _DEFAULT
    wanted = Limit(bytes=DEFAULT_BYTES, source=_DEFAULT) if default else _understood(text, "")
    said = os.environ.get(VARIABLE, "").strip()
    return _understood(said, VARIABLE) if said else wanted


def set_limit(folder: Path, text: str) -> None:
    """Sets the folder's limit: a size, "none", or "default" for 2 GB.

    Raises InputError for any other text, CacheError if it can't be written.
    """
    wanted = text.strip()
    try:
        if wanted.lower() == _DEFAULT:
            (folder / FILE).unlink(missing_ok=True)
            return
        _understood(wanted, "")
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / FILE, f"{wanted}\n".encode())
    except OSError as error:
        cure = (
            "Free some space with: voiceguide cache clear; then set the limit again"
            if error.errno in (errno.ENOSPC, errno.EDQUOT)
            else "Set VOICEGUIDE_CACHE to a folder you can write to"
        )
        raise CacheError(
            f"the limit can't be saved in {folder}: {error.strerror}. {cure}"
        ) from error


def _understood(text: str, source: str) -> Limit:
    try:
        size = None if text.strip().lower() == _NONE else parse_size(text)
    except InputError as error:
        raise InputError(f"{source}: {error}" if source else str(error)) from error
    return Limit(bytes=size, source=source)
