"""Frames are counted by their headers, in all kinds of files."""

import pytest

from voiceguide.track.mp3.form import MONO
from voiceguide.track.mp3.frames import scan
from voiceguide.track.mp3.header import header_frame

FRAME = MONO.frame_header.ljust(MONO.frame_bytes, b"\0")
LOUDER = bytes.fromhex("fffb94c4").ljust(384, b"\0")  # 128 kbit/s, mono


def test_the_header_frame_does_not_count_as_sound():
    found = scan(header_frame(100, MONO) + FRAME * 100)
    assert found is not None
    assert (found.count, found.length_ms, found.rate, found.channels) == (100, 2400, 48_000, 1)
    assert found.kbits == (96, 96)


def test_a_tag_before_the_frames_is_skipped():
    tag = b"ID3\x03\0\0\0\0\x01\0" + bytes(128)
    found = scan(tag + FRAME * 3)
    assert found is not None
    assert found.count == 3


def test_frames_of_several_bit_rates_are_counted():
    found = scan(FRAME * 3 + LOUDER * 2)
    assert found is not None
    assert (found.count, found.kbits) == (5, (96, 128))


@pytest.mark.parametrize("between", [b"\0" * 100, b"\xff\0\xff", b"TAG" + b"x" * 125])
def test_bytes_outside_frames_are_skipped_and_counted(between):
    found = scan(FRAME * 2 + between + LOUDER)
    assert found is not None
    assert (found.count, found.other) == (3, len(between))


@pytest.mark.parametrize("data", [b"", b"\xff", b"RIFF" * 40, b"ID3\x03\0\0\0\0\x01\0"])
def test_a_file_that_does_not_start_with_a_frame_is_not_mp3(data):
    assert scan(data) is None


@pytest.mark.parametrize(
    "rest", [b"\xff", b"\xff\xfb", b"\xff\xfb\x74", b"\xff\xfa\xf4\xc4", b"\0"]
)
def test_a_frame_before_megabytes_of_anything_is_counted_at_once(rest: bytes) -> None:
    frame = bytes.fromhex("fffb74c4").ljust(288, b"\0")
    found = scan(frame * 2 + b"x" + rest * (4_000_000 // len(rest)))
    assert found is not None
    assert found.count >= 2
