from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.clip import Clip
from voiceguide.audio.envelope import factors, shape
from voiceguide.audio.scene import Bed

LOOP = Clip("loop", bytes(96))

_beds = st.builds(
    Bed,
    loop=st.just(LOOP),
    fade_in_ms=st.integers(0, 60),
    fade_out_ms=st.integers(0, 60),
    gain=st.lists(
        st.tuples(st.integers(-20, 120), st.sampled_from([0.0, -6.0, -6.0, 3.5])),
        max_size=6,
        unique_by=lambda point: point[0],
    ).map(lambda points: tuple(sorted(points))),
)


def each_ms(bed: Bed, first: int, last: int, total_ms: int = 100) -> list[float]:
    """Returns the factor of every millisecond."""
    pairs = factors(bed, total_ms, first, last)
    return list(chain.from_iterable([by] * ms for ms, each in pairs for by in each))


def decibels(*gain: tuple[int, float]) -> Bed:
    return Bed(loop=LOOP, fade_in_ms=0, fade_out_ms=0, gain=gain)


def test_a_line_is_straight_in_decibels() -> None:
    ramp = each_ms(decibels((10, 0.0), (50, -40.0)), 10, 50)
    assert ramp == pytest.approx([10 ** (-ms / 20) for ms in range(40)])


def test_the_gain_is_constant_before_the_first_point_and_after_the_last() -> None:
    bed = decibels((10, -20.0), (20, 0.0))
    assert each_ms(bed, 0, 10) == pytest.approx([0.1] * 10)
    assert each_ms(bed, 20, 100) == [1.0] * 80


def test_a_constant_gain_needs_one_factor() -> None:
    assert list(factors(decibels((10, 0.0)), 100, 20, 80)) == [(60, (1.0,))]


@pytest.mark.slow
@given(_beds, st.tuples(*[st.integers(0, 100)] * 3).map(sorted))
def test_cutting_a_window_changes_no_factor(bed: Bed, cuts: list[int]) -> None:
    first, middle, last = cuts
    assert each_ms(bed, first, last) == each_ms(bed, first, middle) + each_ms(bed, middle, last)


@pytest.mark.slow
@given(_beds, st.integers(1, 12))
def test_equal_shapes_have_equal_factors(bed: Bed, length: int) -> None:
    seen: dict[object, list[float]] = {}
    for start in range(100 - length):
        found = each_ms(bed, start, start + length)
        assert seen.setdefault(shape(bed, 100, start, start + length), found) == found


def test_the_same_ramp_elsewhere_has_the_same_shape() -> None:
    bed = decibels((10, 0.0), (20, -6.0), (30, 0.0), (60, 0.0), (70, -6.0))
    assert shape(bed, 100, 8, 20) == shape(bed, 100, 58, 70)
    assert shape(bed, 100, 8, 20) != shape(bed, 100, 59, 71)
