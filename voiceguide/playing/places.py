"""Where each session was stopped, so that it goes on from there. Nothing here fails."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

import platformdirs

from voiceguide.atomic import replacing

VARIABLE = "VOICEGUIDE_STATE"
"""The environment variable that names another folder."""

_LEAST_MS = 10_000
"""Nobody minds hearing so much again, and nobody wants to go on where so little is left."""


def default_folder() -> Path | None:
    """The user's state folder, or `$VOICEGUIDE_STATE`; None for a user without a home."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        folder = platformdirs.user_state_path("voiceguide", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0].startswith("~") else folder


class Place:
    """Where one session was stopped. It is known by its `name`: a track's or script's path,
    and what else makes it another session; `folder` None remembers nothing."""

    def __init__(self, folder: Path | None, *name: str) -> None:
        digest = hashlib.sha256("\0".join(name).encode("utf-8", "surrogateescape")).hexdigest()
        self._path = folder / "places" / f"{digest[:32]}.json" if folder else None

    def get(self, total_ms: int) -> int:
        """Where to go on, in milliseconds; 0 where there is nothing to go on with."""
        if self._path is None:
            return 0
        try:
            found = json.loads(self._path.read_bytes())["position_ms"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return 0
        return found if isinstance(found, int) and _is_amid(found, total_ms) else 0

    def put(self, position_ms: int, total_ms: int) -> None:
        """Remember the place; near the start and the end there is nothing to remember."""
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            if not _is_amid(position_ms, total_ms):
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path) as file:
                file.write(json.dumps({"position_ms": position_ms}).encode())


def _is_amid(ms: int, total_ms: int) -> bool:
    return _LEAST_MS <= ms <= total_ms - _LEAST_MS
