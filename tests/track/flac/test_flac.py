"""What the tools of FLAC say of a track."""

import hashlib

import mutagen.flac
import pytest

from tests.track.sample import needs, run, tags_for, write
from voiceguide.audio.clip import Clip
from voiceguide.audio.mix import render
from voiceguide.audio.scene import Bed, Scene
from voiceguide.track.flac.format import FLAC
from voiceguide.track.tags import Mark, Tags

TOTAL_MS = 12_024


@pytest.fixture(scope="module")
def scene(hiss: Clip):
    bed = Bed(loop=hiss, fade_in_ms=0, fade_out_ms=0)
    return Scene(total_ms=TOTAL_MS, placed=(), bed=bed)


@pytest.fixture(scope="module")
def track(scene, tmp_path_factory):
    path = tmp_path_factory.mktemp("flac") / "session.flac"
    path.write_bytes(write(FLAC, scene, tags_for(TOTAL_MS))[0])
    return path


@needs("flac")
def test_flac_finds_the_sound_intact(track):
    assert run("flac", "--test", "--silent", "--warnings-as-errors", track) == (b"", "")


def test_mutagen_reads_checksum_seek_table_picture_and_chapters(track, scene):
    found = mutagen.flac.FLAC(track)
    assert found.info.total_samples == TOTAL_MS * 48
    whole = hashlib.md5(render(scene, 0, TOTAL_MS), usedforsecurity=False).hexdigest()
    assert f"{found.info.md5_signature:032x}" == whole
    assert isinstance(found.seektable, mutagen.flac.SeekTable)
    assert [point.first_sample for point in found.seektable.seekpoints] == [0, 104 * 4608]
    assert (found.pictures[0].width, found.pictures[0].height) == (64, 64)
    assert found["chapter001name"] == ["1. Nacken — naturally"]


def test_tags_that_no_block_can_hold_are_refused():
    tags = Tags(title="T", timeline="x" * 2**24)
    with pytest.raises(ValueError, match="a FLAC file can hold"):
        write(FLAC, Scene(total_ms=48, placed=()), tags)


def test_a_thousand_chapters_are_read_back(tmp_path):
    marks = tuple(Mark(start_ms=n, end_ms=n + 1, title=f"{n}") for n in range(1_001))
    path = tmp_path / "a.flac"
    path.write_bytes(write(FLAC, Scene(total_ms=48, placed=()), Tags(title="T", chapters=marks))[0])
    found = mutagen.flac.FLAC(path)
    assert found["chapter999name"] == ["999"]
    assert "chapter1000" not in found
