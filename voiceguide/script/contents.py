"""The content of a script's file, which may also be a pipe or standard input."""

import os
import select
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from voiceguide.errors import Problem, ScriptError

MAX_BYTES = 512 * 1024
"""The largest script file in bytes, half a megabyte: twenty times a long script."""

STANDARD_INPUT = Path("-")
"""Stands for standard input, as in other programs; `./-` is the same path."""

_AT_ONCE = 65_536


def shown(path: Path) -> str:
    """Returns a script's name for messages."""
    return "standard input" if path == STANDARD_INPUT else str(path)


def can_be_read_again(path: Path) -> bool:
    """Whether a script's content can be read a second time."""
    return path != STANDARD_INPUT and not _is_pipe(path)


def folder(path: Path) -> Path:
    """Returns the folder of a script's own sounds: the script's folder, or the current one if it
    has none."""
    return (path.parent if can_be_read_again(path) else Path()).absolute()


def read(path: Path) -> bytes:
    """Returns a script's content, or a little more than `MAX_BYTES` if it is longer.

    Waits for a pipe that a program writes to, but not for one that nobody writes to. Raises
    ScriptError if there is nothing to read.
    """
    try:
        if path == STANDARD_INPUT:
            return _standard_input()
        if _is_pipe(path):
            return _pipe(path)
        if not path.is_file() and path.exists():
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise _unreadable(path, f"this is {kind}; expected a script file (.yaml)")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise _unreadable(path, "this file does not exist; check the name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(path, f"the file can't be read: {reason}") from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise _unreadable(STANDARD_INPUT, "it is closed; give the name of a script file")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _is_pipe(path: Path) -> bool:
    try:
        return stat.S_ISFIFO(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _pipe(path: Path) -> bytes:
    content = bytearray()
    for piece in _pieces(path):
        content += piece
        if len(content) > MAX_BYTES:
            break
    if not content:
        raise _unreadable(path, "no program writes to this pipe; start that program first")
    return bytes(content)


def _pieces(path: Path) -> Iterator[bytes]:
    # Opened without waiting, because opening a pipe that nobody writes to would take for ever.
    pipe = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        while True:
            try:
                piece = os.read(pipe, _AT_ONCE)
            except BlockingIOError:
                select.select([pipe], [], [])
                continue
            if not piece:
                return
            yield piece
    finally:
        os.close(pipe)


def _unreadable(path: Path, message: str) -> ScriptError:
    return ScriptError(shown(path), [Problem(line=0, column=0, message=message)])
