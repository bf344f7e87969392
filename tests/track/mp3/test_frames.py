"""Frames are counted by their headers, in all kinds of files."""

import pytest

from voiceguide.track.mp3.form import MONO
from voiceguide.track.mp3.frames import scan
from voiceguide.track.mp3.header import header_frame

FRAME = MONO.frame_header.ljust(MONO.frame_bytes, b"\0")
LOUDER = bytes.fromhex("fffb94c4").ljust(384, b"\0")  # 128 kbit/s, mono


def test_the_note_at_the_start_is_no_sound():
    found = scan(header_frame(100, MONO) + FRAME * 100)
    assert found is not None
    assert (found.count, found.length_ms, found.rate, found.channels) == (100, 2400, 48_000, 1)
    assert found.kbits == (96, 96)


def test_a_tag_before_the_frames_is_passed_over():
    tag = b"ID3\x03\0\0\0\0\x01\0" + bytes(128)
    found = scan(tag + FRAME * 3)
    assert found is not None
    assert found.count == 3


def test_frames_of_several_rates_are_walked():
    found = scan(FRAME * 3 + LOUDER * 2)
    assert found is not None
    assert (found.count, found.kbits) == (5, (96, 128))


@pytest.mark.parametrize("between", [b"\0" * 100, b"\xff\0\xff", b"TAG" + b"x" * 125])
def test_what_is_no_frame_is_passed_over_and_counted(between):
    found = scan(FRAME * 2 + between + LOUDER)
    assert found is not None
    assert (found.count, found.other) == (3, len(between))


@pytest.mark.parametrize("data", [b"", b"\xff", b"RIFF" * 40, b"ID3\x03\0\0\0\0\x01\0"])
def test_what_starts_with_no_frame_is_no_mp3(data):
    assert scan(data) is None
