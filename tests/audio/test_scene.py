import pytest

from voiceguide.audio.clip import BYTES_PER_MS, Clip
from voiceguide.audio.scene import Bed, Placed, Scene

CLIP = Clip("words", bytes(300 * BYTES_PER_MS))


def test_a_placed_clip_ends_with_its_last_sample() -> None:
    assert Placed(1000, CLIP).end_ms == 1300


def test_clips_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="in order of start"):
        Scene(total_ms=5000, placed=(Placed(2, CLIP), Placed(1, CLIP)))


def test_an_empty_bed_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a sound"):
        Bed(loop=Clip("nothing", b""), fade_in_ms=0, fade_out_ms=0)


@pytest.mark.parametrize(("rise", "fall"), [(-1, 0), (0, -1)])
def test_a_negative_fade_is_refused(rise: int, fall: int) -> None:
    with pytest.raises(ValueError, match="fade"):
        Bed(loop=CLIP, fade_in_ms=rise, fade_out_ms=fall)
