"""The token in a server's address: whoever knows it is a guest.

In the home network, each run has a new token: the connection is not encrypted, so
somebody may have seen the last one. If only this computer is served, a folder's token
stays the same. Only there do browsers store pages offline and install them; with a new
token, every run would leave another copy of each session, and installed pages would
stop working. The stored token is in a file that only its user can read.
"""

import contextlib
import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import Final

TOKEN_BYTES: Final = 16
"""128 bits, which nobody can guess while a server runs."""

_TOKEN: Final = re.compile(r"[\w-]{22}", re.ASCII)
_OTHERS: Final = 0o077


def new_token() -> str:
    """Returns a new random token."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def kept_token(state: Path | None, folder: Path) -> str:
    """Returns the token for `folder`, stored in the `state` folder; if that fails, a new one.

    Replaces a token that others can read, or that is damaged.
    """
    if state is None:
        return new_token()
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()
    path = state / "addresses" / digest[:32]
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _read(path) or _written(path)
    except OSError:
        return new_token()


def _read(path: Path) -> str | None:
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError), path.open("rb") as file:
        found = file.read(64).decode("ascii")
        is_private = os.name != "posix" or not os.fstat(file.fileno()).st_mode & _OTHERS
        return found if is_private and _TOKEN.fullmatch(found) else None
    return None


def _written(path: Path) -> str:
    token = new_token()
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(token)
    return token
