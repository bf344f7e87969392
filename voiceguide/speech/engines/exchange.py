"""Requests to one HTTP server, each with a deadline for the whole answer and a limit on its size.

httpx2 limits only the time of each read, which a server that sends a byte a minute never exceeds.
So a timer shuts the connection down at the deadline, as `close` does from another thread.
"""

import contextlib
import importlib.util
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from voiceguide.errors import EngineCrashed, EngineSetupError, EngineTimeout
from voiceguide.speech.engines.said import one_line

if TYPE_CHECKING:
    import httpx2

_CONNECT_S = 10.0
_NAME = "voiceguide"


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer; the names of `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange:
    """Asks one server, from one thread; only `close` may be called from another.

    `server` is its address for messages. The libraries are loaded with the first request.
    """

    def __init__(self, server: str, headers: Mapping[str, str], *, largest: int) -> None:
        self._server = server
        self._headers = {"User-Agent": _NAME, "Accept-Encoding": "identity", **headers}
        self._largest = largest
        self._lock = threading.Lock()
        self._client: httpx2.Client | None = None
        self._socket: socket.socket | None = None
        self._was_reached = False
        self._is_late = False
        self._is_closed = False

    @staticmethod
    def is_available() -> bool:
        """Returns whether the library is installed."""
        return importlib.util.find_spec("httpx2") is not None

    def ask(
        self, method: str, url: str, *, deadline_s: float, json: object | None = None
    ) -> Answer:
        """Returns the answer, whatever its status.

        Raises EngineSetupError if the server has never been reached, EngineTimeout, and
        EngineCrashed if the answer is cut off or too large, or the exchange closed.
        """
        import httpx2

        client = self._opened()
        watch = threading.Timer(deadline_s, self._stop)
        watch.daemon = True
        self._is_late = False
        watch.start()
        try:
            with client.stream(
                method, url, json=json, timeout=_limits(deadline_s), extensions=self._extensions()
            ) as response:
                self._was_reached = True
                headers = {name.lower(): value for name, value in response.headers.items()}
                answer = Answer(response.status_code, headers, self._body(response, headers))
        except EngineCrashed:
            raise
        except Exception as error:
            # When another thread closes the connection, the library may fail in many ways.
            expected = (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError)
            if not self._is_closed and not isinstance(error, expected):
                raise
            raise self._failure(error, deadline_s) from error
        finally:
            watch.cancel()
        if self._is_late or self._is_closed:  # an answer without a length just seems to end
            raise self._failure(None, deadline_s)
        return answer

    def close(self) -> None:
        """Ends the current request, and refuses others."""
        with self._lock:
            self._is_closed = True
            client = self._client
        self._shut()
        if client is not None:
            with contextlib.suppress(Exception):
                client.close()

    def _opened(self) -> "httpx2.Client":
        import httpx2

        with self._lock:
            if self._is_closed:
                raise EngineCrashed("the engine was closed")
            if self._client is None:
                self._client = httpx2.Client(headers=self._headers, **_manner(self._server))
            return self._client

    def _extensions(self) -> dict[str, Any]:
        """Makes the library report each new connection, whose socket `_shut` needs."""

        def trace(event: str, details: dict[str, Any]) -> None:
            if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
                self._socket = details["return_value"].get_extra_info("socket")
                if self._is_closed:
                    self._shut()

        return {"trace": trace}

    def _body(self, response: "httpx2.Response", headers: Mapping[str, str]) -> bytes:
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise EngineCrashed(f"{self._server} compressed its answer, although asked not to")
        body = bytearray()
        for piece in response.iter_raw():
            body += piece
            if len(body) > self._largest:
                raise EngineCrashed(
                    f"{self._server} answered with more than {self._largest:,} bytes"
                )
        return bytes(body)

    def _failure(self, error: Exception | None, deadline_s: float) -> Exception:
        import httpx2

        if self._is_closed:
            return EngineCrashed("the engine was closed")
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.InvalidURL):
            kind = EngineCrashed if self._was_reached else EngineSetupError
            return kind(
                f"can't reach {self._server}: {one_line(str(error)) or 'no answer'}; "
                "check its address, and that the server is running"
            )
        if self._is_late or isinstance(error, httpx2.TimeoutException):
            return EngineTimeout(f"{self._server} did not answer in full within {deadline_s:g} s")
        reason = one_line(str(error)) or type(error).__name__
        return EngineCrashed(f"{self._server} broke off its answer: {reason}")

    def _stop(self) -> None:
        self._is_late = True
        self._shut()

    def _shut(self) -> None:
        """Wakes a thread that waits for the server, which closing the socket would not."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def is_this_machine(address: str) -> bool:
    """Returns whether an address names this machine.

    >>> is_this_machine("http://localhost:8880/v1"), is_this_machine("https://api.example.com")
    (True, False)
    """
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _manner(server: str) -> dict[str, Any]:
    """Returns how to reach a server: without a proxy if it is on this machine.

    An address without TLS needs no certificates, which take longer to read than a request.
    """
    if not is_this_machine(server):
        return {}
    bare = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    is_plain = urlsplit(server).scheme == "http"
    return {"trust_env": False, "verify": bare if is_plain else ssl.create_default_context()}


def _limits(deadline_s: float) -> "httpx2.Timeout":
    import httpx2

    return httpx2.Timeout(deadline_s, connect=min(_CONNECT_S, deadline_s))
