import random
from array import array
from collections.abc import Callable

import pytest

from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.audio.seam import seamless

Pcm = Callable[[list[float]], bytes]


def test_the_joint_of_a_loop_does_not_jump(pcm: Pcm) -> None:
    """A slow ramp from -0.5 to 0.5 jumps by all of it where it is repeated as it is."""
    ramp = pcm([n / 9600 - 0.5 for n in range(9600)])
    loop = array("h", seamless(ramp, 960))
    steps = [abs(b - a) for a, b in zip(loop, [*loop[1:], loop[0]], strict=True)]
    assert max(steps) < 32768 / 100


def test_noise_keeps_its_level_through_the_seam(pcm: Pcm) -> None:
    chance = random.Random(7)
    noise = pcm([chance.gauss(0, 0.1) for _ in range(48_000)])
    loop = array("h", seamless(noise, 12_000))
    power = [sum(s * s for s in loop[start : start + 6000]) for start in range(0, 36_000, 6000)]
    assert max(power) < 1.2 * min(power)


@pytest.mark.parametrize("seam", [0, 1, 10, 50, 500])
def test_a_loop_is_shorter_by_its_seam_and_never_empty(pcm: Pcm, seam: int) -> None:
    loop = seamless(pcm([0.1] * 100), seam)
    assert len(loop) // 2 == 100 - min(seam, 50)


def test_loud_ends_are_held_at_full_scale(pcm: Pcm) -> None:
    assert peak_dbfs(seamless(pcm([0.999] * 1000), 400)) == pytest.approx(0, abs=0.01)
