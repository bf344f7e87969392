"""Finding the timeline of a finished session."""

from pathlib import Path

import pytest

from voiceguide.errors import InputError
from voiceguide.timeline.model import Timeline
from voiceguide.track.mp3.id3 import id3_tag
from voiceguide.track.sidecars.timeline_json import compact_timeline_json, timeline_json
from voiceguide.track.stored_timeline import stored_timeline
from voiceguide.track.tags import Tags


def tagged(text: str) -> bytes:
    return id3_tag(
        Tags(
            title="T",
            artist="a",
            album="b",
            comment="",
            language="eng",
            lyrics="",
            cover=b"",
            timeline=text,
            chapters=(),
        )
    )


def test_the_timeline_inside_the_track_comes_first(tmp_path: Path, timeline: Timeline):
    track = tmp_path / "one.mp3"
    track.write_bytes(tagged(compact_timeline_json(timeline)) + b"sound")
    (tmp_path / "one.timeline.json").write_text("something else")
    assert stored_timeline(track) == timeline


def test_without_a_timeline_inside_the_file_beside_it_is_read(tmp_path: Path, timeline: Timeline):
    track = tmp_path / "one.m4b"
    track.write_bytes(b"other sound")
    (tmp_path / "one.timeline.json").write_text(timeline_json(timeline), encoding="utf-8")
    assert stored_timeline(track) == timeline


@pytest.mark.parametrize("content", [b"", b"ID3", b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f", b"RIFF"])
def test_with_no_timeline_the_error_says_what_was_looked_for(content: bytes, tmp_path: Path):
    track = tmp_path / "song.mp3"
    track.write_bytes(content)
    with pytest.raises(InputError, match=r"no timeline inside.* no song\.timeline\.json beside"):
        stored_timeline(track)


def test_a_missing_track_is_reported_by_name(tmp_path: Path):
    with pytest.raises(InputError, match=r"gone\.mp3: can't be read: no such file"):
        stored_timeline(tmp_path / "gone.mp3")
