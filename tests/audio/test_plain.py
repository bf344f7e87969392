"""Stretches of a scene in which only the bed sounds."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.audio.clip import BYTES_PER_MS, Clip
from voiceguide.audio.mix import signature
from voiceguide.audio.plain import Plain, plain_stretches
from voiceguide.audio.scene import Bed, Placed, Scene

LOOP = Clip("loop", array("h", range(48 * 20)).tobytes())
WORD = Clip("word", bytes(30 * BYTES_PER_MS))


def scene(*starts: int, **bed: object) -> Scene:
    under = Bed(loop=LOOP, fade_in_ms=0, fade_out_ms=0, **bed) if bed else None  # type: ignore[arg-type]
    return Scene(total_ms=1_000, placed=tuple(Placed(at, WORD) for at in starts), bed=under)


def spans(found: list[Plain]) -> list[tuple[int, int]]:
    return [(one.start_ms, one.end_ms) for one in found]


def test_a_scene_without_a_sound_is_plain_from_end_to_end():
    assert plain_stretches(scene()) == [Plain(0, 1_000, 0, 0.0)]


def test_words_are_left_out_even_if_they_touch_or_overlap():
    assert spans(plain_stretches(scene(0, 30, 500, 510, 990))) == [(60, 500), (540, 990)]


def test_a_stretch_in_which_the_bed_changes_level_is_not_plain():
    found = plain_stretches(scene(gain=((200, 0.0), (300, -6.0), (700, -6.0))))
    assert found == [Plain(0, 200, 0, 0.0), Plain(300, 1_000, 0, -6.0)]


def test_fades_are_not_plain():
    fading = Bed(loop=LOOP, fade_in_ms=50, fade_out_ms=400)
    found = plain_stretches(Scene(total_ms=1_000, placed=(), bed=fading))
    assert spans(found) == [(50, 600)]


def test_after_a_restart_another_run_is_plain():
    found = plain_stretches(scene(restarts=(300,)))
    assert found == [Plain(0, 300, 0, 0.0), Plain(396, 1_000, 300, 0.0)]


@given(
    st.lists(st.integers(0, 990), max_size=4).map(sorted),
    st.sampled_from([{}, {"restarts": (200, 500)}, {"gain": ((100, 0.0), (180, -6.0))}]),
    st.integers(1, 60),
    st.data(),
)
def test_windows_at_the_same_place_in_a_turn_sound_the_same(starts, bed, length, data):
    made = scene(*starts, **(bed or {"gain": ()}))
    windows = [
        (plain, at)
        for plain in plain_stretches(made)
        for at in range(plain.start_ms, plain.end_ms - length + 1)
    ]
    if not windows:
        return
    one, at = data.draw(st.sampled_from(windows))
    alike = [
        there
        for plain, there in windows
        if plain.level_db == one.level_db
        and (there - plain.origin_ms) % 20 == (at - one.origin_ms) % 20
    ]
    assert len({signature(made, there, there + length) for there in alike}) == 1


@pytest.mark.parametrize("total_ms", [0, 5])
def test_a_scene_full_of_words_has_no_plain_stretch(total_ms):
    assert plain_stretches(Scene(total_ms=total_ms, placed=(Placed(0, WORD),))) == []
