"""A sound in rows of 10 ms."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.rows import ROW_SAMPLES, LevelMeter
from voiceguide.audio.stream import Block

rows = st.lists(
    st.lists(st.sampled_from([0, 0, 0, 1, -1, 900]), max_size=8).map(
        lambda some: some + [0] * (ROW_SAMPLES - len(some))
    ),
    min_size=1,
    max_size=5,
)


@given(rows)
def test_only_digital_silence_has_level_nothing(rows: list[list[int]]) -> None:
    """A fade's last, softest samples are no silence; a loudspeaker stays awake for them."""
    meter = LevelMeter()
    meter.feed(Block(array("h", [sample for row in rows for sample in row]).tobytes(), 1))
    assert [level == 0 for level in meter.rms] == [not any(row) for row in rows]
