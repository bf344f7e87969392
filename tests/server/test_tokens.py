"""The token of a folder is kept and private, and its storage never fails."""

import os

import pytest

from voiceguide.server.tokens import kept_token, new_token


def test_a_folder_keeps_its_token_and_another_has_another(tmp_path):
    first = kept_token(tmp_path, tmp_path / "a")
    assert kept_token(tmp_path, tmp_path / "a") == first
    assert kept_token(tmp_path, tmp_path / "b") != first
    assert len(first) == len(new_token()) == 22


@pytest.mark.skipif(os.name != "posix", reason="rights are kept otherwise there")
def test_a_token_is_private_and_one_that_others_could_read_is_replaced(tmp_path):
    before = os.umask(0)
    try:
        first = kept_token(tmp_path / "state", tmp_path)
    finally:
        os.umask(before)
    [file] = (tmp_path / "state" / "addresses").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.chmod(0o644)
    second = kept_token(tmp_path / "state", tmp_path)
    assert second != first
    [file] = (tmp_path / "state" / "addresses").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"../" * 8, b"\xff" * 22, b"a" * 23])
def test_a_damaged_token_is_replaced(tmp_path, content):
    kept_token(tmp_path, tmp_path)
    [file] = (tmp_path / "addresses").iterdir()
    file.write_bytes(content)
    assert len(kept_token(tmp_path, tmp_path)) == 22
    assert kept_token(tmp_path, tmp_path).encode() == file.read_bytes()


def test_if_nothing_can_be_stored_each_run_has_a_new_token(tmp_path):
    (tmp_path / "addresses").write_bytes(b"in the way")
    for state in (None, tmp_path):
        assert kept_token(state, tmp_path) != kept_token(state, tmp_path)
