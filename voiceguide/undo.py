"""Undoes things however the process ends, even if a second signal ends it at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_OWED: list[Callable[[], object]] = []
"""One list for the whole process."""


@contextmanager
def undone(undo: Callable[[], object]) -> Iterator[None]:
    """Calls `undo` after the block, or earlier if the process ends at once.

    `undo` may be called twice, and before there is anything to undo.
    """
    _OWED.append(undo)
    try:
        yield
    finally:
        undo()
        if undo in _OWED:
            _OWED.remove(undo)


def undo_all() -> None:
    """Undoes everything that is left, the latest first. Raises nothing."""
    while _OWED:
        with suppress(Exception):
            _OWED.pop()()
