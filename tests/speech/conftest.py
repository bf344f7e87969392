from pathlib import Path

import pytest

from voiceguide.cache.store import Cache, Store


@pytest.fixture
def cache(tmp_path: Path) -> Store:
    return Cache.at(tmp_path / "cache").store("clip")
