"""Where each session was stopped, so that it goes on from there. Nothing here fails."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

import platformdirs

from voiceguide.files.atomic import replacing

VARIABLE = "VOICEGUIDE_STATE"
"""The environment variable that names another folder."""

_LEAST_MS = 10_000
"""Nobody minds hearing so much again, and nobody wants to go on where so little is left."""

_BEGINNING_BYTES = 256 * 1024


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


def edition(track: Path) -> str:
    """What tells a track from another one that was written over it; a copy is the same one.

    A track's beginning has its plan in it. Empty for a file that can't be read.
    """
    try:
        with track.open("rb") as file:
            beginning, size = file.read(_BEGINNING_BYTES), os.fstat(file.fileno()).st_size
    except OSError:
        return ""
    return f"{size}-{hashlib.sha256(beginning).hexdigest()[:32]}"


class Place:
    """Where one session was stopped. It is known by its `name`: a track's or script's path,
    and what else makes it another session; `folder` None remembers nothing. The place of
    another `edition` under that name is none."""

    def __init__(self, folder: Path | None, *name: str, edition: str = "") -> None:
        self._edition = edition
        digest = hashlib.sha256("\0".join(name).encode("utf-8", "surrogateescape")).hexdigest()
        self._path = folder / "places" / f"{digest[:32]}.json" if folder else None

    def get(self, total_ms: int) -> int:
        """Where to go on, in milliseconds; 0 where there is nothing to go on with."""
        if self._path is None:
            return 0
        try:
            kept = json.loads(self._path.read_bytes())
            found, of = kept["position_ms"], kept.get("edition", "")
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return 0
        if of != self._edition:
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
                kept = {"position_ms": position_ms, "edition": self._edition}
                file.write(json.dumps(kept).encode())


def _is_amid(ms: int, total_ms: int) -> bool:
    return _LEAST_MS <= ms <= total_ms - _LEAST_MS
