"""Sends an open file, or the requested part of it."""

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import BinaryIO, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from voiceguide.server.ranges import parts_of

_PIECE: Final = 64 * 1024
_NO_PART: Final = "The file has no such part.\n"


@dataclass(frozen=True, slots=True)
class Sending:
    """An answer with the content of `file`, which it closes.

    Starlette's own response opens the path again, where another file may be by now.
    """

    file: BinaryIO
    kind: str
    headers: Mapping[str, str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request with GET or HEAD."""
        with self.file:
            found = os.fstat(self.file.fileno())
            headers = MutableHeaders(headers={**self.headers, "accept-ranges": "bytes"})
            headers["content-type"] = self.kind
            headers["last-modified"] = formatdate(found.st_mtime, usegmt=True)
            headers["etag"] = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
            status, start, end = 200, 0, found.st_size
            if asked := _asked(scope, headers):
                parts = parts_of(asked, found.st_size)
                if not parts:
                    none = {**self.headers, "content-range": f"bytes */{found.st_size}"}
                    await PlainTextResponse(_NO_PART, 416, none)(scope, receive, send)
                    return
                if len(parts) == 1:  # several parts may be answered with the whole file
                    status, (start, end) = 206, parts[0]
                    headers["content-range"] = f"bytes {start}-{end - 1}/{found.st_size}"
            headers["content-length"] = str(end - start)
            await send({"type": "http.response.start", "status": status, "headers": headers.raw})
            if scope["method"] == "HEAD" or start == end:
                await send({"type": "http.response.body"})
            else:
                await self._send(start, end, receive, send)

    async def _send(self, start: int, end: int, receive: Receive, send: Send) -> None:
        """Sends the bytes; stops if the client disconnects, or the file has become shorter."""
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            self.file.seek(start)
            while start < end and not gone.done():
                piece = await asyncio.to_thread(self.file.read, min(_PIECE, end - start))
                if not piece:
                    return
                start += len(piece)
                await send(_body(piece, more=start < end))
        finally:
            gone.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _body(piece: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": piece, "more_body": more}


def _asked(scope: Scope, headers: Mapping[str, str]) -> str | None:
    """Returns the requested range; None if there is none, or only for an older version."""
    request = Headers(scope=scope)
    if request.get("if-range") in (None, headers["etag"], headers["last-modified"]):
        return request.get("range")
    return None
