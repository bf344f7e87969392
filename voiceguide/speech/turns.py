"""Makes the engines of one name take turns.

No more of them speak at once than their traits allow. While their service is busy, none sends a
request; then each refused text is tried again.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from voiceguide.errors import EngineBusy, EngineCrashed
from voiceguide.speech.engine import Traits

PATIENCE_S = 300.0
"""How long a service may refuse everything before the session fails. Each text that gets through,
from any engine, restarts this time."""

LONGEST_WAIT_S = 60.0
"""The longest wait between two tries, unless the service asks for longer."""

_SHORTEST_WAIT_S = 0.1
"""The shortest wait: a service that says "at once" but keeps refusing must not be flooded."""

_POLL_S = 0.2
"""Waits are split into pieces of this length: on Windows, Ctrl-C does not interrupt a wait."""


class Clock(Protocol):
    """The source of time."""

    def now(self) -> float:
        """Returns the time in seconds since an arbitrary moment."""

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        """Waits for that time, or until `changed` is notified."""


class _SystemClock:
    """The computer's clock."""

    def now(self) -> float:
        return time.monotonic()

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        changed.wait(seconds)


class Turns:
    """The turns of all engines of one name, shared by their threads."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or _SystemClock()
        self._changed = threading.Condition()
        self._speaking = 0
        self._quiet_until = float("-inf")
        self._got_through_at = float("-inf")

    def take(
        self, speak: Callable[[], None], traits: Traits, is_closed: Callable[[], bool]
    ) -> None:
        """Calls `speak` when its turn comes, and again while it raises EngineBusy.

        Raises other errors of `speak`, EngineCrashed if the engine is closed meanwhile, and
        EngineBusy if the service has refused everything for longer than `PATIENCE_S`.
        """
        usual_s, refused_at = traits.retry_after_s, None
        while (busy := self._tried(speak, traits, is_closed)) is not None:
            now = self._clock.now()
            refused_at = now if refused_at is None else refused_at
            wait_s = usual_s if busy.retry_after_s is None else busy.retry_after_s
            wait_s = max(_SHORTEST_WAIT_S, wait_s)  # in this order, which also replaces NaN
            usual_s = min(2 * usual_s, max(LONGEST_WAIT_S, traits.retry_after_s))
            if now + wait_s - max(refused_at, self._got_through_at) > PATIENCE_S:
                raise _given_up(busy, wait_s) from busy
            with self._changed:
                self._quiet_until = max(self._quiet_until, now + wait_s)

    def wake(self) -> None:
        """Makes waiting threads check whether their engine was closed."""
        with self._changed:
            self._changed.notify_all()

    def _tried(
        self, speak: Callable[[], None], traits: Traits, is_closed: Callable[[], bool]
    ) -> EngineBusy | None:
        """Returns the service's refusal, or None if it spoke."""
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
        """Returns how many seconds to wait before the next look; 0 or less to speak now."""
        if at_once is not None and self._speaking >= at_once:
            return _POLL_S
        return self._quiet_until - self._clock.now()


def _given_up(busy: EngineBusy, wait_s: float) -> EngineBusy:
    """Returns the error for a service that was busy for too long."""
    said = str(busy).rstrip(".")
    if wait_s > PATIENCE_S:
        again = f"The service asks for a wait of {wait_s / 60:.0f} minutes: run again after that"
    else:
        again = f"No text got through for {PATIENCE_S / 60:.0f} minutes: run again later"
    return EngineBusy(f"{said}. {again}; finished speech is kept", busy.retry_after_s)
