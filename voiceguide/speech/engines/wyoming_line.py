"""A connection to a Wyoming server, with a deadline for the whole exchange and a limit on its size.

The library's own client needs asyncio, but its event reader works on any stream. The stream here
counts the bytes that arrive, and stops at the limit, whatever length a server states.
"""

import contextlib
import io
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

from voiceguide.errors import EngineCrashed, EngineSetupError, EngineTimeout
from voiceguide.speech.engines.said import one_line

if TYPE_CHECKING:
    from wyoming.event import Event

DEFAULT_PORT = 10_200
"""The usual port of Wyoming servers that speak."""

_CONNECT_S = 10.0
_AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Place:
    """Where a server is: a host and a port, or a `path` of a Unix socket."""

    host: str = ""
    port: int = DEFAULT_PORT
    path: str = ""

    @classmethod
    def of(cls, address: str) -> Self:
        """Reads tcp://HOST, tcp://HOST:PORT, HOST:PORT or unix:///PATH. Raises EngineSetupError."""
        given = address.strip()
        with contextlib.suppress(ValueError):
            parts = urlsplit(given if "://" in given else f"tcp://{given}")
            if parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc:
                return cls(path=parts.path)
            plain = parts.path in ("", "/") and not (parts.query or parts.fragment)
            if parts.scheme == "tcp" and parts.hostname and plain and "@" not in parts.netloc:
                return cls(host=parts.hostname, port=parts.port or DEFAULT_PORT)
        raise EngineSetupError(
            f"{one_line(given)!r} is not an address such as tcp://localhost:{DEFAULT_PORT} or "
            "unix:///run/piper.sock"
        )

    @property
    def name(self) -> str:
        """The address in its normal form."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"unix://{self.path}" if self.path else f"tcp://{host}:{self.port}"

    def connected(self, timeout_s: float) -> socket.socket:
        """Returns a connected socket. OSErrors pass through."""
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout_s)
        if not hasattr(socket, "AF_UNIX"):
            raise OSError(0, "this system has no Unix sockets")
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(timeout_s)
            connection.connect(self.path)
        except OSError:
            connection.close()
            raise
        return connection


class Line:
    """Events to and from a server, for `deadline_s` from now and in `largest` bytes at most.

    Used by one thread; only `shut` may be called from another.
    """

    def __init__(self, place: Place, deadline_s: float, *, largest: int) -> None:
        self._place = place
        self._deadline_s = deadline_s
        self._until = time.monotonic() + deadline_s
        self._left = largest
        self._buffer = bytearray()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._is_shut = False
        self._has_ended = False

    def connect(self) -> None:
        """Connects. Raises EngineSetupError if the server can't be reached."""
        try:
            found = self._place.connected(min(_CONNECT_S, self._deadline_s))
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else "") or one_line(str(error))
            raise EngineSetupError(
                f"can't reach {self._place.name}: {reason}; "
                "check its address, and that the server is running"
            ) from error
        with self._lock:
            self._socket = found
        if self._is_shut:
            self.shut()

    def send(self, event: "Event") -> None:
        """Sends an event. Raises EngineTimeout and EngineCrashed."""
        from wyoming.event import write_event

        written = io.BytesIO()
        write_event(event, written)
        try:
            self._connection().sendall(written.getvalue())
        except OSError as error:
            raise self._broken(error) from error

    def receive(self) -> "Event":
        """Returns the next event.

        Raises EngineTimeout; EngineCrashed if the server closes the connection or sends too
        much; EngineSetupError if it speaks another protocol.
        """
        from wyoming.event import read_event

        try:
            event = read_event(cast("Any", self))
        except (AttributeError, KeyError, TypeError, RecursionError):
            event = None
        if event is not None and isinstance(event.type, str):
            event.data = event.data or {}  # None, with older versions of the library
            if isinstance(event.data, dict):
                return event
        if self._has_ended:
            raise self._broken(None)
        raise EngineSetupError(
            f"{self._place.name} does not speak the Wyoming protocol; check its address"
        )

    def shut(self) -> None:
        """Ends the exchange, even for a thread that waits for the server."""
        with self._lock:
            self._is_shut = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Closes the connection."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
                self._socket = None

    # The stream interface for the library

    def readline(self) -> bytes:
        """Returns the next line; at the end of the stream, it may be incomplete."""
        searched = 0
        while (at := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if not self._fill():
                return self._taken(searched)
        return self._taken(at + 1)

    def read(self, size: int) -> bytes:
        """Returns that many bytes. Raises EngineCrashed if they don't come, or are too many."""
        if size > self._left + len(self._buffer):
            raise self._too_much()
        while len(self._buffer) < size:
            if not self._fill():
                raise self._broken(None)
        return self._taken(size)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _fill(self) -> bool:
        """Reads the bytes that have arrived; returns False at the end of the stream."""
        try:
            piece = self._connection().recv(_AT_ONCE)
        except OSError as error:
            raise self._broken(error) from error
        self._has_ended = not piece
        self._left -= len(piece)
        if self._left < 0:
            raise self._too_much()
        self._buffer += piece
        return bool(piece)

    def _connection(self) -> socket.socket:
        """Returns the socket, with a timeout at the deadline."""
        with self._lock:
            connection = self._socket
        left_s = self._until - time.monotonic()
        if self._is_shut or connection is None:
            raise EngineCrashed("the engine was closed")
        if left_s <= 0:
            raise TimeoutError
        connection.settimeout(left_s)
        return connection

    def _broken(self, error: OSError | None) -> Exception:
        where = self._place.name
        if self._is_shut:
            return EngineCrashed("the engine was closed")
        if isinstance(error, TimeoutError):
            return EngineTimeout(f"{where} did not answer in full within {self._deadline_s:g} s")
        reason = f": {error.strerror}" if error is not None and error.strerror else ""
        return EngineCrashed(f"{where} closed the connection before the end of the sound{reason}")

    def _too_much(self) -> EngineCrashed:
        return EngineCrashed(f"{self._place.name} sends more than one text's sound can be")
