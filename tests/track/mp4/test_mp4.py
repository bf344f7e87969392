"""What players of audio books look for in an MP4 file."""

import io
import struct
from pathlib import Path

import pytest
from mutagen.mp4 import MP4

from tests.track.sample import needs, run, tags_for, write
from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Placed, Scene
from voiceguide.errors import AudioError
from voiceguide.track.mp4 import writer
from voiceguide.track.mp4.atoms import atom, content, find, whole
from voiceguide.track.mp4.format import M4A, M4B
from voiceguide.track.mp4.texts import find_timeline
from voiceguide.track.one_pass import Encoder

TOTAL_MS = 1_008
SAMPLES = TOTAL_MS * 48


@pytest.fixture(scope="module")
def book(click: Clip, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "session.m4b"
    scene = Scene(total_ms=TOTAL_MS, placed=(Placed(0, click),))
    path.write_bytes(write(M4B, scene, tags_for(TOTAL_MS, "{}"))[0])
    return path


def inner(path: Path, *names: str) -> bytes:
    with path.open("rb") as stream:
        return content(stream, find(stream, whole(stream), *names), 1_000_000)


def test_the_index_comes_before_the_sound(book):
    data = book.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_the_edit_and_the_roll_state_the_first_sample(book):
    _, count, heard, skipped, _ = struct.unpack(
        ">IIIiI", inner(book, "moov", "trak", "edts", "elst")
    )
    assert (count, heard) == (1, SAMPLES)
    assert 1024 <= skipped < 2048
    assert (skipped + SAMPLES) % 1024 == 0
    table = inner(book, "moov", "trak", "mdia", "minf", "stbl")
    assert b"sgpd\x01\0\0\0roll\0\0\0\x02\0\0\0\x01\xff\xff" in table
    frames = (skipped + SAMPLES) // 1024
    assert b"sbgp" + struct.pack(">I4sIII", 0, b"roll", 1, frames, 1) in table


def test_mutagen_reads_tags_list_of_chapters_and_kind(book):
    found = MP4(book)
    assert [(one.start, one.title) for one in found.chapters] == [
        (0, "Welcome"),
        (0.504, "1. Nacken — naturally"),
    ]
    assert found["stik"] == [2]
    assert found["pgap"] is True
    assert found["desc"] == ["Not medical advice."]
    assert found["©lyr"] == ["[00:01.00]Lie down.\n"]
    assert bytes(found["covr"][0]) == tags_for(TOTAL_MS).cover
    assert bytes(found["----:voiceguide:timeline"][0]) == b"{}"


def test_a_track_of_texts_has_the_chapters_for_apples_players(book):
    data = book.read_bytes()
    assert inner(book, "moov", "trak", "tref", "chap") == struct.pack(">I", 2)
    names = [b"\0\x07Welcome", "\0\x171. Nacken — naturally".encode()]
    at = data.index(names[0], data.index(b"mdat"))
    assert data.index(names[1], at) > at


@needs("AtomicParsley")
def test_atomicparsley_reads_the_same_tags(book):
    said = run("AtomicParsley", book, "-t")[0].decode()
    assert 'Atom "©nam" contains: Back massage' in said
    assert 'Atom "stik" contains: Audiobook' in said
    assert 'Atom "----" [voiceguide;timeline] contains: {}' in said


@needs("ffprobe")
def test_ffprobe_knows_length_and_start(book):
    shown = ("-show_entries", "format=duration,start_time", "-of", "csv=p=0")
    assert run("ffprobe", "-v", "error", *shown, book)[0] == b"0.000000,1.008000\n"


def test_a_file_for_music_is_marked_as_such():
    data, _ = write(M4A, Scene(total_ms=48, placed=()), tags_for(48))
    assert data[4:12] == b"ftypM4A "
    assert b"stik\0\0\0\x11data\0\0\0\x15\0\0\0\0\x01" in data


def test_a_long_comment_has_a_short_description_of_whole_letters():
    tags = tags_for(48)
    object.__setattr__(tags, "comment", "ä" * 200 + "\nmore")
    data, _ = write(M4B, Scene(total_ms=48, placed=()), tags)
    found = MP4(io.BytesIO(data))
    assert found["desc"] == ["ä" * 127]
    assert found["ldes"] == [tags.comment]


def test_atoms_that_hold_themselves_or_nothing_are_left():
    """Sizes of 0, 1 and 7, more than the file, and a hundred thousand empty ones."""
    for size in (0, 1, 7, 2**31):
        damaged = atom("ftyp") + struct.pack(">I4s", size, b"moov") + atom("udta", bytes(20))
        assert find_timeline(io.BytesIO(damaged)) is None
    assert find_timeline(io.BytesIO(atom("ftyp") + atom("free") * 100_000)) is None
    beyond = atom("ftyp") + struct.pack(">I4sQ", 1, b"free", 2**64 - 1)
    assert find_timeline(io.BytesIO(beyond)) is None


def test_a_copy_of_av_without_the_encoder_is_named_with_the_cure(monkeypatch):
    gone = Encoder(name="no_such", title="AAC", sample_form="fltp")
    monkeypatch.setattr(writer, "encoder", lambda channels: gone)
    with pytest.raises(
        AudioError, match=r"no encoder for AAC \(no_such\)\. Reinstall it with: pip"
    ):
        write(M4B, Scene(total_ms=48, placed=()), tags_for(48))
