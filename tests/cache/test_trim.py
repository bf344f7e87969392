import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.cache import entries as entries_module
from voiceguide.cache import total
from voiceguide.cache import trim as trimming
from voiceguide.cache.entries import entries, shards
from voiceguide.cache.kinds import KINDS
from voiceguide.cache.limit import VARIABLE, set_limit
from voiceguide.cache.store import Cache, Kind
from voiceguide.cache.trim import clear, trim
from voiceguide.errors import CacheError

TWO_RUNS = """
import sys
from hashlib import sha256
from pathlib import Path
from voiceguide.cache.store import Cache, Store
from voiceguide.cache import trim as trimming
from voiceguide.cache.trim import trim
trimming.SPARED_S = 0
folder = Path(sys.argv[1])
store = Cache.at(folder).store("block")
for turn in range(40):
    for n in range(20):
        key = sha256(f"{turn} {n % 10} {n // 10 * int(sys.argv[2])}".encode()).hexdigest()
        store.put(key, bytes(1000))
        assert store.get(key) in (None, bytes(1000))
    trim(folder)
"""


def held(folder: Path) -> int:
    return sum(entry.size for shard in shards(folder) for entry in entries(shard))


def test_every_kind_of_entry_has_a_plain_name():
    assert set(KINDS) == set(get_args(Kind))


def test_within_the_limit_everything_stays(folder, keep):
    files = [keep(f"{n}", hours=n) for n in range(10)]
    set_limit(folder, "20kB")
    assert trim(folder).count == 0
    assert all(file.exists() for file in files)


def test_the_least_recently_used_goes_first(folder, keep):
    files = [keep(f"{n}", 936, hours=n) for n in range(20)]
    set_limit(folder, "10kB")
    removed = trim(folder)
    assert (removed.count, removed.bytes) == (11, 11_000)
    assert [file.exists() for file in files] == [True] * 9 + [False] * 11


def test_an_entry_that_was_used_recently_stays(folder, keep):
    files = [keep(f"{n}", 936, hours=n + 2) for n in range(20)]
    Cache.at(folder).store("clip").get(files[19].stem)
    set_limit(folder, "10kB")
    trim(folder)
    assert files[19].exists()
    assert not files[18].exists()


def test_entries_of_every_kind_count_towards_the_limit(folder, keep):
    for kind in KINDS:
        keep("one", 2000, kind=kind, hours=2)
    new = keep("new", 2000)
    set_limit(folder, "2.5kB")
    assert trim(folder).count == len(KINDS)
    assert new.exists()


def test_an_entry_used_just_now_stays_for_the_session_that_uses_it(folder, keep):
    """Under any limit: a session's clips are read again when they are mixed."""
    old, young = keep("old", hours=1), keep("young", minutes=10)
    ahead = keep("ahead", hours=-1)  # by a clock that was wrong
    sized = keep("sized", hours=2)
    Cache.at(folder).store("clip").size(sized.stem)
    set_limit(folder, "0")
    removed = trim(folder)
    assert (removed.count, removed.spared > 2000) == (2, True)
    assert [file.exists() for file in (old, young, sized, ahead)] == [False, True, True, False]


def test_within_the_limit_nothing_is_spared(folder, keep):
    keep("young")
    assert trim(folder).spared == 0


def test_without_a_limit_everything_stays(folder, keep, monkeypatch):
    keep("one", 5000, hours=1)
    for text in ("none", "not a size"):
        monkeypatch.setenv(VARIABLE, text)
        assert trim(folder).count == 0
    monkeypatch.setenv(VARIABLE, "0")
    assert trim(folder).count == 1


def test_other_programs_files_are_not_touched(folder, keep, tmp_path, monkeypatch):
    ours = keep("one", hours=1)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shard, key = ours.parent, ours.stem
    foreign = [
        folder / "notes.txt",
        folder / f"{key}.clip",
        folder / "photos" / f"{key}.clip",
        shard / "letter.clip",
        shard / f"{key}.txt",
        shard / f"{key}.clip.bak",
        shard / f"{key.upper()}.CLIP",
        shard / f"{'00' if shard.name != '00' else '11'}{key[2:]}.clip",
        shard / ".mine.part",
        elsewhere / f"ff{key[2:]}.clip",
    ]
    for file in foreign:
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"theirs")
        os.utime(file, (0, 0))
    if sys.platform != "win32":
        (folder / "ff").symlink_to(elsewhere)
    monkeypatch.setenv(VARIABLE, "0")
    assert trim(folder).count == 1
    clear(folder, set(KINDS))
    assert not ours.exists()
    assert [file for file in foreign if not file.exists()] == []


def test_old_parts_of_dead_runs_are_removed_and_recent_parts_stay(folder, keep):
    shard = keep("one").parent
    old, young = shard / ".abcd_123.part", shard / ".wxyz_789.part"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    trim(folder)
    assert not old.exists()
    assert young.exists()
    settle(shard)
    os.utime(young, (0, 0))
    settle(shard)
    trim(folder)
    assert not young.exists()


def settle(shard: Path) -> None:
    """Sets a shard's time as if nothing had changed in it for a minute."""
    past = time.time_ns() - 60 * 10**9
    os.utime(shard, ns=(past, past))


def test_an_unchanged_shard_is_not_read_again(folder, keep, monkeypatch):
    for n in range(20):
        settle(keep(f"{n}").parent)
    before = total.total_bytes(folder)
    assert before == held(folder)
    read = []

    def watched(shard: Path) -> list[object]:
        read.append(shard)
        return list(entries(shard))

    monkeypatch.setattr(total, "entries", watched)
    assert total.total_bytes(folder) == before
    assert read == []
    new = keep("new", 7000).parent
    assert total.total_bytes(folder) == held(folder)
    assert read == [new]


@pytest.mark.parametrize(("whole_seconds", "noted"), [(True, False), (False, True)])
def test_a_time_in_whole_seconds_is_trusted_only_after_a_while(folder, keep, whole_seconds, noted):
    shard = keep("one").parent
    second = 10**9
    changed = (time.time_ns() // second - 1) * second - (0 if whole_seconds else 1)
    os.utime(shard, ns=(changed, changed))
    if shard.stat().st_mtime_ns != changed:
        pytest.skip("the file system does not tell times so finely")
    total.total_bytes(folder)
    sizes = folder / total.FILE
    assert (sizes.exists() and shard.name in sizes.read_text()) == noted


@settings(max_examples=30)
@given(turns=st.lists(st.lists(st.integers(0, 30), max_size=8), max_size=6))
def test_the_total_always_matches_the_entries(turns, tmp_path_factory):
    folder = tmp_path_factory.mktemp("total")
    for turn in turns:
        for n in turn:
            file = folder / f"{n % 4:02x}" / f"{n % 4:02x}{n:062x}.block"
            if file.exists():
                file.unlink()
            else:
                Cache.at(folder).store("block").put(file.stem, bytes(n))
        assert total.total_bytes(folder) == held(folder)


@pytest.mark.parametrize(
    "spoilt", [b"", b"[]", b"null", b'{"00": 1}', b'{"00": [1]}', b"\xff", b"[" * 100_000]
)
def test_a_damaged_file_of_sizes_is_rewritten(folder, keep, spoilt):
    settle(keep("one").parent)
    (folder / total.FILE).write_bytes(spoilt)
    assert total.total_bytes(folder) == held(folder)
    assert (folder / total.FILE).read_bytes() != spoilt


def test_wrong_noted_sizes_do_not_remove_any_entry(folder, keep):
    file = keep("one")
    settle(file.parent)
    changed = file.parent.stat().st_mtime_ns
    (folder / total.FILE).write_text(f'{{"{file.parent.name}": [{changed}, {10**15}]}}')
    assert trim(folder).count == 0
    assert file.exists()
    assert total.total_bytes(folder) == held(folder)


def test_a_folder_that_is_not_a_cache_is_left_alone(tmp_path):
    assert trim(None).count == 0
    assert trim(tmp_path / "nowhere").count == 0
    assert not (tmp_path / "nowhere").exists()
    (tmp_path / "file").write_text("mine")
    assert trim(tmp_path / "file").count == 0
    assert (tmp_path / "file").read_text() == "mine"


def refuse(self: Path, *, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, "in use")


def test_trimming_does_not_fail_if_an_entry_cannot_be_removed(folder, keep, monkeypatch):
    keep("one", hours=1)
    monkeypatch.setenv(VARIABLE, "0")
    monkeypatch.setattr(Path, "unlink", refuse)
    assert trim(folder).count == 0


def test_clearing_names_an_entry_that_cannot_be_removed(folder, keep, monkeypatch):
    keep("one")
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(CacheError, match=r"1 of 1 entries in .* can't be removed: in use"):
        clear(folder, {"clip"})


def test_clearing_copes_with_entries_that_another_run_removed(folder, keep, monkeypatch):
    taken, other = keep("one"), keep("two")
    own = entries_module._own

    def take(entry: "os.DirEntry[str]", *, folder: bool) -> bool:
        mine = own(entry, folder=folder)
        if entry.name == taken.name and taken.exists():
            taken.unlink()
        return mine

    monkeypatch.setattr(entries_module, "_own", take)
    assert total.total_bytes(folder) == other.stat().st_size


def test_clearing_removes_only_the_named_kinds(folder, keep):
    clip, block = keep("one"), keep("two", kind="block")
    set_limit(folder, "1GB")
    removed = clear(folder, {"clip"})
    assert removed.count == 1
    assert (clip.exists(), block.exists()) == (False, True)
    clear(folder, set(KINDS))
    assert [path.name for path in folder.iterdir()] == ["limit.txt"]


def test_clearing_removes_anything_in_an_entrys_place(folder, keep, tmp_path):
    """Otherwise its key could not be stored again."""
    empty, full, linked, block = keep("one"), keep("two"), keep("three"), keep("b", kind="block")
    for file in (empty, full, linked, block):
        file.unlink()
        file.mkdir()
    (full / "within").write_text("something")
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "letter").write_text("mine")
    if sys.platform != "win32":
        linked.rmdir()
        linked.symlink_to(theirs)
    assert clear(folder, {"clip"}).count == 3
    assert [path.exists() for path in (empty, full, linked, block)] == [False, False, False, True]
    assert (theirs / "letter").read_text() == "mine"
    clear(folder, set(KINDS))
    assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_two_runs_can_trim_at_once(folder, monkeypatch):
    monkeypatch.setattr(trimming, "SPARED_S", 0)
    set_limit(folder, "50kB")
    command = [sys.executable, "-c", TWO_RUNS, str(folder)]
    runs = [
        subprocess.Popen([*command, number], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        for number in ("1", "2")
    ]
    assert [run.communicate(timeout=60)[1] for run in runs] == [b"", b""]
    trim(folder)
    assert 0 < held(folder) <= 50_000
    assert not list(folder.rglob("*.part"))
