"""How much the store may hold: the environment's word, else the folder's own, else 2 GB."""

import contextlib
import errno
import os
from dataclasses import dataclass
from pathlib import Path

from voiceguide.cache.folder import write_whole
from voiceguide.cache.sizes import parse_size
from voiceguide.errors import CacheError, InputError

VARIABLE = "VOICEGUIDE_CACHE_LIMIT"
"""The environment variable that goes before what the folder says."""

FILE = "limit.txt"
"""The file in the folder that says its limit."""

DEFAULT_BYTES = 2_000_000_000
"""Five or six hours of speech as it is kept (96 bytes a millisecond), and its encoded blocks."""

_NONE = "none"
_DEFAULT = "default"
_LONGEST_FILE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """`bytes` None is no limit; `source` says who set it: the variable, the file, "default"."""

    bytes: int | None
    source: str


def limit(folder: Path) -> Limit:
    """The limit that holds. Raises InputError where what sets it is no size."""
    if said := os.environ.get(VARIABLE, "").strip():
        return _understood(said, VARIABLE)
    with contextlib.suppress(OSError), (folder / FILE).open("rb") as file:
        text = file.read(_LONGEST_FILE).decode(errors="replace")
        return _understood(text.strip(), str(folder / FILE))
    return Limit(bytes=DEFAULT_BYTES, source=_DEFAULT)


def to_hold(text: str) -> Limit:
    """The limit that will hold once `text` is kept: the environment's word goes before it.

    Raises InputError where either is no size.
    """
    default = text.strip().lower() == _DEFAULT
    wanted = Limit(bytes=DEFAULT_BYTES, source=_DEFAULT) if default else _understood(text, "")
    said = os.environ.get(VARIABLE, "").strip()
    return _understood(said, VARIABLE) if said else wanted


def set_limit(folder: Path, text: str) -> None:
    """Keep the folder's own limit: a size, "none", or "default" for ours.

    Raises InputError for another text, CacheError where it can't be written.
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
            "Make room on that disk, with: voiceguide cache clear; then set the limit again"
            if error.errno in (errno.ENOSPC, errno.EDQUOT)
            else "Set VOICEGUIDE_CACHE to a folder you can write to"
        )
        raise CacheError(
            f"the limit can't be kept in {folder}: {error.strerror}. {cure}"
        ) from error


def _understood(text: str, source: str) -> Limit:
    try:
        size = None if text.strip().lower() == _NONE else parse_size(text)
    except InputError as error:
        raise InputError(f"{source}: {error}" if source else str(error)) from error
    return Limit(bytes=size, source=source)
