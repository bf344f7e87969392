"""Told to end, or the terminal closed: every command leaves in good order."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ENDS = ("SIGTERM", "SIGHUP")


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Such a signal ends the block with SystemExit, so that nothing of it is left behind.

    The exit code is the usual one, 128 and the signal's number. What is ignored from
    outside, as `nohup` does, stays ignored.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        for other in before:
            signal.signal(other, signal.SIG_IGN)  # leaving is not to be interrupted
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]
    before = {
        number: signal.getsignal(number)
        for number in numbers
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    for number in before:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
