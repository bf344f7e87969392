"""Servers on this machine that do what a test says, one connection at a time, in threads."""

import io
import json
import math
import socket
import threading
import wave
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

_WAVE = [round(8000 * math.sin(math.tau * n / 80)) for n in range(80)]
_PERIOD = array("h", _WAVE).tobytes()


@contextmanager
def listening(talk: Callable[[socket.socket], None], address: str = "") -> Iterator[int]:
    """Runs a server on loopback (or a Unix socket) that has `talk` with each connection."""
    family = socket.AF_UNIX if address else socket.AF_INET
    with socket.socket(family) as server:
        server.bind(address or ("127.0.0.1", 0))
        server.listen(16)
        open_ones: list[socket.socket] = []

        def one(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                talk(connection)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    open_ones.append(connection)
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield 0 if address else server.getsockname()[1]
        for connection in [server, *open_ones]:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def tone(words: int, speed: float = 1.0, *, periods: int = 80) -> bytes:
    """Returns 16-bit samples at 24 kHz, as long as that many words take."""
    return _PERIOD * round(words * periods / speed)


def wav(pcm: bytes, *, rate: int = 24_000, width: int = 2, channels: int = 1) -> bytes:
    """Returns a WAV file."""
    with io.BytesIO() as file:
        with wave.open(file, "wb") as sound:
            sound.setparams((channels, width, rate, 0, "NONE", ""))
            sound.writeframes(pcm)
        return file.getvalue()


@dataclass(frozen=True)
class Asked:
    """A request over HTTP."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def answer(
    status: int = 200, body: bytes = b"", length: int | None = None, **headers: str
) -> bytes:
    """Returns an answer over HTTP; `length` is what it says of the body, if that is not true."""
    given = {"Content-Length": str(len(body) if length is None else length)}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} So", *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


Answerer = Callable[[Asked], bytes]


@dataclass
class HttpDouble:
    """A speech server that records what it is asked.

    `answers` are used up first, one for each request; bytes are sent, anything else is called
    with the connection. Then it speaks.
    """

    answers: list[Any] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def talk(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            while request := _request(stream):
                self.asked.append(request)
                said = self.answers.pop(0) if self.answers else _spoken(request)
                if isinstance(said, bytes):
                    connection.sendall(said)
                else:
                    said(connection)
                    return


@contextmanager
def http_double(*answers: Any) -> Iterator[HttpDouble]:
    double = HttpDouble(list(answers))
    with listening(double.talk) as double.port:
        yield double


def _spoken(request: Asked) -> bytes:
    if request.method == "GET":
        return answer(body=b'{"voices": ["anna", "ben"]}', Content_Type="application/json")
    said = request.json
    sound = tone(len(said["input"].split()), said.get("speed", 1.0))
    return answer(body=wav(sound), Content_Type="audio/wav")


def _request(stream: Any) -> Asked | None:
    first = stream.readline().decode("latin-1").split()
    if len(first) < 2:
        return None
    headers = {}
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    body = stream.read(int(headers.get("content-length", 0)))
    return Asked(first[0], first[1], headers, body)


VOICES = [
    {"name": "anna", "description": "Anna", "languages": ["en_GB"], "installed": True},
    {"name": "ben", "languages": ["en_US", "de"], "installed": False, "speakers": [{"name": "2"}]},
]


def event(kind: str, payload: bytes = b"", length: int | None = None, **data: Any) -> bytes:
    """Returns an event of the Wyoming protocol; `length` is what it says of the payload, if that
    is not true."""
    said = {
        "type": kind,
        "data": data,
        "payload_length": len(payload) if length is None else length,
    }
    return json.dumps(said).encode() + b"\n" + payload


def info(voices: Any = VOICES) -> bytes:
    return event("info", tts=[{"name": "double", "installed": True, "voices": voices}])


def sound(pcm: bytes, *, rate: int = 24_000, width: int = 2, channels: int = 1) -> list[bytes]:
    """Returns the events of a sound, in two pieces."""
    form: dict[str, Any] = {"rate": rate, "width": width, "channels": channels}
    half = len(pcm) // 2
    pieces = [event("audio-chunk", piece, **form) for piece in (pcm[:half], pcm[half:])]
    return [event("audio-start", **form), *pieces, event("audio-stop")]


@dataclass
class WyomingDouble:
    """A speech server that records the events it gets.

    `answers` to `synthesize` are used up first; bytes are sent, anything else is called with the
    connection. Then it speaks. `info` is its answer to `describe`.
    """

    answers: list[Any] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    info: bytes = field(default_factory=info)
    port: int = 0

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def talk(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            while line := stream.readline():
                said = json.loads(line)
                said["data"] = json.loads(stream.read(said.get("data_length", 0)) or b"{}")
                self.asked.append(said)
                if said["type"] == "describe":
                    connection.sendall(self.info)
                    continue
                text = said["data"]["text"]
                reply = (
                    self.answers.pop(0)
                    if self.answers
                    else b"".join(sound(tone(len(text.split()))))
                )
                if isinstance(reply, bytes):
                    connection.sendall(reply)
                else:
                    reply(connection)
                    return


@contextmanager
def wyoming_double(*answers: Any, path: str = "") -> Iterator[WyomingDouble]:
    double = WyomingDouble(list(answers))
    with listening(double.talk, path) as double.port:
        yield double
