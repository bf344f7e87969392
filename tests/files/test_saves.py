"""Saved files are noticed; checks and waits are provided by the test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.files.saves import LOOK_S, MISSING_S, State, look, next_save

FILE, BED = Path("small.yaml"), Path("bed.wav")


class Over(Exception):
    """The test's looks are used up."""


def state(*versions: int) -> State:
    """Returns a state with versions of the script and the bed; 0 is a missing file."""
    files = zip((FILE, BED), versions, strict=False)
    return {file: (version, 1, 1) for file, version in files if version}


def saved(seen: State, looks: list[State]) -> tuple[State | None, int]:
    """Returns the saved state, if any, and the number of looks it took."""
    given: Iterator[State] = iter(looks)
    taken = 0

    def next_look() -> State:
        nonlocal taken
        taken += 1
        try:
            return next(given)
        except StopIteration:
            raise Over from None

    try:
        return next_save(next_look, seen, lambda seconds: None), taken
    except Over:
        return None, taken


def test_no_change_is_no_save() -> None:
    assert saved(state(1), [state(1)] * 50)[0] is None


def test_a_change_that_stays_is_a_save() -> None:
    assert saved(state(1), [state(1), state(2), state(2)]) == (state(2), 3)


def test_several_saves_in_a_row_are_one() -> None:
    assert saved(state(1), [state(n) for n in (2, 3, 4, 5, 5)]) == (state(5), 5)


def test_a_file_that_is_missing_for_a_moment_is_not_a_save() -> None:
    gone = state(0)
    assert saved(state(1), [gone, gone, gone, state(2), state(2)]) == (state(2), 5)
    assert saved(state(1), [gone, gone, state(1), state(1)])[0] is None


def test_a_lasting_absence_and_the_return_of_a_file_are_saves() -> None:
    found, looks = saved(state(1), [state(0)] * 100)
    assert found == state(0)
    assert looks >= MISSING_S / LOOK_S
    assert saved(found, [state(0), state(1), state(1)])[0] == state(1)


def test_a_file_missing_from_the_start_delays_nothing() -> None:
    assert saved(state(1, 0), [state(2, 0), state(2, 0)]) == (state(2, 0), 2)


def test_every_file_is_watched() -> None:
    assert saved(state(1, 1), [state(1, 2), state(1, 2)]) == (state(1, 2), 2)


@given(st.lists(st.integers(0, 4), max_size=40))
def test_a_reported_state_is_new_and_was_seen_twice(versions: list[int]) -> None:
    looks = [state(version) for version in versions]
    found, taken = saved(state(1), looks)
    if found is not None:
        assert found != state(1)
        assert looks[taken - 1] == looks[taken - 2] == found


def test_it_waits_before_each_look() -> None:
    """Otherwise it would keep a processor busy."""
    waits: list[float] = []
    looks = iter([state(1)] * 5 + [state(2)] * 2)
    next_save(lambda: next(looks), state(1), waits.append)
    assert len(waits) == 7
    assert min(waits) >= 0.1


def test_a_look_notices_new_contents_another_file_and_a_missing_one(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    assert look([file]) == {}
    file.write_text("one")
    first = look([file])
    assert first.keys() == {file}
    assert look([file]) == first
    file.write_text("two and more")
    second = look([file])
    assert second != first
    twin = tmp_path / "twin"
    twin.write_text("two and more")
    os.utime(twin, ns=(0, second[file][0]))
    twin.replace(file)
    assert look([file]) != second
    file.write_text("")
    assert look([file]) == {}


@pytest.mark.parametrize("name", ["x" * 5000, "nul\0"])
def test_a_name_that_no_file_can_have_counts_as_missing(name: str) -> None:
    assert look([Path(name)]) == {}
