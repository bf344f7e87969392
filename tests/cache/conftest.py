"""A cache folder of entries with known ages."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.cache import limit
from voiceguide.cache.store import Cache, Kind

Keep = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(limit.VARIABLE, raising=False)
    return tmp_path / "cache"


@pytest.fixture
def keep(folder: Path) -> Keep:
    """Puts an entry of a name, a size and an age in hours. Returns its file."""

    def keep_one(
        name: str, size: int = 1000, *, hours: float = 0, minutes: float = 0, kind: Kind = "clip"
    ) -> Path:
        key = hashlib.sha256(name.encode()).hexdigest()
        Cache.at(folder).store(kind).put(key, bytes(size))
        file = folder / key[:2] / f"{key}.{kind}"
        used = time.time() - hours * 3600 - minutes * 60
        os.utime(file, (used, used))
        return file

    return keep_one
