"""Speaks through a service that answers POST with a sound: a third-party engine in one module."""

import contextlib
import json
import socket
import threading
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from voiceguide import (
    EngineBusy,
    EngineCrashed,
    EngineRefused,
    EngineSettings,
    EngineSetupError,
    Option,
    Traits,
    Voice,
)
from voiceguide.speech.engines.checks import check_text


class HttpEngine:
    """One request for each text."""

    name = "http"
    silent = False
    traits = Traits(cut="sentences", at_once=3, retry_after_s=0.1)
    options = (
        Option(name="url", help="Where the service is, e.g. http://localhost:5000", required=True),
        Option(name="key", help="The key of your account", required=True, secret=True),
    )

    def __init__(self, settings: EngineSettings) -> None:
        self._url, self._settings = settings.options["url"], settings
        host = urlsplit(self._url).netloc
        if not host:
            raise EngineSetupError(
                f"{self._url!r} is not an address, such as http://localhost:5000"
            )
        self._connection = HTTPConnection(host, timeout=60)
        self._in_use = threading.Lock()

    def fingerprint(self) -> str:
        return f"http, {self._url}, {self._settings.voice}, {self._settings.rate}"

    def voices(self) -> tuple[Voice, ...]:
        return ()

    def speak(self, text: str, target: Path) -> None:
        check_text(text)
        said = {"text": text, "voice": self._settings.voice, "rate": self._settings.rate}
        try:
            with self._in_use:
                answer, body = self._answer(json.dumps(said))
            if answer.status == 200:
                target.write_bytes(body)
        except (OSError, HTTPException) as error:
            raise EngineCrashed(f"{self._url}: {error!r}") from error
        if answer.status in (429, 503):
            raise EngineBusy(f"{self._url} is busy", _retry_after_s(answer))
        if answer.status != 200:
            raise EngineRefused(f"{self._url} answered {answer.status}: {body.decode()}")

    def close(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)  # ends a request in another thread
        with self._in_use:  # the thread of a request closes what it reads from
            self._connection.close()

    def _answer(self, said: str) -> tuple[HTTPResponse, bytes]:
        headers = {"Authorization": f"Bearer {self._settings.options['key']}"}
        try:
            self._connection.request("POST", "/speak", said, headers)
            answer = self._connection.getresponse()
            return answer, answer.read()
        except (OSError, HTTPException):
            self._connection.close()
            raise


def _retry_after_s(answer: HTTPResponse) -> float | None:
    said = answer.headers.get("Retry-After", "")
    return float(said) if said.isdecimal() else None
