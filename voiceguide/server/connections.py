"""Closes connections that keep others waiting.

uvicorn limits the time between two requests, but not the time that the first one takes
to arrive, nor the number of connections that send nothing or read nothing.
"""

import asyncio
from collections import Counter
from typing import Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from voiceguide.server.app import App

PATIENCE_S: Final = 10.0
"""How long to wait for a complete request."""

STRANGERS: Final = 40
GUESTS: Final = 80
"""The most connections at a time without the token, and with it. Together with one open file per
guest, they stay below every system's limit on open files (256 on macOS). A browser uses six
connections."""


class Patient(H11Protocol):
    """uvicorn's HTTP/1.1 with limits on waiting and on connections.

    Strangers and guests are counted separately, so that strangers, who don't have the token, can't
    crowd out guests, who do. If there are too many of either kind, the address with the most
    connections loses the one that has been idle the longest. A phone that pauses for a long time
    may lose its connection; it then requests the missing part when it continues.
    """

    _deadline: asyncio.TimerHandle | None = None
    is_guest = False
    sent_away = False
    moved = 0.0
    """When the other side last sent or read something, by the loop's clock."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Starts waiting for a request."""
        super().connection_made(transport)
        self._wait()
        self._make_room(STRANGERS)

    def data_received(self, data: bytes) -> None:
        """Handles the data; the wait ends with the last byte of a request's header."""
        super().data_received(data)
        self.moved = self.loop.time()
        if not self.is_guest and self._is_invited:
            self.is_guest = True
            self._make_room(GUESTS)
        if not self.is_idle:
            self._stop()

    def send_400_response(self, msg: str) -> None:
        """Refuses a request that isn't HTTP. If it follows another request, closes the connection
        without an answer.

        A second answer to the earlier request would be an error of ours, which asyncio prints.
        """
        if self.is_idle and self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.abort()

    def resume_writing(self) -> None:
        """Continues: the other side has read what was sent."""
        super().resume_writing()
        self.moved = self.loop.time()

    def on_response_complete(self) -> None:
        """Starts waiting for the next request."""
        super().on_response_complete()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops waiting."""
        self._stop()
        super().connection_lost(exc)

    @property
    def is_idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def _is_invited(self) -> bool:
        app = self.config.app
        return self.scope is not None and isinstance(app, App) and app.invites(self.scope["path"])

    def _make_room(self, most: int) -> None:
        """Closes a connection of this one's kind if there are more than `most`."""
        likes = [
            one
            for one in self.connections
            if isinstance(one, Patient) and one.is_guest is self.is_guest and not one.sent_away
        ]
        if len(likes) > most:
            counts = Counter(one.home for one in likes)
            least = min(likes, key=lambda one: (-counts[one.home], one.moved))
            least.sent_away = True
            least.transport.abort()

    @property
    def home(self) -> str:
        return self.client[0] if self.client else ""

    def _wait(self) -> None:
        self._stop()
        self.moved = self.loop.time()
        self._deadline = self.loop.call_later(PATIENCE_S, self._expire)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None

    def _expire(self) -> None:
        if self.is_idle:
            self.transport.abort()
