"""WAV for Windows, for sound editors, and for more than 4 GB."""

import io
import struct

import av
import pytest
from mutagen.wave import WAVE

from tests.track.sample import needs, run, tags_for, write
from voiceguide.audio.scene import Scene
from voiceguide.track.wav.chunks import MOST, chunk, file_head, found_in
from voiceguide.track.wav.format import WAV


@pytest.fixture
def track(tmp_path):
    path = tmp_path / "session.wav"
    path.write_bytes(write(WAV, Scene(total_ms=1_008, placed=()), tags_for(1_008))[0])
    return path


def contents(path):
    with path.open("rb") as stream:
        places = list(found_in(stream))
        for one in places:
            stream.seek(one.at)
            yield one.name, stream.read(one.size)


def test_windows_finds_the_texts_in_the_list_of_information(track):
    texts = dict(contents(track))
    info = next(text for name, text in contents(track) if text[:4] == b"INFO")
    assert b"INAM\x0d\0\0\0Back massage\0" in info
    assert b"ICMT" in info
    assert texts[b"fmt "] == struct.pack("<HHIIHH", 1, 1, 48_000, 96_000, 2, 16)


def test_sound_editors_find_a_mark_at_each_chapter(track):
    found = dict(contents(track))
    count, *points = struct.unpack("<I" + "II4sIII" * 2, found[b"cue "])
    assert count == 2
    assert points[5::6] == [0, 504 * 48]
    names = next(text for _, text in contents(track) if text[:4] == b"adtl")
    assert "1. Nacken — naturally\0".encode() in names


def test_mutagen_reads_the_tag(track):
    found = WAVE(track)
    assert found.info is not None
    assert found.tags is not None
    assert found.info.length == 1.008
    assert found.tags["COMM::eng"].text == ["Not medical advice."]
    assert len(found.tags.getall("CHAP")) == 2


@needs("flac")
def test_flac_takes_it_without_complaint_about_its_sound(track, tmp_path):
    _, said = run("flac", "-sf", track, "-o", tmp_path / "a.flac")
    assert "ERROR" not in said


def test_more_than_4_gb_become_rf64(tmp_path):
    """A day in mono: the samples are a hole in the file."""
    form = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 48_000, 96_000, 2, 16))
    samples = 24 * 60 * 60 * 48_000
    head = file_head(form, samples * 2, samples)
    path = tmp_path / "day.wav"
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(len(head) + samples * 2)
    assert head[:4] == b"RF64"
    with path.open("rb") as stream:
        assert WAV.facts(stream).length_ms == 24 * 60 * 60 * 1000
    with av.open(str(path)) as container:
        assert container.duration == 24 * 60 * 60 * 1_000_000


def test_a_size_beyond_all_files_is_left():
    sizes = chunk(b"ds64", struct.pack("<QQQI", 0, 2**64 - 1, 0, 0))
    data = b"RF64\xff\xff\xff\xffWAVE" + sizes + struct.pack("<4sI", b"data", MOST)
    assert WAV.timeline(io.BytesIO(data)) is None


@pytest.mark.parametrize(("sound", "mark"), [(MOST - 36, b"RIFF"), (MOST - 35, b"RF64")])
def test_a_file_becomes_rf64_just_when_it_has_to(sound, mark):
    assert file_head(b"\0" * 24, sound, sound // 2)[:4] == mark
