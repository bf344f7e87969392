"""Packages that strangers might write; their own tests run in tests of ours, once installed."""

from pathlib import Path

import pytest

from tests.outside.installing import installed

collect_ignore_glob = ["http_engine/*"]


@pytest.fixture(scope="session")
def http_engine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the package `voiceguide-http` is installed."""
    folder = tmp_path_factory.mktemp("installed")
    installed(Path(__file__).parent / "http_engine", folder)
    return folder
