"""Bookmarks remember where a session stopped, and never raise."""

import os
import sys
from pathlib import Path

import pytest

from voiceguide.terminal.bookmarks import Bookmark, default_folder, edition

TOTAL = 600_000


def test_it_resumes_where_it_stopped(tmp_path):
    Bookmark(tmp_path, "a.mp3").put(123_456, TOTAL)
    assert Bookmark(tmp_path, "a.mp3").get(TOTAL) == 123_456


def test_each_track_has_its_own_place(tmp_path):
    Bookmark(tmp_path, "a.mp3").put(100_000, TOTAL)
    Bookmark(tmp_path, "massage", "600000").put(200_000, TOTAL)
    assert Bookmark(tmp_path, "b.mp3").get(TOTAL) == 0
    assert Bookmark(tmp_path, "massage", "600000").get(TOTAL) == 200_000
    assert Bookmark(tmp_path, "massage", "1200000").get(TOTAL) == 0


def test_another_session_under_the_same_name_starts_at_its_start(tmp_path):
    track = tmp_path / "tonight.mp3"
    track.write_bytes(b"one session")
    Bookmark(tmp_path, "tonight.mp3", edition=edition(track)).put(100_000, TOTAL)
    os.utime(track, (1, 1))  # a copy of it, say
    assert Bookmark(tmp_path, "tonight.mp3", edition=edition(track)).get(TOTAL) == 100_000
    track.write_bytes(b"another one")
    assert Bookmark(tmp_path, "tonight.mp3", edition=edition(track)).get(TOTAL) == 0
    Bookmark(tmp_path, "tonight.mp3", edition=edition(track)).put(200_000, TOTAL)
    assert len(list((tmp_path / "places").iterdir())) == 1


def test_an_unreadable_file_has_no_edition(tmp_path):
    assert edition(tmp_path / "missing.mp3") == ""


@pytest.mark.parametrize("ms", [0, 9_999, TOTAL - 9_999, TOTAL, TOTAL + 5])
def test_near_the_start_and_the_end_the_place_is_forgotten(tmp_path, ms):
    bookmark = Bookmark(tmp_path, "a.mp3")
    bookmark.put(100_000, TOTAL)
    bookmark.put(ms, TOTAL)
    assert bookmark.get(TOTAL) == 0
    assert not list((tmp_path / "places").iterdir())


def test_a_place_beyond_a_shorter_tracks_end_is_ignored(tmp_path):
    Bookmark(tmp_path, "a.mp3").put(500_000, TOTAL)
    assert Bookmark(tmp_path, "a.mp3").get(300_000) == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"position_ms": "x"}', b"\xff", b"7", b"[" * 100_000]
)
def test_a_damaged_bookmark_is_ignored(tmp_path, content):
    bookmark = Bookmark(tmp_path, "a.mp3")
    bookmark.put(100_000, TOTAL)
    [file] = (tmp_path / "places").iterdir()
    file.write_bytes(content)
    assert bookmark.get(TOTAL) == 0


def test_a_read_only_folder_causes_no_failure(tmp_path):
    (tmp_path / "places").write_bytes(b"in the way")
    bookmark = Bookmark(tmp_path, "a.mp3")
    bookmark.put(100_000, TOTAL)
    assert bookmark.get(TOTAL) == 0


def test_without_a_folder_nothing_is_remembered():
    bookmark = Bookmark(None, "a.mp3")
    bookmark.put(100_000, TOTAL)
    assert bookmark.get(TOTAL) == 0


def test_the_folder_is_the_users_state_folder_or_the_named_one(monkeypatch, tmp_path):
    monkeypatch.setenv("VOICEGUIDE_STATE", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("VOICEGUIDE_STATE")
    if sys.platform == "linux":
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        assert default_folder() == tmp_path / "state" / "voiceguide"
    assert isinstance(default_folder(), Path)
    assert os.sep in str(default_folder())
