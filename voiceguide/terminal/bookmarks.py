"""Bookmarks: the position at which each session stopped, to resume from. Nothing here raises."""

import contextlib
import hashlib
import json
import os
from pathlib import Path

import platformdirs

from voiceguide.files.atomic import replacing

VARIABLE = "VOICEGUIDE_STATE"
"""The environment variable for the folder to use in place of the usual one."""

_LEAST_MS = 10_000
"""Positions this close to the start or the end are not worth resuming from."""

_BEGINNING_BYTES = 256 * 1024


def default_folder() -> Path | None:
    """Returns `$VOICEGUIDE_STATE` or the user's state folder; None for a user without a home."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    try:
        folder = platformdirs.user_state_path("voiceguide", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0].startswith("~") else folder


def edition(track: Path) -> str:
    """Identifies a track by its content, so that a track that replaces it counts as another.

    A copy has the same edition. The size and the first bytes, which contain the plan, are
    enough. Returns "" for a file that can't be read.
    """
    try:
        with track.open("rb") as file:
            beginning, size = file.read(_BEGINNING_BYTES), os.fstat(file.fileno()).st_size
    except OSError:
        return ""
    return f"{size}-{hashlib.sha256(beginning).hexdigest()[:32]}"


class Bookmark:
    """The position at which one session stopped.

    `name` identifies the session: the path of its track or script, and whatever else makes
    it a different session. If `folder` is None, nothing is remembered. A position that was
    stored for another `edition` of the same name doesn't count.
    """

    def __init__(self, folder: Path | None, *name: str, edition: str = "") -> None:
        self._edition = edition
        digest = hashlib.sha256("\0".join(name).encode("utf-8", "surrogateescape")).hexdigest()
        self._path = folder / "places" / f"{digest[:32]}.json" if folder else None

    def get(self, total_ms: int) -> int:
        """Returns the position to resume at, in milliseconds; 0 if there is none."""
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
        """Remembers the position, or forgets it if it is near the start or the end."""
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
