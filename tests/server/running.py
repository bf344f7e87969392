"""`voiceguide serve` as a user runs it, and clients that behave worse than any browser."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Server:
    """A running server: its process and the address that it showed."""

    process: subprocess.Popen[str]
    address: str
    said: str

    @property
    def place(self) -> tuple[str, int]:
        """The host and port that it listens at."""
        parts = urlsplit(self.address)
        return (parts.hostname or "", parts.port or 0)

    @property
    def root(self) -> str:
        """The token's path, with its slashes."""
        return f"/{urlsplit(self.address).path.split('/')[1]}/"

    def get(self, address: str = "", method: str = "GET", **headers: str) -> "Answer":
        """Sends a well-formed request for an address below the token."""
        host, port = self.place
        request = urllib.request.Request(
            f"http://{host}:{port}{self.root}{address}", method=method, headers=headers
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return Answer(answer.status, dict(answer.headers), answer.read())
        except HTTPError as answer:
            with answer:
                return Answer(answer.code, dict(answer.headers), answer.read())

    def connect(self) -> socket.socket:
        """Returns a connection that can send any bytes."""
        return socket.create_connection(self.place, timeout=20)

    def raw(self, request: bytes) -> bytes:
        """Returns the answer to these bytes, until the connection ends."""
        answer = b""
        with self.connect() as client:
            try:
                client.sendall(request)
                client.shutdown(socket.SHUT_WR)
                while piece := client.recv(65536):
                    answer += piece
            except OSError:  # the server has hung up
                pass
        return answer


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def serving(*arguments: str | Path, cwd: Path) -> Iterator[Server]:
    """Runs it until the end of the block; it must not have reported any error."""
    process = subprocess.Popen(
        [sys.executable, "-m", "voiceguide", "serve", *map(str, arguments)],
        cwd=cwd,
        env=None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        said = ""
        while not said.endswith("Ctrl-C.\n"):
            line = process.stdout.readline()
            assert line, process.stderr.read()
            said += line
        address = re.findall(r"^http://\S+$", said, re.MULTILINE)[-1]
        yield Server(process, address, said)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert complaints == ""
    assert process.returncode == 0
