"""The pages of an Ogg file, and what the tools of Opus say of one."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.oggopus import OggOpus

from tests.track.sample import needs, run, tags_for, write
from voiceguide.audio.clip import Clip
from voiceguide.audio.scene import Placed, Scene
from voiceguide.track.opus.format import OPUS
from voiceguide.track.opus.pages import lacing, packet_pages, packets, page

TOTAL_MS = 2_376


@pytest.fixture(scope="module")
def track(click: Clip, tmp_path_factory):
    path = tmp_path_factory.mktemp("opus") / "session.opus"
    scene = Scene(total_ms=TOTAL_MS, placed=(Placed(0, click),))
    path.write_bytes(write(OPUS, scene, tags_for(TOTAL_MS, "{}" * 40_000))[0])
    return path


@given(st.binary(max_size=40))
def test_the_checksum_is_that_of_the_standard(content):
    made = page(lacing(content), content, serial=1, number=2, position=3)
    found, blank = 0, made[:22] + bytes(4) + made[26:]
    for byte in blank:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ 0x04C11DB7 * (found >> 31)) & 0xFFFFFFFF
    assert made[22:26] == found.to_bytes(4, "little")


@pytest.mark.parametrize("size", [0, 1, 254, 255, 256, 65_024, 65_025, 65_026, 200_000])
def test_a_packet_of_any_size_comes_back_from_its_pages(size):
    packet = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    pages = list(packet_pages(packet, serial=1, number=0))
    assert all(len(one) <= 27 + 255 + 255 * 255 for one in pages)
    assert list(packets(io.BytesIO(b"".join(pages)), 10**6)) == [packet]


def test_pages_without_end_are_not_read_for_ever():
    empty = page(b"", b"", serial=1, number=0, position=0) * 1_000
    assert list(packets(io.BytesIO(empty), 2_700)) == []
    endless = page(b"\xff" * 255, bytes(255 * 255), serial=1, number=0, position=0) * 20
    (packet,) = packets(io.BytesIO(endless), 100_000)
    assert len(packet) < 200_000


@needs("opusinfo")
def test_opusinfo_finds_nothing_to_warn_of(track):
    said, complaints = run("opusinfo", track)
    assert re.search(rb"Playback length: 0m:02\.37[56]s", said)  # it rounds down
    assert b"WARNING" not in said + complaints.encode()


@needs("opusdec")
def test_opusdec_decodes_as_many_samples(track, tmp_path):
    run("opusdec", "--quiet", track, tmp_path / "a.raw")
    assert (tmp_path / "a.raw").stat().st_size == TOTAL_MS * 48 * 2


def test_mutagen_reads_length_picture_and_lyrics(track):
    found = OggOpus(track)
    assert found.info is not None
    assert found.info.length == TOTAL_MS / 1000
    assert found["lyrics"] == ["[00:01.00]Lie down.\n"]
    assert found["chapter001"] == ["00:00:01.188"]
    assert "metadata_block_picture" in found


def test_the_number_of_the_stream_comes_from_its_content(track):
    data, _ = write(OPUS, Scene(total_ms=48, placed=()), tags_for(48))
    serials = {data[at + 14 : at + 18] for at in range(len(data)) if data[at : at + 4] == b"OggS"}
    assert len(serials) == 1
    assert serials != {track.read_bytes()[14:18]}
