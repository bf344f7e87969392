import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.track.mp3.form import MONO
from voiceguide.track.mp3.header import header_frame

A_DAY = 24 * 60 * 60 * 1000 // 24


@given(st.integers(1, A_DAY))
def test_it_is_one_frame_that_carries_the_frame_count(frames: int) -> None:
    frame = header_frame(frames, MONO)
    assert len(frame) == MONO.frame_bytes
    assert frame.startswith(MONO.frame_header)
    assert struct.unpack_from(">4sHHHII", frame, 36) == (b"VBRI", 1, 0, 0, 0, frames)


@given(st.integers(1, A_DAY))
def test_the_info_note_has_the_byte_count_and_no_frame_count(frames: int) -> None:
    tag, flags, size = struct.unpack_from(">4sII", header_frame(frames, MONO), 21)
    assert (tag, flags) == (b"Info", 2)
    assert size == (frames + 1) * MONO.frame_bytes


@pytest.mark.parametrize("place", [slice(54, 57), slice(162, 165)])
@given(frames=st.integers(1, A_DAY))
def test_the_bytes_where_players_look_for_gaps_are_zero(place: slice, frames: int) -> None:
    assert not any(header_frame(frames, MONO)[place])


@given(st.integers(1, A_DAY))
def test_the_bytes_where_players_look_for_replay_gain_are_zero(frames: int) -> None:
    peak, first, second = struct.unpack_from(">fHH", header_frame(frames, MONO), 44)
    assert peak == 0
    assert (first >> 13, second >> 13) == (0, 0)
