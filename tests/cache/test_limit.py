import pytest

from voiceguide.cache.limit import DEFAULT_BYTES, FILE, VARIABLE, Limit, limit, set_limit
from voiceguide.errors import CacheError, InputError


def test_the_default_limit_is_two_gigabytes(folder):
    assert limit(folder) == Limit(bytes=DEFAULT_BYTES, source="default")
    assert DEFAULT_BYTES == 2_000_000_000


def test_the_folder_keeps_its_own_limit(folder):
    set_limit(folder, "500MB")
    assert limit(folder) == Limit(bytes=500_000_000, source=str(folder / FILE))
    set_limit(folder, "None")
    assert limit(folder).bytes is None
    set_limit(folder, "default")
    assert limit(folder).bytes == DEFAULT_BYTES


def test_the_environment_takes_precedence_over_the_folder(folder, monkeypatch):
    set_limit(folder, "500MB")
    monkeypatch.setenv(VARIABLE, "1 GB")
    assert limit(folder) == Limit(bytes=10**9, source=VARIABLE)
    monkeypatch.setenv(VARIABLE, "none")
    assert limit(folder).bytes is None
    monkeypatch.setenv(VARIABLE, " ")
    assert limit(folder).bytes == 500_000_000


def test_a_limit_that_is_not_a_size_is_refused_and_not_saved(folder):
    with pytest.raises(InputError, match="'much' is not a size"):
        set_limit(folder, "much")
    assert not folder.exists()


@pytest.mark.parametrize("spoilt", [b"", b"much", b"\xff\xfe", bytes(10_000)])
def test_an_unreadable_limit_is_reported_with_its_source(folder, spoilt):
    folder.mkdir()
    (folder / FILE).write_bytes(spoilt)
    with pytest.raises(InputError, match=FILE):
        limit(folder)


def test_a_limit_that_cannot_be_saved_is_a_cache_error(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CacheError, match="VOICEGUIDE_CACHE"):
        set_limit(tmp_path / "file", "1GB")
    with pytest.raises(CacheError):
        set_limit(tmp_path / "file", "default")
