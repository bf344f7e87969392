import random
from array import array
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.audio.seam import seamless

Pcm = Callable[[list[float]], bytes]


def looped(sound: bytes, seam: int, channels: int = 1, size: int = 96_000) -> bytes:
    """Returns the whole loop, its pieces in order."""
    pieces = dict(seamless([sound], len(sound), seam, channels, size=size))
    assert list(pieces) == [*range(1, len(pieces)), 0]
    assert all(len(piece) == size for number, piece in pieces.items() if number < len(pieces) - 1)
    return b"".join(pieces[number] for number in sorted(pieces))


def test_a_loop_has_no_jump_at_its_joint(pcm: Pcm) -> None:
    """A slow ramp from -0.5 to 0.5, repeated without a seam, would jump by its full height."""
    ramp = pcm([n / 9600 - 0.5 for n in range(9600)])
    loop = array("h", looped(ramp, 960))
    steps = [abs(b - a) for a, b in zip(loop, [*loop[1:], loop[0]], strict=True)]
    assert max(steps) < 32768 / 100


def test_noise_keeps_its_level_through_the_seam(pcm: Pcm) -> None:
    chance = random.Random(7)
    noise = pcm([chance.gauss(0, 0.1) for _ in range(48_000)])
    loop = array("h", looped(noise, 12_000))
    power = [sum(s * s for s in loop[start : start + 6000]) for start in range(0, 36_000, 6000)]
    assert max(power) < 1.2 * min(power)


@pytest.mark.parametrize("seam", [0, 1, 10, 50])
def test_a_loop_is_shorter_by_its_seam(pcm: Pcm, seam: int) -> None:
    assert len(looped(pcm([0.1] * 100), seam)) // 2 == 100 - seam


@pytest.mark.parametrize(("seam", "size"), [(51, 96_000), (10, 19)])
def test_a_seam_longer_than_half_the_sound_is_refused(pcm: Pcm, seam: int, size: int) -> None:
    with pytest.raises(ValueError, match="seam"):
        looped(pcm([0.1] * 100), seam, size=size)


@given(
    st.lists(st.integers(-32768, 32767), min_size=2, max_size=80),
    st.data(),
    st.sampled_from([1, 2]),
)
def test_a_loop_is_the_same_whatever_the_size_of_its_pieces(
    samples: list[int], data: st.DataObject, channels: int
) -> None:
    sound = array("h", samples * channels).tobytes()
    seam = data.draw(st.integers(0, len(samples) // 2))
    width = 2 * channels
    size = width * data.draw(st.integers(max(1, seam), len(samples) + 1))
    loop = looped(sound, seam, channels, size)
    assert loop == looped(sound, seam, channels, len(sound) + width)
    assert loop[seam * width :] == sound[seam * width : len(sound) - seam * width]


def test_loud_ends_are_held_at_full_scale(pcm: Pcm) -> None:
    assert peak_dbfs(looped(pcm([0.999] * 1000), 400)) == pytest.approx(0, abs=0.01)
