"""Where a track's timeline is found."""

from pathlib import Path

import pytest

from voiceguide import session
from voiceguide.errors import InputError
from voiceguide.proof.timeline_of import timeline_of
from voiceguide.track.timeline_json import timeline_json


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return session.make(
        "box-breathing",
        tmp_path_factory.mktemp("made") / "a.mp3",
        voicing=session.Voicing(engine="silent"),
    )


def test_a_track_tells_its_timeline(made):
    assert timeline_of(made.track) == made.timeline


def test_a_file_without_one_is_read_with_what_lies_beside_it(made, tmp_path):
    (tmp_path / "b.wav").write_bytes(b"RIFF")
    (tmp_path / "b.timeline.json").write_text(timeline_json(made.timeline), encoding="utf-8")
    assert timeline_of(tmp_path / "b.wav") == made.timeline


def test_a_file_without_any_timeline_is_named_with_the_cure(tmp_path):
    (tmp_path / "song.mp3").write_bytes(b"\xff\xfb" * 100)
    with pytest.raises(InputError, match=r"song\.mp3 does not say.*--with timeline"):
        timeline_of(tmp_path / "song.mp3")


def test_an_empty_file_has_no_timeline(tmp_path):
    (tmp_path / "a.mp3").touch()
    with pytest.raises(InputError, match="does not say"):
        timeline_of(tmp_path / "a.mp3")


@pytest.mark.parametrize("name", ["missing.mp3", "."])
def test_what_is_no_file_is_named(tmp_path: Path, name):
    with pytest.raises(InputError, match="can't read"):
        timeline_of(tmp_path / name)
