"""Fetches a file of known content over HTTP, and checks it while it arrives.

After a broken connection, the download resumes where it stopped, in this run or the next. Proxies
are taken from the environment, as urllib does.
"""

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from voiceguide.errors import FetchError, OutputError
from voiceguide.files.part import Part

PATIENCE_S = 30.0
"""A server that sends nothing for this long has stalled."""

_CONNECTIONS = 10
_FRUITLESS = 2
_AT_ONCE = 1 << 16
_MOST_UNKNOWN = 1_000_000
_RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")

OnBytes = Callable[[int], None]
"""Called with the number of bytes that have arrived. An exception from it ends the download."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A file's address, its SHA-256, and its size in bytes (None if unknown)."""

    url: str
    sha256: str
    size: int | None

    def __str__(self) -> str:
        """The address without a password."""
        place = urlsplit(self.url).netloc
        return self.url.replace(place, place.rpartition("@")[2], 1)


class _BrokenError(Exception):
    """The connection broke; another one may resume."""


def fetch(
    expected: Expected, part: Part, on_bytes: OnBytes, *, patience_s: float = PATIENCE_S
) -> None:
    """Fetches the rest of a part, until it has the expected content.

    Raises FetchError if it can't be fetched, OutputError if it can't be stored. The bytes that have
    arrived are kept for the next run, unless they are wrong.
    """
    if expected.size is not None and part.size >= expected.size and not part.is_right():
        part.start_over()
    fruitless, reason = 0, ""
    for _ in range(_CONNECTIONS):
        if part.is_right():
            return
        before = part.size
        try:
            is_one_answer = _receive(expected, part, on_bytes, patience_s)
        except _BrokenError as error:
            reason = str(error)
            fruitless = 0 if part.size > before else fruitless + 1
            if fruitless == _FRUITLESS:
                break
            continue
        if part.is_right():
            return
        if is_one_answer:
            part.give_up()
            raise FetchError(f"{expected} has unexpected content; nothing was installed")
        part.start_over()  # its beginning came from an earlier run, and may be wrong
    raise FetchError(
        f"{expected}: {reason} after {_of(part.size, expected.size)}; "
        "run the same command again to continue from there"
    )


def _receive(expected: Expected, part: Part, on_bytes: OnBytes, patience_s: float) -> bool:
    """Adds the bytes of one connection to the part, and returns whether the file is complete.

    Raises _BrokenError if something is still missing.
    """
    with _answer(expected, part, patience_s) as answer:
        start = _start(answer, part)
        whole = None if answer.length is None else start + answer.length
        if whole is not None and expected.size not in (None, whole):
            page = " (a web page)" if "html" in answer.headers.get_content_type() else ""
            raise FetchError(
                f"{expected} is not the expected file: the server announces {whole:,} bytes{page} "
                f"instead of {expected.size:,}; nothing was installed"
            )
        if start == 0:
            part.start_over()
            part.validator = _validator(answer)
        try:
            while piece := answer.read1(_AT_ONCE):
                _store(expected, part, piece)
                on_bytes(part.size)
        except (OSError, http.client.HTTPException) as error:
            raise _BrokenError(_reason(error, patience_s)) from error
    if part.size != (expected.size or whole or part.size):
        raise _BrokenError("the connection ended")
    return start == 0


def _store(expected: Expected, part: Part, piece: bytes) -> None:
    most = expected.size or _MOST_UNKNOWN
    if part.size + len(piece) > most:
        part.give_up()
        raise FetchError(
            f"{expected} is not the expected file: it has more than {most:,} bytes; "
            "nothing was installed"
        )
    try:
        part.write(piece)
    except OSError as error:
        part.give_up()
        raise unstorable(part, error) from error


def unstorable(part: Part, error: OSError) -> OutputError:
    """Returns the error for a file that can't be stored."""
    reason = error.strerror or str(error)
    return OutputError(f"can't write {part.target}: {reason}; nothing was installed")


def _answer(expected: Expected, part: Part, patience_s: float) -> Any:
    """Requests the bytes that the part lacks, and returns the answer."""
    headers = {"Accept-Encoding": "identity", "User-Agent": "voiceguide"}
    if part.size:
        headers["Range"] = f"bytes={part.size}-"
        if part.validator:
            headers["If-Range"] = part.validator
    try:
        request = urllib.request.Request(expected.url, headers=headers)  # noqa: S310
        return _opener().open(request, timeout=patience_s)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE and part.size:
                part.start_over()
                raise _BrokenError("the server can't resume the download") from error
            raise FetchError(f"{expected}: {_refusal(error)}") from error
    except urllib.error.URLError as error:
        reason = getattr(error.reason, "strerror", "") or error.reason
        raise FetchError(
            f"{expected} can't be reached: {reason}. "
            "Check the network and the proxy (the variable https_proxy), or see --from"
        ) from error
    except ValueError as error:
        raise FetchError(f"{expected} is not an address: {error}") from error
    except (OSError, http.client.HTTPException) as error:
        raise _BrokenError(_reason(error, patience_s)) from error


def _opener() -> urllib.request.OpenerDirector:
    """Returns an opener for HTTP only, so that no address opens a file of this machine."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _start(answer: Any, part: Part) -> int:
    """Returns the position in the file at which an answer begins: the part's end, or 0."""
    if answer.status != http.client.PARTIAL_CONTENT:
        return 0
    found = _RANGE.match(answer.headers.get("Content-Range", ""))
    if found is None or int(found[1]) != part.size:
        part.start_over()
        raise _BrokenError("the server resumed at the wrong place")
    return part.size


def _validator(answer: Any) -> str:
    """Returns the answer's strong validator; a weak one says nothing about bytes."""
    tag: str = answer.headers.get("ETag", "")
    return "" if tag.startswith("W/") else tag


def _refusal(error: urllib.error.HTTPError) -> str:
    if error.code in (http.client.NOT_FOUND, http.client.GONE):
        return f"there is no such file ({error.code}); it may be elsewhere: see --mirror"
    if 300 <= error.code < 400:
        return f"the server redirects in a circle, or to an invalid address ({error.code})"
    if error.code in (http.client.TOO_MANY_REQUESTS, http.client.SERVICE_UNAVAILABLE):
        return f"the server is busy ({error.code} {error.reason}); try again later"
    return f"the server refuses ({error.code} {error.reason})"


def _reason(error: Exception, patience_s: float) -> str:
    if isinstance(error, TimeoutError):
        return f"the server sent nothing for {patience_s:g} s"
    if isinstance(error, http.client.IncompleteRead | http.client.RemoteDisconnected):
        return "the connection ended"
    if isinstance(error, OSError):
        return f"the connection broke ({error.strerror or error})"
    return f"the server's answer can't be understood ({type(error).__name__})"


def _of(size: int, whole: int | None) -> str:
    return f"{size:,} bytes" if whole is None else f"{size:,} of {whole:,} bytes"
