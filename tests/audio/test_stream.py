"""Sound read one second at a time is the same as the whole."""

import pytest

from voiceguide.audio import pcm as arithmetic
from voiceguide.audio.decode import decode, frames
from voiceguide.audio.stream import blocks
from voiceguide.errors import AudioError


def streamed(path):
    return list(blocks(frames(path)))


@pytest.mark.parametrize("rate", [48_000, 44_100, 22_050])
def test_blocks_join_to_the_decoded_sound(wav, tone, rate):
    path = wav(tone(440, 2_500, rate=rate), rate=rate)
    parts = streamed(path)
    whole = decode(path)
    assert [part.channels for part in parts] == [1] * len(parts)
    assert sum(part.samples for part in parts) == pytest.approx(len(whole) / 2, abs=32)
    assert max(part.samples for part in parts) == 48_000
    if rate == 48_000:
        assert b"".join(part.pcm for part in parts) == whole


def test_stereo_stays_stereo_and_more_channels_become_two(wav, tone):
    assert streamed(wav(tone(440, 100), channels=2))[0].channels == 2
    assert streamed(wav(tone(440, 100), channels=6))[0].channels == 2


def test_channels_that_cannot_be_mixed_are_refused_with_their_number(wav, tone):
    with pytest.raises(AudioError, match="a sound in 9 channels can't be mixed into two"):
        streamed(wav(tone(440, 100), channels=9))


def test_a_straight_line_has_no_bends_and_a_step_has(pcm):
    straight = pcm([n / 1000 for n in range(500)])
    step = pcm([0.0] * 10 + [0.25] * 10)
    assert arithmetic.peak(arithmetic.bends(straight, 1)) <= 2
    assert arithmetic.peak(arithmetic.bends(step, 1)) == 8192


def test_channels_are_separated():
    left_right = b"\x01\x00\x02\x00" * 3
    assert arithmetic.channel(left_right, 0, 2) == b"\x01\x00" * 3
    assert arithmetic.channel(left_right, 1, 2) == b"\x02\x00" * 3
