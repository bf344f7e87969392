"""The user's cache, by the environment variable VOICEGUIDE_CACHE.

`VOICEGUIDE_CACHE` is a folder, or an address such as `redis://localhost` whose scheme an
installed package provides: its entry point in the group `voiceguide.caches` is a callable
that takes the whole address and returns a `Backing`.
"""

import os
import re
from importlib.metadata import entry_points
from pathlib import Path
from urllib.parse import unquote, urlsplit

import platformdirs

from voiceguide.cache.store import Cache
from voiceguide.errors import CacheSetupError, UnknownNameError

VARIABLE = "VOICEGUIDE_CACHE"
"""The environment variable with a folder, or an address, for the cache."""

GROUP = "voiceguide.caches"
"""The entry point group in which a package registers the schemes it provides."""

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/.*", re.DOTALL)
"""A scheme has two letters or more, so that `C:/` is a folder."""


def default_cache() -> Cache:
    """Returns the cache that the environment names, or else one in the user's cache folder.

    For a user without a home, the cache stores nothing. Raises UnknownNameError for an address
    whose scheme no package provides, CacheSetupError if that package fails.
    """
    named = os.environ.get(VARIABLE, "")
    if address := _ADDRESS.fullmatch(named):
        return _addressed(named, address[1].lower())
    folder = default_folder()
    return Cache.nowhere() if folder is None else Cache.at(folder)


def default_folder() -> Path | None:
    """Returns the cache's folder; None for an address, and for a user without a home."""
    named = os.environ.get(VARIABLE)
    if named:
        return None if _ADDRESS.fullmatch(named) else Path(named).expanduser()
    try:
        folder = platformdirs.user_cache_path("voiceguide", appauthor=False)
    except RuntimeError:
        return None
    return None if folder.parts[0].startswith("~") else folder


def _addressed(address: str, scheme: str) -> Cache:
    found = entry_points(group=GROUP)
    if scheme not in found.names:
        hint = f"Set {VARIABLE} to a folder, or install the package that provides {scheme}://"
        raise UnknownNameError("kind of cache", scheme, sorted(found.names), hint)
    try:
        return Cache.over(found[scheme].load()(address), f"{scheme}://")
    except Exception as error:
        reason = _masked(str(error), address) or type(error).__name__
        raise CacheSetupError(
            f"the cache {scheme}:// can't be used: {reason}. Correct {VARIABLE}, or unset it to "
            "keep everything in a folder"
        ) from None  # an address may contain a password


def _masked(text: str, address: str) -> str:
    """Returns the text without the address, its user and its password."""
    parts = urlsplit(address)
    secrets = [address, parts.netloc, parts.password, parts.username]
    for secret in filter(None, [*secrets, *map(unquote, filter(None, secrets))]):
        text = text.replace(secret, "…")
    return text
