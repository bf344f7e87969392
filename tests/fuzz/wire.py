"""Bytes that no browser sends, to the server of `voiceguide serve` on the loopback.

Whatever comes, the server answers in HTTP or hangs up, gives out nothing but what it was given,
and answers the next request.
"""

import contextlib
import logging
import re
import socket
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from tests.fuzz.track_changes import track
from voiceguide.server.app import App
from voiceguide.server.network import LOOPBACK, listening
from voiceguide.server.server import Serving
from voiceguide.server.shelf import shelf

TOKEN = "tokentokentokentokento"  # noqa: S105
SECRET = b"nobody is to read this"
_PATIENCE_S = 20.0
_PAUSE_S = 0.2
"""How long to read from a connection that neither side closes."""

Case = tuple[Sequence[bytes], bool]
"""What is sent, piece by piece, and whether the sending side is closed then."""

_ADDRESSES = st.sampled_from(
    ["", "one.mp3", "page.html", "one/", "one/service-worker.js", "secret.txt", "..", "one"]
)
_ODD_PARTS = st.sampled_from(
    ["../secret.txt", "%2e%2e/secret.txt", "..%2f", "%00", "%ff", "//", "/", "\\", "?", "#", ";",
     "%", "%zz", "é", "\x80", "~", "*", "http://x/", "a" * 9_000]
)  # fmt: skip
_PATHS = st.one_of(
    _ADDRESSES.map(lambda address: f"/{TOKEN}/{address}"),
    st.lists(_ADDRESSES | _ODD_PARTS, max_size=4).map(lambda parts: f"/{TOKEN}/" + "".join(parts)),
    st.lists(_ADDRESSES | _ODD_PARTS, max_size=4).map("/".join),
)
_NUMBERS = st.integers(-10, 10**6).map(str) | st.sampled_from(
    ["", "9" * 30, "9" * 6_000, "0" * 5_000 + "1", "1e3", "+1", "1_0", "0x1", "\xb2", " "]
)
_RANGES = st.lists(st.builds("{}-{}".format, _NUMBERS, _NUMBERS) | _NUMBERS, max_size=5).map(
    ",".join
) | st.integers(1, 1_500).map(lambda count: ",".join(["0-1"] * count))
_UNITS = st.sampled_from(["bytes=", "Bytes=", "bytes = ", "items=", "bytes", "=", ""])
_TEXTS = st.text(st.characters(max_codepoint=255), max_size=30) | st.sampled_from(
    ["a" * 70_000, "\0", "\t", "\r", "chunked", "100-continue", "websocket", "h2c"]
)
_HEADERS = st.one_of(
    st.builds("Range: {}{}".format, _UNITS, _RANGES),
    st.builds("If-Range: {}".format, _TEXTS),
    st.builds("Content-Length: {}".format, _NUMBERS),
    st.builds("Transfer-Encoding: {}".format, _TEXTS),
    st.builds("Connection: {}".format, st.sampled_from(["close", "keep-alive", "Upgrade", ""])),
    st.builds("Upgrade: {}".format, _TEXTS),
    st.builds("Expect: {}".format, _TEXTS),
    st.builds("Host: {}".format, _TEXTS),
    st.builds("{}: {}".format, _TEXTS, _TEXTS),
    _TEXTS,
    st.integers(1, 3_000).map(lambda count: "\r\n".join(["A: b"] * count)),
)
_METHODS = st.sampled_from(
    ["GET"] * 6 + ["HEAD", "POST", "OPTIONS", "CONNECT", "PRI", "get", "G\0"]
)
_VERSIONS = st.sampled_from(["HTTP/1.1"] * 6 + ["HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9", ""])
_ENDS = st.sampled_from(["\r\n"] * 6 + ["\n", "\r", "\r\n\r\n"])


def _request(
    method: str, path: str, version: str, headers: Sequence[str], end: str, body: bytes
) -> bytes:
    lines = [f"{method} {path} {version}", "Host: x", *headers, "", ""]
    return end.join(lines).encode("latin-1", "replace") + body


_REQUESTS = st.builds(
    _request,
    _METHODS,
    _PATHS,
    _VERSIONS,
    st.lists(_HEADERS, max_size=4),
    _ENDS,
    st.just(b"") | st.binary(max_size=60),
)


def _in_pieces(sent: bytes, cuts: Sequence[int]) -> list[bytes]:
    places = sorted({0, len(sent), *(cut * len(sent) // 1000 for cut in cuts)})
    return [sent[a:b] for a, b in pairwise(places)]


_STREAMS = st.one_of(
    st.builds(_in_pieces, _REQUESTS, st.lists(st.integers(0, 1000), max_size=3)),
    st.lists(_REQUESTS, min_size=2, max_size=4),
    st.builds(
        lambda request, cut: [request[: cut * len(request) // 1000]],
        _REQUESTS,
        st.integers(0, 1000),
    ),
    st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=3),
)
CASES: st.SearchStrategy[Case] = st.tuples(_STREAMS, st.sampled_from([True, True, True, False]))


def check(case: Case) -> None:
    """Sends the case, and then a request that must be answered."""
    pieces, closes = case
    server = _server()
    answer = _answer(server, pieces, closes=closes)
    assert answer == b"" or re.match(rb"HTTP/1\.1 [1-5]\d\d [^\r\n]*\r\n", answer), answer[:200]
    assert SECRET not in answer
    if len(pieces) == 1 and closes and answer.count(b"HTTP/1.1 ") == 1:
        _check_length(pieces[0], answer)
    usual = f"GET /{TOKEN}/page.html HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    assert _answer(server, [usual], closes=False, until_s=_PATIENCE_S).endswith(PAGE)
    faults, server.faults[:] = list(server.faults), []
    assert not faults, faults


def show(case: Case) -> str:
    """Returns a program that sends the case to a server like the one that was tried."""
    return f"from tests.fuzz.wire import check\n\ncheck(({list(case[0])!r}, {case[1]!r}))"


def _check_length(request: bytes, answer: bytes) -> None:
    """Checks that no more is sent than was promised; to who hangs up half-way, it may be less."""
    head, _, body = answer.partition(b"\r\n\r\n")
    promised = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    if promised and not request.startswith(b"HEAD"):
        assert len(body) <= int(promised[1]), (len(body), head)


PAGE = b"<p>a page</p>"


@dataclass(frozen=True, slots=True)
class _Server:
    place: tuple[str, int]
    faults: list[str] = field(default_factory=list)


class _Watched(App):
    """The application, which notes what it raises: uvicorn would only log it."""

    faults: list[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        except Exception as error:
            self.faults.append(repr(error))
            raise


class _Noting(logging.Handler):
    """Notes what asyncio complains of."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        self._faults.append(record.getMessage())


@cache
def _server() -> _Server:
    """Starts a server, which runs until the program ends."""
    root = Path(tempfile.mkdtemp(prefix="voiceguide-fuzz-"))
    folder = root / "sessions"
    folder.mkdir()
    for secret in (root / "secret.txt", folder / "secret.txt", folder / "other.mp3"):
        secret.write_bytes(SECRET)
    (folder / "one.mp3").write_bytes(track(None))
    (folder / "page.html").write_bytes(PAGE)
    listener = listening(LOOPBACK, 0)
    given = shelf([folder / "one.mp3", folder / "page.html"])
    server = _Server(listener.getsockname()[:2])
    app = _Watched(given, TOKEN)
    app.faults = server.faults
    logging.getLogger("asyncio").addHandler(_Noting(server.faults))
    ready = threading.Event()
    serving = Serving(listener, TOKEN, app, given.start)
    threading.Thread(target=serving.run, args=(ready.set,), daemon=True).start()
    assert ready.wait(_PATIENCE_S)
    return server


def _answer(
    server: _Server, pieces: Sequence[bytes], *, closes: bool, until_s: float = _PAUSE_S
) -> bytes:
    answer = b""
    with (
        socket.create_connection(server.place, timeout=_PATIENCE_S) as client,
        contextlib.suppress(OSError),  # it has hung up, or has no more to say
    ):
        for piece in pieces:
            client.sendall(piece)
        if closes:
            client.shutdown(socket.SHUT_WR)
        else:
            client.settimeout(until_s)
        while piece := client.recv(65536):
            answer += piece
    return answer
