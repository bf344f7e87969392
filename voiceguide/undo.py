"""What must be undone however the process ends, even at once, by a second signal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_OWED: list[Callable[[], object]] = []
"""A process has one end, and so one list."""


@contextmanager
def undone(undo: Callable[[], object]) -> Iterator[None]:
    """Calls `undo` after the block, or earlier if the process ends at once.

    It may be called twice, and when there is nothing to undo yet.
    """
    _OWED.append(undo)
    try:
        yield
    finally:
        undo()
        if undo in _OWED:
            _OWED.remove(undo)


def undo_all() -> None:
    """Undoes what is left to undo, the latest first. Raises nothing."""
    while _OWED:
        with suppress(Exception):
            _OWED.pop()()
