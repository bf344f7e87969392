"""A home of files that can misbehave: a server on this machine that records its requests."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Gives the home's answers: one per request, and the last one for all further requests."""

    home: "Home"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        home = self.home
        home.asked.append(
            (self.path, {name.lower(): value for name, value in self.headers.items()})
        )
        answer = home.answers.pop(0) if len(home.answers) > 1 else home.answers[0]
        with contextlib.suppress(ConnectionError):
            answer(self)

    def send(self, status: int, body: bytes = b"", **headers: object) -> None:
        self.send_response(status)
        self.send_header("Connection", "close")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": len(body), **named}.items():
            if value is not None:
                self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Home:
    """Its address, its files, and the paths and headers of requests."""

    address: str
    files: dict[str, bytes] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    etag: str | None = '"one"'

    @property
    def ranges(self) -> list[str | None]:
        """The requested ranges, in order."""
        return [headers.get("range") for _, headers in self.asked]

    def well(self, handler: Handler, *, most: int | None = None) -> None:
        """Answers as a good server does; with `most`, breaks off after so many bytes."""
        content = self.files.get(handler.path.strip("/"))
        if content is None:
            return handler.send(404, b"no such file")
        start = self._start(handler)
        headers: dict[str, object] = {"ETag": self.etag, "Content-Length": len(content) - start}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        end = None if most is None else start + most
        return handler.send(206 if start else 200, content[start:end], **headers)

    def _start(self, handler: Handler) -> int:
        asked, condition = handler.headers.get("Range"), handler.headers.get("If-Range")
        if asked is None or condition not in (None, self.etag):
            return 0
        return int(asked.removeprefix("bytes=").partition("-")[0])

    def breaking_after(self, most: int) -> Answer:
        return lambda handler: self.well(handler, most=most)


@contextlib.contextmanager
def serving() -> Iterator[Home]:
    """Yields a home that answers well until it is told otherwise."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    home = Home(f"http://127.0.0.1:{server.server_address[1]}")
    home.answers = [home.well]
    server.RequestHandlerClass = type("OurHandler", (Handler,), {"home": home})
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield home
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def unused_address() -> str:
    """Returns an address of this machine at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
