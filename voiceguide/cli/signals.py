"""Handles signals to end the program, so that every command exits cleanly, even if its terminal is
closed.

A signal is recorded, and raises an exception, so that everything is cleaned up on the way out. If
it is raised in a callback whose caller drops it, it is raised again until the command ends. A
second signal ends the process at once.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from voiceguide.undo import undo_all

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_AGAIN_S = 0.1
"""How soon an exception that seems to be lost is raised again."""

_ECHO_S = 1.0
"""A signal this soon after the first one doesn't count: a closing terminal may send two, and a
service manager sends one after SIGTERM."""


class Ended(SystemExit):
    """Raised in a command when a signal to end has come."""


class Ending:
    """The state of a command that signals may end."""

    def __init__(self) -> None:
        self.asked: int | None = None
        """The first signal."""
        self.insists = False
        """Whether Ctrl-C, too, is raised again until it is heard; not in a command that Ctrl-C ends
        in order, since that continues for a while after it."""
        self._asked_at = 0.0

    @property
    def code(self) -> int:
        """The exit code: 1 for Ctrl-C, otherwise the usual 128 plus the signal's number."""
        return 1 if self.asked in (None, signal.SIGINT) else 128 + int(self.asked or 0)

    def heed(self, number: int, _frame: FrameType | None) -> None:
        """Handles a signal to end."""
        if self.asked is None:
            self.asked, self._asked_at = number, time.monotonic()
            if hasattr(signal, "SIGALRM"):
                signal.signal(signal.SIGALRM, self.again)
            _alarm(self._interval_s, self._interval_s)
            self._raise()
        echo = number == getattr(signal, "SIGHUP", None)
        if not (echo and time.monotonic() < self._asked_at + _ECHO_S):
            self._end_at_once(number)

    def again(self, _number: int, _frame: FrameType | None) -> None:
        """Raises the exception again, unless it is being handled and things are cleaned up."""
        if not _is_ending(sys.exception()):
            self._raise()

    def notice(self, dropped: Any, otherwise: Callable[[Any], object]) -> None:
        """Records an exception that a callback's caller drops."""
        if self.asked is not None and _is_ending(dropped.exc_value):
            _alarm(_AGAIN_S / 10, self._interval_s)
        else:
            otherwise(dropped)

    def heard(self) -> None:
        """Stops raising the exception: the command has ended because of the signal."""
        _alarm(0, 0)

    @property
    def _interval_s(self) -> float:
        return _AGAIN_S if self.asked != signal.SIGINT or self.insists else 0

    def _raise(self) -> None:
        if self.asked == signal.SIGINT:
            raise KeyboardInterrupt
        raise Ended(self.code)

    def _end_at_once(self, number: int) -> None:
        for name in _NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        _alarm(0, 0)
        undo_all()
        self.asked = number
        os._exit(self.code)


@contextmanager
def ending_in_order() -> Iterator[Ending]:
    """Ends the block with KeyboardInterrupt on Ctrl-C, with Ended on SIGTERM or SIGHUP.

    A signal that the caller ignores, as `nohup` does, stays ignored.
    """
    ending = Ending()
    before = {
        number: signal.getsignal(number)
        for number in (getattr(signal, name) for name in _NAMES if hasattr(signal, name))
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    hook = sys.unraisablehook
    sys.unraisablehook = lambda dropped: ending.notice(dropped, hook)
    for number in before:
        signal.signal(number, ending.heed)
    try:
        yield ending
    finally:
        _alarm(0, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.unraisablehook = hook


def _alarm(first_s: float, then_s: float) -> None:
    """Sets SIGALRM's timer, if the system has one."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, first_s, then_s)


def _is_ending(error: BaseException | None) -> bool:
    """Returns whether an exception is one of ours, or was raised while ours was handled."""
    while error is not None:
        if isinstance(error, Ended | KeyboardInterrupt):
            return True
        error = error.__context__
    return False
