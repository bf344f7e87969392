"""Steps keep their written times; those that can't are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.examples import planned
from voiceguide.script import reader
from voiceguide.timeline import lengths
from voiceguide.timeline.kept_times import borrowed, differences
from voiceguide.timeline.model import Timeline

WORDS = "Work. [pause 1s] Rest."


def script(*times: str, top: str = "", say: str = WORDS) -> str:
    steps = "".join(
        f"  - {{id: s{at}, title: S{at}, numbered: false, time: {time}, say: '{say}'}}\n"
        for at, time in enumerate(times)
    )
    return f"voiceguide: 1\ntitle: T\n{top}steps:\n{steps}"


def given_ms(timeline: Timeline) -> list[int]:
    return [chapter.end_ms - chapter.start_ms for chapter in timeline.chapters]


def whole(text: str) -> Timeline:
    return planned(text, lengths.total_ms(reader.loads(text).lengths))


@given(st.lists(st.integers(20_000, 200_000), min_size=1, max_size=12))
def test_without_lengths_a_session_is_as_long_as_its_steps(times: list[int]) -> None:
    timeline = whole(script(*(f"{ms}ms" for ms in times)))
    assert abs(timeline.total_ms - sum(times)) <= 12
    assert given_ms(timeline)[:-1] == times[:-1]
    assert list(differences(timeline)) == []


@given(st.integers(20_000, 60_000), st.integers(120_000, 600_000))
def test_a_fixed_step_keeps_its_time_at_every_length(kept: int, total: int) -> None:
    top = "lengths: {default: usual, short: 2m, usual: 4m, long: 10m}\n"
    text = script(f"{kept}ms, fixed: true", "1m", "2m", top=top)
    timeline = planned(text, total // 24 * 24)
    assert given_ms(timeline)[0] == kept
    assert given_ms(timeline)[2] == pytest.approx(2 * given_ms(timeline)[1], abs=2)


def test_a_script_may_fix_all_steps_but_one() -> None:
    top = "fixed: true\nlengths: {default: usual, usual: 4m, long: 10m}\n"
    timeline = planned(script("30s", "1m, fixed: false", "40s", top=top), 600_000)
    assert given_ms(timeline) == [30_000, 530_000, 40_000]


def test_words_that_need_more_borrow_and_say_so() -> None:
    timeline = whole(script("3s", "1m", "1m", say="Now let both arms rest. And breathe."))
    longer, *others = list(differences(timeline))
    assert longer.startswith("S0 lasts 7s, not 3s as written: its words and chimes need more")
    assert all("as written: another step needs more" in other for other in others)
    assert list(borrowed(timeline)) == [longer, *others]


def test_times_that_do_not_sum_are_scaled_and_say_so() -> None:
    top = "lengths: {default: usual, usual: 4m}\n"
    timeline = whole(script("1m", "2m", top=top))
    assert list(differences(timeline)) == ["the steps' times sum to 3m, not 4m: they are scaled"]
    assert list(borrowed(timeline)) == []


def test_a_time_for_just_this_length_that_is_scaled_beside_fixed_steps_is_reported() -> None:
    top = "lengths: {default: usual, usual: 4m, long: 10m}\n"
    times = ("30s, fixed: true", "{usual: 3m, long: 8m}", "{usual: 1m, long: 1m30s}")
    text = script(*times, top=top)
    assert list(differences(whole(text))) == [
        "the steps' times sum to 4m30s, not 4m: they are scaled"
    ]
    assert list(differences(planned(text, 600_000))) == []
    assert list(differences(planned(text, 420_000))) == []  # no time was written for 7 minutes


def test_a_script_with_a_time_for_each_length_has_to_name_them() -> None:
    with pytest.raises(Exception, match="missing key 'lengths'"):
        reader.loads(script("{short: 1m}"))


def test_a_faulty_time_is_all_that_is_reported() -> None:
    with pytest.raises(Exception, match="not a duration") as raised:
        reader.loads(script("15 horses", "1m"))
    assert "lengths" not in str(raised.value)
