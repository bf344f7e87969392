"""The file that is sent is the file that was checked."""

import os
import sys

import pytest

from voiceguide.server.files import File

CONTENT = b"a page"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(CONTENT)
    return File.found(path, "text/html")


def test_the_file_that_was_named_is_opened(file):
    with file.open() as stream:
        assert stream.read() == CONTENT


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be replaced there")
def test_a_file_that_is_swapped_after_it_was_opened_is_not_read(file):
    with file.open() as stream:
        other = file.path.with_name("other")
        other.write_bytes(b"secret")
        other.replace(file.path)
        assert stream.read() == CONTENT


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("how", ["replaced", "link", "rewritten", "gone", "folder", "pipe"])
def test_no_other_file_is_opened_in_its_place(file, how):
    other = file.path.with_name("other")
    other.write_bytes(b"secret")
    assert len(CONTENT) == len(b"secret")
    times = file.path.stat()
    file.path.unlink()
    match how:
        case "replaced":
            other.replace(file.path)
        case "link":
            os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
            file.path.symlink_to(other)
        case "rewritten":
            file.path.write_bytes(b"longer than before")
        case "folder":
            file.path.mkdir()
        case "pipe":
            os.mkfifo(file.path)
    if how == "replaced":
        os.utime(file.path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(OSError, match=r"changed|not a file|No such file"):
        file.open()
