"""Packages as third parties might write them; our tests install them, and run their own tests."""

from pathlib import Path

import pytest

from tests.outside.installing import installed

collect_ignore_glob = ["http_engine/*"]


@pytest.fixture(scope="session")
def http_engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the folder in which the package `voiceguide-http` is installed."""
    folder = tmp_path_factory.mktemp("installed")
    installed(Path(__file__).parent / "http_engine", folder)
    return folder
