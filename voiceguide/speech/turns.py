"""Whose turn it is to speak, among the engines of one name.

No more of them speak at once than they can. While their service is busy, none is asked; then
each text that was refused is tried again.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from voiceguide.errors import EngineBusy, EngineCrashed
from voiceguide.speech.engine import Traits

PATIENCE_S = 300.0
"""For so long a service may refuse everything; then the session fails. Each text that gets
through, whoever's it is, starts this again."""

LONGEST_WAIT_S = 60.0
"""Between two tries, unless the service asks for longer."""

_SHORTEST_WAIT_S = 0.1
"""A service that says "at once", and goes on refusing, is not to be flooded."""

_POLL_S = 0.2
"""Waits are in short pieces, since on Windows a wait is deaf to Ctrl-C."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> float:
        """Returns the time in seconds, from any moment on."""

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        """Returns after that time, or as soon as `changed` is notified."""


class _SystemClock:
    """The computer's."""

    def now(self) -> float:
        return time.monotonic()

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        changed.wait(seconds)


class Turns:
    """Shared by the threads whose engines have one name."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or _SystemClock()
        self._changed = threading.Condition()
        self._speaking = 0
        self._quiet_until = float("-inf")
        self._got_through_at = float("-inf")

    def take(
        self, speak: Callable[[], None], traits: Traits, is_closed: Callable[[], bool]
    ) -> None:
        """Calls `speak` when it may, and again as long as that raises EngineBusy.

        Raises what `speak` raises, EngineCrashed if the engine is closed meanwhile, and
        EngineBusy when the service has refused for longer than there is patience.
        """
        usual_s, refused_at = traits.retry_after_s, None
        while (busy := self._tried(speak, traits, is_closed)) is not None:
            now = self._clock.now()
            refused_at = now if refused_at is None else refused_at
            wait_s = usual_s if busy.retry_after_s is None else busy.retry_after_s
            wait_s = max(_SHORTEST_WAIT_S, wait_s)  # in this order: also of NaN
            usual_s = min(2 * usual_s, max(LONGEST_WAIT_S, traits.retry_after_s))
            if now + wait_s - max(refused_at, self._got_through_at) > PATIENCE_S:
                raise _given_up(busy, wait_s) from busy
            with self._changed:
                self._quiet_until = max(self._quiet_until, now + wait_s)

    def wake(self) -> None:
        """Makes threads that wait look whether their engine was closed."""
        with self._changed:
            self._changed.notify_all()

    def _tried(
        self, speak: Callable[[], None], traits: Traits, is_closed: Callable[[], bool]
    ) -> EngineBusy | None:
        """Returns how the service refused, or None if it spoke."""
        with self._turn(traits.at_once, is_closed):
            try:
                speak()
            except EngineBusy as busy:
                return busy
            self._got_through_at = self._clock.now()
            return None

    @contextmanager
    def _turn(self, at_once: int | None, is_closed: Callable[[], bool]) -> Iterator[None]:
        with self._changed:
            while (wait_s := self._wait_s(at_once)) > 0:
                if is_closed():
                    raise EngineCrashed("the engine was closed")
                self._clock.wait(self._changed, min(wait_s, _POLL_S))
            self._speaking += 1
        try:
            yield
        finally:
            with self._changed:
                self._speaking -= 1
                self._changed.notify_all()

    def _wait_s(self, at_once: int | None) -> float:
        """Returns how long to wait before looking again; 0 or less if it may speak now."""
        if at_once is not None and self._speaking >= at_once:
            return _POLL_S
        return self._quiet_until - self._clock.now()


def _given_up(busy: EngineBusy, wait_s: float) -> EngineBusy:
    """Returns the error for a service that was busy for too long."""
    said = str(busy).rstrip(".")
    if wait_s > PATIENCE_S:
        again = f"It asks to wait {wait_s / 60:.0f} minutes: run again then"
    else:
        again = f"Nothing got through for {PATIENCE_S / 60:.0f} minutes: run again later"
    return EngineBusy(f"{said}. {again}; what is spoken already is kept", busy.retry_after_s)
