"""The cache that the environment names."""

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from voiceguide.cache import environment
from voiceguide.cache.environment import default_cache
from voiceguide.errors import CacheSetupError, UnknownNameError


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installs one package that provides memory:// and one that provides broken://."""
    found = EntryPoints(
        [
            EntryPoint("memory", "tests.cache.test_guarded:Shelf", environment.GROUP),
            EntryPoint("broken", "tests.cache.test_environment:refuse", environment.GROUP),
        ]
    )
    monkeypatch.setattr(environment, "entry_points", lambda group: found.select(group=group))


def refuse(address: str) -> object:
    raise ConnectionError(f"nobody answers at {address}")


def test_a_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path))
    assert default_cache().folder == tmp_path


def test_an_unknown_scheme_says_what_to_do(monkeypatch: pytest.MonkeyPatch, packages: None) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", "memoyr://here")
    with pytest.raises(
        UnknownNameError, match=r"did you mean 'memory'\? Set VOICEGUIDE_CACHE to a"
    ):
        default_cache()


def test_a_package_that_fails_is_named_without_the_address(
    monkeypatch: pytest.MonkeyPatch, packages: None
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", "broken://user:secret@host")
    with pytest.raises(CacheSetupError, match="broken://") as caught:
        default_cache()
    assert "nobody answers" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_empty_name_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    usual = default_cache()
    monkeypatch.setenv("VOICEGUIDE_CACHE", "")
    assert default_cache() == usual
