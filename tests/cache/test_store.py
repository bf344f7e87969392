import contextlib
import errno
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.cache.environment import default_folder
from voiceguide.cache.store import Cache, Store

KEY = hashlib.sha256(b"one").hexdigest()
OTHER = hashlib.sha256(b"two").hexdigest()
CONTENT = bytes(range(96)) * 10

TWO_RUNS = """
import sys
from pathlib import Path
from voiceguide.cache.environment import default_folder
from voiceguide.cache.store import Cache, Store
store = Cache.at(Path(sys.argv[1])).store("clip")
keys = [f"{n:064x}" for n in range(20)]
damaged = 0
for turn in range(30):
    for n, key in enumerate(keys):
        store.put(key, bytes([n]) * 96 * 200)
        found = store.get(key)
        damaged += found != bytes([n]) * 96 * 200
print(damaged)
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Cache.at(tmp_path / "cache").store("clip")


@pytest.fixture
def entry(store: Store, tmp_path: Path) -> Path:
    """Puts an entry and returns its file."""
    store.put(KEY, CONTENT)
    (file,) = [file for file in tmp_path.rglob("*") if file.is_file()]
    return file


def test_content_that_was_put_is_there(store):
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT


def test_content_that_was_not_put_is_missing(store):
    assert store.get(KEY) is None


def test_empty_content_can_be_kept(store):
    store.put(KEY, b"")
    assert store.get(KEY) == b""


def test_entries_are_in_folders_named_after_their_first_two_characters(entry):
    assert entry.parent.name == KEY[:2]
    assert entry.name.startswith(KEY)


def test_no_temporary_file_is_left(store, entry):
    store.put(KEY, CONTENT)
    assert list(entry.parent.iterdir()) == [entry]


@given(data=st.data())
def test_any_damage_is_a_miss_until_the_next_put_repairs_it(data, tmp_path_factory):
    store = Cache.at(tmp_path_factory.getbasetemp() / "damaged").store("clip")
    store.put(KEY, CONTENT)
    (file,) = (tmp_path_factory.getbasetemp() / "damaged").rglob("*.clip")
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from(
            [
                whole[:at],
                whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :],
                whole + b"\0",
                whole[:at] + b"\0" + whole[at:],
            ]
        )
    )
    file.write_bytes(damaged)
    assert store.get(KEY) is None or damaged == whole
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT


def test_an_entry_under_another_key_is_a_miss(store, entry):
    foreign = entry.parent.parent / OTHER[:2] / entry.name.replace(KEY, OTHER)
    foreign.parent.mkdir()
    entry.rename(foreign)
    assert store.get(OTHER) is None


def test_the_size_is_known_without_reading_the_content(store, entry):
    assert store.size(KEY) == len(CONTENT)
    assert store.size(OTHER) is None


def test_an_entry_under_another_key_has_no_size(store, entry):
    store.put(OTHER, CONTENT[:96])
    foreign = entry.parent.parent / OTHER[:2] / entry.name.replace(KEY, OTHER)
    entry.write_bytes(foreign.read_bytes())
    assert store.size(KEY) is None


def test_an_entry_whose_recorded_size_is_wrong_has_no_size(store, entry):
    whole = entry.read_bytes()
    size = (len(CONTENT) - 96).to_bytes(8, "little")
    entry.write_bytes(whole[:8] + size + whole[16:-96])
    assert store.size(KEY) is None


def test_a_checked_store_has_no_size_for_damaged_content(tmp_path, entry):
    checked = Cache.at(tmp_path / "cache").checked().store("clip")
    assert checked.size(KEY) == len(CONTENT)
    entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    assert checked.size(KEY) is None


def test_one_key_of_two_kinds_stands_for_two_entries(store, tmp_path):
    store.put(KEY, CONTENT)
    other = Cache.at(tmp_path / "cache").store("rate")
    assert other.get(KEY) is None
    other.put(KEY, b"120")
    assert (store.get(KEY), other.get(KEY)) == (CONTENT, b"120")


def test_a_folder_where_the_entry_should_be_is_a_miss(store, entry):
    entry.unlink()
    entry.mkdir()
    (entry / "within").write_text("something")
    assert (store.get(KEY), store.size(KEY)) == (None, None)
    store.put(KEY, CONTENT)
    assert list(entry.parent.iterdir()) == [entry]
    assert store.get(KEY) == CONTENT


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_a_link_in_an_entrys_place_is_replaced_but_its_target_stays(store, entry, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter").write_text("mine")
    entry.unlink()
    entry.symlink_to(theirs)
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT
    assert (theirs / "letter").read_text() == "mine"


def test_an_entry_that_is_read_counts_as_used_now(store, entry):
    for ago in (7200, -7200):  # the clock may have been wrong
        for use in (store.get, store.size):
            os.utime(entry, (0, time.time() - ago))
            assert use(KEY)
            assert abs(entry.stat().st_mtime - time.time()) < 600


def test_reading_an_entry_used_a_moment_ago_writes_nothing(store, entry):
    os.utime(entry, (0, time.time() - 200))
    before = entry.stat().st_mtime_ns
    assert store.get(KEY) == CONTENT
    assert entry.stat().st_mtime_ns == before


def test_an_entry_is_read_even_if_its_time_cannot_be_written(store, entry, monkeypatch):
    def refuse(name: str) -> None:
        raise PermissionError(errno.EACCES, "denied")

    os.utime(entry, (0, 0))
    monkeypatch.setattr(os, "utime", refuse)
    assert store.get(KEY) == CONTENT


def nothing_kept(store: Store) -> bool:
    store.put(KEY, CONTENT)
    return store.get(KEY) is None


def test_without_a_folder_nothing_is_kept():
    assert nothing_kept(Cache.nowhere().store("clip"))


def test_with_a_file_in_the_folders_place_nothing_is_kept(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert nothing_kept(Cache.at(tmp_path / "file").store("clip"))
    assert nothing_kept(Cache.at(tmp_path / "file" / "below").store("clip"))
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a place where none may write")
def test_with_a_folder_that_cannot_be_created_nothing_is_kept():
    assert nothing_kept(Cache.at(Path("/proc/self/voiceguide")).store("clip"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not stop root"
)
def test_in_a_read_only_folder_nothing_is_kept(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert nothing_kept(Cache.at(tmp_path).store("clip"))
    finally:
        tmp_path.chmod(0o700)


def test_an_unreadable_folder_is_a_miss(store, entry, monkeypatch):
    def refuse(self: Path, mode: str, **_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert store.get(KEY) is None


def test_a_full_disk_leaves_the_old_entry_and_no_part(store, entry, monkeypatch):
    @contextlib.contextmanager
    def full(descriptor: int, mode: str):
        os.write(descriptor, b"the first bytes")
        os.close(descriptor)
        raise OSError(errno.ENOSPC, "no space")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", full)
        store.put(KEY, CONTENT)
        store.put(OTHER, CONTENT)
    assert store.get(KEY) == CONTENT
    assert store.get(OTHER) is None
    assert [file for file in entry.parent.parent.rglob("*") if file.is_file()] == [entry]


def test_a_put_waits_for_a_program_that_holds_the_file_for_a_moment(store, entry, monkeypatch):
    """Virus scanners do that on Windows."""
    refusals = [PermissionError(errno.EACCES, "in use")] * 3
    pauses = list[float]()
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(Path, "replace", held)
    entry.write_bytes(b"damaged")
    store.put(KEY, CONTENT)
    assert store.get(KEY) == CONTENT
    assert len(pauses) == 3


@pytest.mark.slow
def test_two_runs_can_use_one_folder_at_once(tmp_path):
    command = [sys.executable, "-c", TWO_RUNS, str(tmp_path)]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    assert [run.communicate(timeout=60)[0].strip() for run in runs] == [b"0", b"0"]
    assert not list(tmp_path.rglob("*.part"))


def test_the_folder_is_the_users_cache_folder(monkeypatch):
    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    folder = default_folder()
    assert folder is not None
    assert folder.is_absolute()
    assert "voiceguide" in folder.parts


def test_the_environment_names_another_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("VOICEGUIDE_CACHE", str(tmp_path))
    assert default_folder() == tmp_path


def test_an_empty_variable_in_the_environment_counts_as_unset(monkeypatch):
    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    usual = default_folder()
    monkeypatch.setenv("VOICEGUIDE_CACHE", "")
    assert default_folder() == usual


@pytest.mark.skipif(sys.platform != "linux", reason="homes are looked up otherwise")
def test_for_a_user_without_a_home_nothing_is_kept(monkeypatch):
    import pwd

    def nobody(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_CACHE_HOME", "VOICEGUIDE_CACHE"):
        monkeypatch.delenv(name, raising=False)
    assert default_folder() is None


def test_if_the_home_cannot_be_determined_nothing_is_kept(monkeypatch):
    def fail(*names: object, **options: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", fail)
    assert default_folder() is None
