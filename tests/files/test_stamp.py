"""A changed file or folder has a different stamp."""

import os
from pathlib import Path

from voiceguide.files.stamp import stamp, stamps


def test_a_stamp_lasts_until_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    first = stamp(file)
    assert stamp(file) == first
    status = file.stat()
    file.write_text("two")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert stamp(file) != first


def test_a_folders_stamps_cover_everything_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.py", "b/c/d.toml", "a.py"):
        (tmp_path / name).write_text("")
    found = [text.split(", ")[0] for text in stamps(tmp_path)]
    assert found == [str(tmp_path / name) for name in ("a.py", "b/c/d.toml", "z.py")]


def test_compiled_modules_have_no_stamps(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("")
    assert list(stamps(tmp_path)) == []


def test_a_missing_folder_has_no_stamps(tmp_path: Path) -> None:
    assert list(stamps(tmp_path / "gone")) == []
