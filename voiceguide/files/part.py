"""A partial download, kept beside its target if the connection breaks.

A part in use is locked; a run that resumes an unused one renames it first. Its name contains the
validator (RFC 9110, 8.8) of its content, so that the two can't be separated.
"""

import base64
import contextlib
import hashlib
import os
import secrets
from pathlib import Path
from types import TracebackType
from typing import Self

from voiceguide.files.atomic import sync_folder
from voiceguide.in_use import hold, left

_SUFFIX = ".partial"
_AT_ONCE = 1 << 20
_LONGEST_VALIDATOR = 80


class Part:
    """The part of `target` that has arrived; the complete file has that SHA-256. OSErrors pass
    through.

    Use as a context manager: `write`, then `publish`. Leaving before that keeps the part for the
    next run, unless it was given up. `validator` is the server's name for the content.
    """

    def __init__(self, target: Path, sha256: str) -> None:
        self.target = target
        self.validator = ""
        self._sha256 = sha256
        self._stem = f"{_prefix(target)}{sha256[:12]}."
        self._own = self._named("")
        self._claim()
        self._file = self._own.open("a+b")
        hold(self._file.fileno())
        self._hash = hashlib.sha256()
        self._file.seek(0)
        while piece := self._file.read(_AT_ONCE):
            self._hash.update(piece)
        self.size = self._file.tell()
        self._is_wanted = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):  # closing flushes, which fails again on a full disk
            self._file.close()
        with contextlib.suppress(OSError):
            if self._is_wanted and self._own.stat().st_size:
                self._own.replace(self._named(self.validator))
            else:
                self._own.unlink(missing_ok=True)

    def is_right(self) -> bool:
        """Returns whether the bytes so far are the complete file."""
        return self._hash.hexdigest() == self._sha256

    def write(self, piece: bytes) -> None:
        """Adds the next bytes."""
        self._file.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    def start_over(self) -> None:
        """Drops all bytes so far."""
        self._file.seek(0)
        self._file.truncate()
        self._hash, self.size, self.validator = hashlib.sha256(), 0, ""

    def give_up(self) -> None:
        """Keeps nothing for the next run: the bytes are wrong, or there is no space for them."""
        self._is_wanted = False

    def sync(self) -> None:
        """Makes sure that the bytes are on disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def publish(self) -> None:
        """Gives the part the target's name."""
        self.sync()
        self._file.close()
        self._own.replace(self.target)
        sync_folder(self.target.parent)

    def _named(self, validator: str) -> Path:
        """Returns an unused name for the part; a long validator is left out."""
        known = validator.encode()
        note = base64.urlsafe_b64encode(known if len(known) <= _LONGEST_VALIDATOR else b"").decode()
        return self.target.with_name(f"{self._stem}{secrets.token_hex(4)}.{note}{_SUFFIX}")

    def _claim(self) -> None:
        """Takes over a part that an earlier run kept, or was writing when it was killed."""
        for part in _parts(self.target):
            if not part.name.startswith(self._stem):
                continue
            with left(part) as is_left, contextlib.suppress(OSError):
                if is_left:
                    part.replace(self._own)
                    with contextlib.suppress(ValueError):
                        note = part.name[len(self._stem) : -len(_SUFFIX)].partition(".")[2]
                        self.validator = base64.urlsafe_b64decode(note).decode()
                    return


def remove_parts(target: Path) -> None:
    """Removes all parts of a file that earlier runs kept."""
    for part in _parts(target):
        with left(part) as is_left, contextlib.suppress(OSError):
            if is_left:
                part.unlink()


def _parts(target: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        found = [entry for entry in target.parent.iterdir() if entry.name.endswith(_SUFFIX)]
        return sorted(entry for entry in found if entry.name.startswith(_prefix(target)))
    return []


def _prefix(target: Path) -> str:
    return f".{target.name}."
