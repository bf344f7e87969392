"""Files that appear whole or not at all.

The content is written to a nameless file in the target's folder (on Linux) or to a named
part beside the target, and synced. Then it takes the target's name in one step. If the
process is killed at any point, the old file stays intact. A nameless file leaves nothing
behind; a named part is removed by the next run, unless it is in use.
"""

import contextlib
import errno
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from voiceguide.in_use import hold, left

_STALE_S = 24 * 60 * 60
"""A part this old is left over, even if another process has its process id now."""


class Publication:
    """A set of files that are written and published together.

    Use as a context manager: `open()` each target, write, then `publish()`.
    Leaving without `publish()` discards everything. OSErrors pass through.
    """

    def __init__(self) -> None:
        self._pending: list[tuple[BinaryIO, Path | None, Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._discard()

    def open(self, target: Path) -> BinaryIO:
        """Returns a new file that will become `target`; readable, writable, seekable."""
        _remove_stale_parts(target)
        stream, part = _nameless(target.parent), None
        if stream is None:
            part = _part_name(target)
            stream = part.open("x+b")
        hold(stream.fileno())
        self._pending.append((stream, part, target))
        return stream

    def publish(self) -> None:
        """Syncs every file, then gives each its name.

        Files get their names only once all of them are safely on disk and no name belongs to
        a folder. A full disk or an error before that leaves all old files as they were.
        """
        for stream, _, _ in self._pending:
            stream.flush()
            os.fsync(stream.fileno())
        for _, _, target in self._pending:
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
        folders = {target.parent for _, _, target in self._pending}
        while self._pending:
            stream, part, target = self._pending[0]
            if part is None:
                part = _part_name(target)
                self._pending[0] = (
                    stream,
                    part,
                    target,
                )  # first, so that _discard removes it if we stop here
                _give_name(stream, part)
            stream.close()
            part.replace(target)
            self._pending.pop(0)
        for folder in folders:
            sync_folder(folder)

    def _discard(self) -> None:
        for stream, part, _ in self._pending:
            # Closing flushes, which fails again on a full disk; the file is discarded anyway.
            with contextlib.suppress(OSError):
                stream.close()
            if part is not None:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
        self._pending.clear()


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Yields one file, published if the block ends without an error."""
    with Publication() as publication:
        yield publication.open(target)
        publication.publish()


def _nameless(folder: Path) -> BinaryIO | None:
    """Returns an unnamed file in `folder`, or None if the system doesn't support them."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        descriptor = os.open(folder, flag | os.O_RDWR, 0o666)
    except OSError:
        return None
    return os.fdopen(descriptor, "w+b")


def _give_name(stream: BinaryIO, part: Path) -> None:
    """Links a nameless file to a name."""
    folder = os.open(part.parent, os.O_RDONLY)
    try:
        # Python follows the link in /proc, as linkat(2) can, only if dst_dir_fd is given.
        os.link(f"/proc/self/fd/{stream.fileno()}", part.name, dst_dir_fd=folder)
    finally:
        os.close(folder)


def _part_name(target: Path) -> Path:
    """Returns an unused name beside `target`, on the same file system."""
    return target.with_name(f"{_prefix(target)}{os.getpid()}-{secrets.token_hex(4)}.part")


def _prefix(target: Path) -> str:
    """Returns the prefix of its parts' names, short enough for 255 bytes in any alphabet."""
    return f".{target.name[:50]}."


def _remove_stale_parts(target: Path) -> None:
    """Removes parts of this target that are old, or whose process is gone."""
    prefix = _prefix(target)
    with contextlib.suppress(OSError):
        for entry in list(target.parent.iterdir()):
            if entry.name.startswith(prefix) and entry.name.endswith(".part"):
                owner = entry.name[len(prefix) :].split("-")[0]
                if not _alive(owner) or time.time() - entry.stat().st_mtime > _STALE_S:
                    with left(entry) as is_left:
                        if is_left:
                            entry.unlink(missing_ok=True)


def _alive(process: str) -> bool:
    if os.name != "posix" or not process.isdecimal():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def sync_folder(folder: Path) -> None:
    """Makes the new names survive a power cut, if the system can sync folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
