import contextlib
import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.audio.clip import Clip
from voiceguide.speech import cache as cache_module
from voiceguide.speech.cache import ClipCache, default_folder

KEY = hashlib.sha256(b"one").hexdigest()
OTHER = hashlib.sha256(b"two").hexdigest()
CLIP = Clip(KEY, bytes(range(96)) * 10)

TWO_RUNS = """
import sys
from pathlib import Path
from voiceguide.audio.clip import Clip
from voiceguide.speech.cache import ClipCache
cache = ClipCache(Path(sys.argv[1]))
keys = [f"{n:064x}" for n in range(20)]
damaged = 0
for turn in range(30):
    for n, key in enumerate(keys):
        cache.put(key, Clip(key, bytes([n]) * 96 * 200))
        found = cache.get(key)
        damaged += found is None or found.pcm != bytes([n]) * 96 * 200
print(damaged)
"""


@pytest.fixture
def cache(tmp_path: Path) -> ClipCache:
    return ClipCache(tmp_path / "cache" / "clips")


@pytest.fixture
def entry(cache: ClipCache, tmp_path: Path) -> Path:
    """The file of an entry that was put."""
    cache.put(KEY, CLIP)
    (file,) = [file for file in tmp_path.rglob("*") if file.is_file()]
    return file


def test_what_was_put_is_there(cache):
    cache.put(KEY, CLIP)
    assert cache.get(KEY) == CLIP


def test_what_was_not_put_is_missing(cache):
    assert cache.get(KEY) is None


def test_the_clip_is_named_by_its_key(cache):
    cache.put(KEY, Clip("another name", CLIP.pcm))
    assert cache.get(KEY) == CLIP


def test_an_empty_clip_can_be_kept(cache):
    cache.put(KEY, Clip(KEY, b""))
    assert cache.get(KEY) == Clip(KEY, b"")


def test_entries_stand_in_folders_by_the_first_two_characters(entry):
    assert entry.parent.name == KEY[:2]
    assert entry.name.startswith(KEY)


def test_no_temporary_file_is_left(cache, entry):
    cache.put(KEY, CLIP)
    assert list(entry.parent.iterdir()) == [entry]


@given(data=st.data())
@settings(deadline=None)
def test_any_damage_is_a_miss_and_mended_by_the_next_put(data, tmp_path_factory):
    cache = ClipCache(tmp_path_factory.getbasetemp() / "damaged")
    cache.put(KEY, CLIP)
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
    assert cache.get(KEY) is None or damaged == whole
    cache.put(KEY, CLIP)
    assert cache.get(KEY) == CLIP


def test_an_entry_under_another_key_is_a_miss(cache, entry):
    foreign = entry.parent.parent / OTHER[:2] / entry.name.replace(KEY, OTHER)
    foreign.parent.mkdir()
    entry.rename(foreign)
    assert cache.get(OTHER) is None


def test_an_entry_that_is_half_a_sample_out_is_a_miss(cache, entry):
    entry.write_bytes(cache_module._pack(KEY, b"\0" * 97))
    assert cache.get(KEY) is None


def test_a_folder_where_the_entry_should_be_is_a_miss(cache, entry):
    entry.unlink()
    entry.mkdir()
    assert cache.get(KEY) is None
    cache.put(KEY, CLIP)
    assert list(entry.parent.iterdir()) == [entry]


def no_cache(cache: ClipCache) -> bool:
    cache.put(KEY, CLIP)
    return cache.get(KEY) is None


def test_without_a_folder_there_is_no_cache():
    assert no_cache(ClipCache(None))


def test_a_file_in_the_place_of_the_folder_means_no_cache(tmp_path):
    (tmp_path / "file").write_text("mine")
    assert no_cache(ClipCache(tmp_path / "file"))
    assert no_cache(ClipCache(tmp_path / "file" / "below"))
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a place where none may write")
def test_a_place_where_nobody_may_write_means_no_cache():
    assert no_cache(ClipCache(Path("/proc/self/voiceguide")))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not stop root"
)
def test_a_read_only_folder_means_no_cache(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert no_cache(ClipCache(tmp_path))
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_may_not_be_read_is_a_miss(cache, entry, monkeypatch):
    def refuse(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert cache.get(KEY) is None


def test_a_full_disk_leaves_the_old_entry_and_no_part(cache, entry, monkeypatch):
    @contextlib.contextmanager
    def full(descriptor: int, mode: str):
        os.write(descriptor, b"the first bytes")
        os.close(descriptor)
        raise OSError(errno.ENOSPC, "no space")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(cache_module.os, "fdopen", full)
        cache.put(KEY, CLIP)
        cache.put(OTHER, CLIP)
    assert cache.get(KEY) == CLIP
    assert cache.get(OTHER) is None
    assert [file for file in entry.parent.parent.rglob("*") if file.is_file()] == [entry]


def test_a_program_that_holds_the_file_for_a_moment_is_waited_for(cache, entry, monkeypatch):
    """As virus scanners do on Windows."""
    refusals = [PermissionError(errno.EACCES, "in use")] * 3
    pauses = []
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        if refusals:
            raise refusals.pop()
        return replace(self, target)

    monkeypatch.setattr(cache_module.sys, "platform", "win32")
    monkeypatch.setattr(cache_module.time, "sleep", pauses.append)
    monkeypatch.setattr(Path, "replace", held)
    entry.write_bytes(b"damaged")
    cache.put(KEY, CLIP)
    assert cache.get(KEY) == CLIP
    assert len(pauses) == 3


def test_two_runs_may_use_one_folder_at_once(tmp_path):
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


def test_an_empty_name_in_the_environment_is_none(monkeypatch):
    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    usual = default_folder()
    monkeypatch.setenv("VOICEGUIDE_CACHE", "")
    assert default_folder() == usual


@pytest.mark.skipif(sys.platform != "linux", reason="homes are looked up otherwise")
def test_a_user_without_a_home_has_no_cache(monkeypatch):
    import pwd

    def nobody(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    for name in ("HOME", "XDG_CACHE_HOME", "VOICEGUIDE_CACHE"):
        monkeypatch.delenv(name, raising=False)
    assert default_folder() is None


def test_a_home_that_cannot_be_found_out_is_no_cache(monkeypatch):
    def fail(*names: object, **options: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("VOICEGUIDE_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", fail)
    assert default_folder() is None
