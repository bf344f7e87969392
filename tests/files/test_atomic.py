"""Files that appear whole or not at all."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from voiceguide.files import atomic
from voiceguide.files.atomic import Publication, replacing

DEAD = "4194305"
"""No process has this id, which is above Linux's highest."""


@pytest.fixture(params=["nameless", "named"])
def kind(request, monkeypatch) -> str:
    """Both ways of writing: with unnamed files, and on a system without them."""
    if request.param == "named":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no unnamed files")
    return request.param


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_appears_whole_when_it_is_published(tmp_path, kind):
    target = tmp_path / "track.mp3"
    with Publication() as publication:
        publication.open(target).write(b"new")
        assert not target.exists()
        publication.publish()
        assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["track.mp3"]


def test_only_a_named_part_shows_in_the_folder(tmp_path, kind):
    with Publication() as publication:
        publication.open(tmp_path / "track.mp3")
        assert len(names(tmp_path)) == (1 if kind == "named" else 0)


def test_the_old_file_stays_until_the_new_one_replaces_it(tmp_path, kind):
    target = tmp_path / "track.mp3"
    target.write_bytes(b"old")
    with replacing(target) as stream:
        stream.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["track.mp3"]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path, kind):
    target = tmp_path / "track.mp3"
    target.write_bytes(b"old")

    def interrupted() -> None:
        with replacing(target) as stream:
            stream.write(b"new")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        interrupted()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["track.mp3"]


def test_leaving_without_publishing_discards_everything(tmp_path, kind):
    with Publication() as publication:
        publication.open(tmp_path / "a").write(b"a")
        publication.open(tmp_path / "b").write(b"b")
    assert names(tmp_path) == []


def test_several_files_are_published_together(tmp_path, kind):
    (tmp_path / "b").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    targets = [tmp_path / "a", tmp_path / "b", tmp_path / "folder" / "c"]
    with Publication() as publication:
        for target in targets:
            publication.open(target).write(target.name.encode())
        assert (tmp_path / "b").read_bytes() == b"old"
        publication.publish()
    assert [target.read_bytes() for target in targets] == [b"a", b"b", b"c"]
    assert names(tmp_path) == ["a", "b", "folder"]


def test_a_full_disk_leaves_all_the_old_files(tmp_path, kind, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").write_bytes(b"old")
    synced: list[int] = []

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with Publication() as publication:
        publication.open(tmp_path / "a").write(b"new")
        publication.open(tmp_path / "b").write(b"new")
        with pytest.raises(OSError, match="No space left"):
            publication.publish()
    assert [(tmp_path / name).read_bytes() for name in names(tmp_path)] == [b"old", b"old"]
    assert names(tmp_path) == ["a", "b"]


def test_a_file_that_cannot_get_its_name_leaves_no_part(tmp_path, kind):
    (tmp_path / "track.mp3").mkdir()
    with pytest.raises(OSError, match="directory"), replacing(tmp_path / "track.mp3") as stream:
        stream.write(b"new")
    assert names(tmp_path) == ["track.mp3"]


def test_a_folder_at_one_of_the_names_leaves_all_the_old_files(tmp_path, kind):
    (tmp_path / "a").write_bytes(b"old")
    with Publication() as publication:
        publication.open(tmp_path / "a").write(b"new")
        publication.open(tmp_path / "b").write(b"new")
        (tmp_path / "b").mkdir()
        with pytest.raises(IsADirectoryError):
            publication.publish()
    assert (tmp_path / "a").read_bytes() == b"old"
    assert names(tmp_path) == ["a", "b"]


def test_ctrl_c_while_a_file_gets_its_name_leaves_no_part(tmp_path, monkeypatch):
    if not hasattr(os, "O_TMPFILE"):
        pytest.skip("this system has no unnamed files")
    link = os.link

    def stopped(*arguments, **options):
        link(*arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", stopped)
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "track.mp3") as stream:
        stream.write(b"new")
    assert names(tmp_path) == []


def test_an_unpublished_file_can_be_read_and_rewritten(tmp_path, kind):
    with replacing(tmp_path / "a") as stream:
        stream.write(b"header, body")
        stream.seek(0)
        assert stream.read(6) == b"header"
        stream.seek(0)
        stream.write(b"HEADER")
    assert (tmp_path / "a").read_bytes() == b"HEADER, body"


def test_a_published_file_has_the_permissions_of_any_other(tmp_path, kind):
    with replacing(tmp_path / "a") as stream:
        stream.write(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_system_that_refuses_unnamed_files_gets_named_ones(tmp_path, monkeypatch):
    real = os.open

    def refusing(path: Path, flags: int, *rest: int) -> int:
        if flags & getattr(os, "O_TMPFILE", 0) == getattr(os, "O_TMPFILE", -1):
            raise OSError(95, "Operation not supported")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", refusing)
    with replacing(tmp_path / "a") as stream:
        stream.write(b"a")
        assert names(tmp_path)[0].startswith(".a.")
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("name", ["x" * 255, "按" * 85, "é" * 120 + ".mp3"])
def test_the_longest_names_in_any_alphabet_can_be_written(tmp_path, kind, name):
    with replacing(tmp_path / name) as stream:
        stream.write(b"a")
    assert names(tmp_path) == [name]


def test_a_missing_folder_raises_the_systems_error(tmp_path, kind):
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "no" / "track.mp3"):
        pass


@pytest.mark.skipif(os.name != "posix", reason="only POSIX says whether a process is alive")
class TestStaleParts:
    def test_a_part_of_a_dead_process_is_removed_by_the_next_run(self, tmp_path, kind):
        (tmp_path / f".track.mp3.{DEAD}-abcd.part").write_bytes(b"half")
        with replacing(tmp_path / "track.mp3") as stream:
            stream.write(b"new")
        assert names(tmp_path) == ["track.mp3"]

    def test_a_part_of_a_living_process_stays(self, tmp_path, kind):
        living = f".track.mp3.{os.getpid()}-abcd.part"
        (tmp_path / living).write_bytes(b"half")
        with replacing(tmp_path / "track.mp3") as stream:
            stream.write(b"new")
        assert names(tmp_path) == [living, "track.mp3"]

    def test_a_part_older_than_a_day_is_removed_whatever_its_process(self, tmp_path, kind):
        part = tmp_path / f".track.mp3.{os.getpid()}-abcd.part"
        part.write_bytes(b"half")
        long_ago = time.time() - 25 * 60 * 60
        os.utime(part, (long_ago, long_ago))
        with replacing(tmp_path / "track.mp3"):
            pass
        assert names(tmp_path) == ["track.mp3"]

    def test_other_programs_files_stay(self, tmp_path, kind):
        others = [
            f".other.mp3.{DEAD}-abcd.part",
            f".track.mp3.{DEAD}-abcd.txt",
            ".track.mp3.99999999999999999999999-abcd.part",
            ".track.mp3.part",
            f"track.mp3.{DEAD}-abcd.part",
        ]
        for name in others:
            (tmp_path / name).write_bytes(b"theirs")
        with replacing(tmp_path / "track.mp3"):
            pass
        assert names(tmp_path) == sorted([*others, "track.mp3"])


WRITER = """
import os, sys
from pathlib import Path
{setup}
from voiceguide.files.atomic import replacing
with replacing(Path(sys.argv[1])) as stream:
    stream.write(b"new" * 100_000)
    stream.flush()
    print("writing", flush=True)
    sys.stdin.read()
"""


def killed_in_the_middle(target: Path, setup: str = "") -> int:
    """Starts a process that writes `target`, kills it halfway, and returns its id."""
    code = textwrap.dedent(WRITER).format(setup=setup)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(atomic.__file__).parents[2])},
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"writing\n"
        child.send_signal(signal.SIGKILL)
        child.wait(timeout=10)
    return child.pid


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="this system has no unnamed files")
def test_a_killed_process_leaves_the_old_file_and_no_stray(tmp_path):
    target = tmp_path / "track.mp3"
    target.write_bytes(b"old")
    killed_in_the_middle(target)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["track.mp3"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX says whether a process is alive")
def test_without_unnamed_files_the_next_run_removes_the_stray(tmp_path):
    target = tmp_path / "track.mp3"
    target.write_bytes(b"old")
    pid = killed_in_the_middle(target, setup="vars(os).pop('O_TMPFILE', None)")
    assert target.read_bytes() == b"old"
    stray, _ = names(tmp_path)
    assert stray.startswith(f".track.mp3.{pid}-")
    with replacing(target) as stream:
        stream.write(b"new")
    assert names(tmp_path) == ["track.mp3"]
