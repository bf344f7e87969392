from pathlib import Path

import pytest

from voiceguide.cache.store import Store


@pytest.fixture
def cache(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", "clip")
