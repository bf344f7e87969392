"""What tells two states of a file apart without reading it."""

from pathlib import Path


def stamp(file: Path) -> str:
    """Returns a text for cache keys that differs once the file has changed. OSErrors pass.

    Its modification time alone can be set back, so the time of its last status change
    and its inode number count too.
    """
    status = file.stat()
    return f"{file}, {status.st_size}, {status.st_mtime_ns}, {status.st_ctime_ns}, {status.st_ino}"
