"""The cache that the environment names."""

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.cache.test_checksummed import Shelf
from voiceguide.cache import environment
from voiceguide.cache.environment import default_cache
from voiceguide.cache.store import Cache
from voiceguide.errors import CacheSetupError, UnknownNameError


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installs one package that provides memory:// and one that provides broken://."""
    found = EntryPoints(
        [
            EntryPoint("memory", "tests.cache.test_environment:shelf", environment.GROUP),
            EntryPoint("broken", "tests.cache.test_environment:refuse", environment.GROUP),
            EntryPoint("leaky", "tests.cache.test_environment:leak", environment.GROUP),
            EntryPoint("nothing", "tests.cache.test_environment:nothing", environment.GROUP),
        ]
    )
    monkeypatch.setattr(environment, "entry_points", lambda group: found.select(group=group))


def refuse(address: str) -> object:
    raise ConnectionError(f"nobody answers at {address}")


def shelf(address: str) -> object:
    return Shelf()


def leak(address: str) -> object:
    password = unquote(urlsplit(address).password or "")
    raise ConnectionError(f"wrong password {password}")


def nothing(address: str) -> object:
    return None


def test_a_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path))
    assert default_cache().folder == tmp_path


def test_an_unknown_scheme_says_what_to_do(monkeypatch: pytest.MonkeyPatch, packages: None) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", "memoyr://here")
    with pytest.raises(
        UnknownNameError, match=r"did you mean 'memory'\? Set VOICEGUIDE_CACHE to a"
    ):
        default_cache()


def test_the_error_names_a_package_that_fails_but_not_the_address(
    monkeypatch: pytest.MonkeyPatch, packages: None
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", "broken://user:secret@host")
    with pytest.raises(CacheSetupError, match="broken://") as caught:
        default_cache()
    assert "nobody answers" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    usual = default_cache()
    monkeypatch.setenv("VOICEGUIDE_CACHE", "")
    assert default_cache() == usual


@pytest.mark.parametrize("named", ["Memory://here", "MEMORY://here", "memory:/here"])
def test_addresses_are_recognised_in_any_spelling(
    monkeypatch: pytest.MonkeyPatch, packages: None, named: str
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", named)
    assert default_cache().name == "memory://"


@pytest.mark.parametrize("address", ["leaky://user:hunter2@host", "leaky://user:hunter%32@host"])
def test_no_part_of_a_password_is_shown(
    monkeypatch: pytest.MonkeyPatch, packages: None, address: str
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", address)
    with pytest.raises(CacheSetupError, match="wrong password") as caught:
        default_cache()
    assert "hunter" not in str(caught.value)


def test_a_tilde_stands_for_the_home_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("VOICEGUIDE_CACHE", "~/kept")
    assert default_cache().folder == tmp_path / "kept"


def test_the_error_names_a_package_that_provides_no_backing(
    monkeypatch: pytest.MonkeyPatch, packages: None
) -> None:
    monkeypatch.setenv("VOICEGUIDE_CACHE", "nothing://here")
    with pytest.raises(CacheSetupError, match="None can't hold a cache: it is without get, put"):
        default_cache()


@pytest.mark.parametrize("backing", [None, 3, dict, {}], ids=["None", "3", "a class", "a dict"])
def test_an_object_that_is_not_a_backing_is_refused(backing: Any) -> None:
    with pytest.raises(CacheSetupError, match="can't hold a cache"):
        Cache.over(backing)


def test_a_folder_needs_a_name() -> None:
    with pytest.raises(CacheSetupError, match="name of a folder"):
        Cache.at("")
