"""Answers requests: serves the shelf to those who know the token, and nothing to others."""

import secrets
from collections.abc import Mapping
from typing import Final, Protocol

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from voiceguide.server.files import File
from voiceguide.server.ranges import heeded, is_wrong
from voiceguide.server.sending import Sending
from voiceguide.server.shelf import Text

_HEADERS: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOTHING: Final = "There is nothing here.\n"
_NO_RANGE: Final = "The request's range of bytes is not valid.\n"
_ANOTHER: Final = "This file has changed or is gone; start voiceguide serve again.\n"


class Things(Protocol):
    """What is served: `things` by address, and the address to `start` at, if it is not the root."""

    @property
    def things(self) -> Mapping[str, Text | File]:
        """What each address has now."""

    @property
    def start(self) -> str:
        """The address to open first."""


class App:
    """An ASGI application that answers requests below `/<token>/`.

    Addresses are looked up, and never turned into paths, so no other file can be reached.
    """

    def __init__(self, shelf: Things, token: str) -> None:
        self._shelf = shelf
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            return
        scope = heeded(scope)
        if self.invites(scope["path"]) and is_wrong(scope):
            answer: ASGIApp = PlainTextResponse(_NO_RANGE, 400, _HEADERS)
        else:
            answer = self._answer(scope["method"], scope["path"])
        await answer(scope, receive, send)

    def invites(self, path: str) -> bool:
        """Returns whether a request for that path has the token."""
        return secrets.compare_digest(_parts(path)[0].encode(), self._token)

    def _answer(self, method: str, path: str) -> ASGIApp:
        if not self.invites(path):
            # Without the token, a connection gets only one answer.
            return PlainTextResponse(_NOTHING, 404, {**_HEADERS, "Connection": "close"})
        root, address = _parts(path)
        thing = self._shelf.things.get(address)
        if thing is None:
            return PlainTextResponse(_NOTHING, 404, _HEADERS)
        if method not in ("GET", "HEAD"):
            return PlainTextResponse(_NOTHING, 405, {**_HEADERS, "Allow": "GET, HEAD"})
        if address == "" and self._shelf.start:
            return RedirectResponse(f"/{root}/{self._shelf.start}", 307, _HEADERS)
        return _text(thing) if isinstance(thing, Text) else _file(thing)


def _parts(path: str) -> tuple[str, str]:
    root, _, address = path.removeprefix("/").partition("/")
    return root, address


def _text(thing: Text) -> Response:
    headers = {**_HEADERS, "Cache-Control": "no-cache"}
    return Response(thing.body, media_type=thing.kind, headers=headers)


def _file(thing: File) -> ASGIApp:
    try:
        stream = thing.open()
    except OSError:
        return PlainTextResponse(_ANOTHER, 410, _HEADERS)
    kept = "private, max-age=31536000, immutable" if thing.forever else "no-cache"
    return Sending(stream, thing.kind, {**_HEADERS, "Cache-Control": kept})
