"""Connections that keep others waiting are closed.

uvicorn bounds the time between two requests, but not the time that the first
one takes to arrive, nor the number of connections that say nothing.
"""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE_S: Final = 10.0
"""A request that isn't whole after this time isn't waited for."""

MOST: Final = 100
"""Connections at a time. With a file for each, below what every system lets a program open (256
on macOS); a browser uses six."""


class Patient(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to its patience."""

    _deadline: asyncio.TimerHandle | None = None
    since = 0.0
    """When it began to wait, by the loop's clock."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; where there are too many, one goes."""
        super().connection_made(transport)
        self._wait()
        peers = [one for one in self.connections if isinstance(one, Patient) and one.is_open]
        if len(peers) > MOST:
            idle = [one for one in peers if one.is_idle and one is not self]
            # Who waits longest goes first: who has something to ask does it at once.
            min(idle, key=lambda one: one.since, default=self).transport.abort()

    def data_received(self, data: bytes) -> None:
        """Go on; the waiting ends with the last byte of a request's head."""
        super().data_received(data)
        if not self.is_idle:
            self._stop()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._stop()
        super().connection_lost(exc)

    @property
    def is_open(self) -> bool:
        """Whether it counts."""
        return not self.transport.is_closing()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        self._stop()
        self.since = self.loop.time()
        self._deadline = self.loop.call_later(PATIENCE_S, self._expire)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None

    def _expire(self) -> None:
        if self.is_idle:
            self.transport.abort()
