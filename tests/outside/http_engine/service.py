"""A speech service for tests: a tone as long as the words take, in a thread of its own."""

import io
import json
import math
import threading
import wave
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

KEY = "sk-live-7f3a/9c+Q=="

_PERIOD = array("h", [round(8000 * math.sin(math.tau * n / 80)) for n in range(80)]).tobytes()


class Service(ThreadingHTTPServer):
    """Answers requests that carry the key with sounds, unless `refuses` is true of the request's
    number.

    `on_request` is called while a client waits.
    """

    daemon_threads = True

    def __init__(self, key: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.key = key
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.answers: list[int] = []
        self.texts: list[str] = []
        self.numbers = count(1)
        self.refuses: Callable[[int], bool] = lambda number: False
        self.on_request: Callable[[], None] = lambda: None

    def handle_error(self, *_: object) -> None:
        """Ignores clients that hang up: that is not an error."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Service

    def do_POST(self) -> None:
        """Speaks, refuses for now, or says what is wrong with the key."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.on_request()
        number = next(self.server.numbers)
        given = self.headers["Authorization"].removeprefix("Bearer ")
        if given != self.server.key:
            self._answer(401, f"no such key: {given}".encode())
        elif self.server.refuses(number):
            # Once with Retry-After, once without.
            refused = self.server.answers.count(429)
            self._answer(429, b"", {"Retry-After": "0"} if refused % 2 else {})
        else:
            self.server.texts.append(asked["text"])
            self._answer(200, _tone(asked["text"], asked["rate"] or 150))

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.server.answers.append(status)
        self.send_response(status)
        for name, value in {**(headers or {}), "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Logs nothing."""


@contextmanager
def serving(key: str = KEY) -> Iterator[Service]:
    """Runs a service until the block ends."""
    with Service(key) as service:
        threading.Thread(target=service.serve_forever, args=(0.01,), daemon=True).start()
        yield service
        service.shutdown()


def _tone(text: str, rate: int) -> bytes:
    with io.BytesIO() as file:
        with wave.open(file, "wb") as sound:
            sound.setparams((1, 2, 16_000, 0, "NONE", ""))
            sound.writeframes(_PERIOD * round(len(text.split()) * 60 * 200 / rate))
        return file.getvalue()
