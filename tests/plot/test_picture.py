"""The picture of a session, before it becomes a file."""

from dataclasses import replace
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plot.examples import BED, cue, session
from voiceguide.plot.lanes import Loudness
from voiceguide.plot.lettering import width
from voiceguide.plot.picture import WIDTH, picture
from voiceguide.plot.shapes import Circle, Path, Picture, Rect, Text
from voiceguide.timeline.model import Chapter, CueKind, GainPoint, Timeline

LEFT, RIGHT = 48, WIDTH - 48


def at(ms: int, total_ms: int = 240_000) -> float:
    """The x coordinate that a moment must have."""
    return LEFT + (RIGHT - LEFT) * ms / total_ms


def rects(drawn: Picture, role: str) -> list[Rect]:
    return [shape for shape in drawn.roles(role) if isinstance(shape, Rect)]


def texts(drawn: Picture, role: str) -> list[Text]:
    return [shape for shape in drawn.roles(role) if isinstance(shape, Text)]


def extent(text: Text) -> tuple[float, float]:
    """Left and right edge of a title, with the length that follows it."""
    wide = width(f"{text.text}  {text.aside}", text.size)
    return (text.x - wide, text.x) if text.anchor == "end" else (text.x, text.x + wide)


def of_lengths(*titles_and_lengths: tuple[str, int]) -> Timeline:
    """A session of empty steps with these lengths, one after another."""
    chapters, start = [], 0
    for number, (title, length) in enumerate(titles_and_lengths, start=1):
        step = Chapter(
            step=f"s{number}", number=number, title=title, start_ms=start, end_ms=start + length
        )
        chapters.append(step)
        start += length
    return Timeline(
        title="T", language="en", total_ms=start, chapters=tuple(chapters), cues=(), chimes=()
    )


def test_each_step_is_a_bar_from_its_start_to_its_end():
    bars = rects(picture(session()), "step")
    assert [(bar.x, bar.x + bar.width) for bar in bars] == [
        pytest.approx((at(0), at(60_000))),
        pytest.approx((at(60_000), at(240_000))),
    ]
    assert bars[0].y + bars[0].height < bars[1].y


def test_each_title_stands_beside_its_bar_with_the_length_of_the_step():
    drawn = picture(session())
    titles, bars = texts(drawn, "title"), rects(drawn, "step")
    assert [(title.text, title.aside) for title in titles] == [
        ("Hello", "1:00"),
        ("1. Feet <& toes>", "3:00"),
    ]
    for title, bar in zip(titles, bars, strict=True):
        assert bar.y < title.y < bar.y + bar.height


def test_cues_and_chimes_stand_at_their_moments_in_the_bar_of_their_step():
    drawn = picture(session())
    feet = rects(drawn, "step")[1]
    opening = rects(drawn, "cue opening")[1]
    assert (opening.x, opening.width) == pytest.approx((at(62_000), at(80_000) - at(62_000)))
    assert (opening.y, opening.height) == (feet.y, feet.height)
    [end] = [shape for shape in drawn.roles("chime end") if isinstance(shape, Circle)]
    assert end.x == pytest.approx(at(231_000))
    assert end.y < feet.y
    switch = next(shape for shape in drawn.roles("chime switch") if shape.tip)
    assert isinstance(switch, Path)
    assert sum(x for x, _ in switch.points) / 4 == pytest.approx(at(150_500))


def test_sides_of_equal_length_are_equally_long():
    one, other = rects(picture(session()), "side")
    assert one.width == pytest.approx(other.width) == pytest.approx(at(70_000) - at(0))
    assert one.fill != other.fill


def test_a_cue_shorter_than_a_pixel_can_be_seen():
    [reminder] = rects(picture(session()), "cue reminder")
    assert reminder.width == 2


def test_the_axis_labels_evenly_spaced_minutes():
    ticks = texts(picture(of_lengths(("a", 20 * 60_000))), "tick")
    assert [tick.text for tick in ticks][:3] == ["0", "2 min", "4 min"]
    assert ticks[-1].text == "20 min"
    assert ticks[-1].x == pytest.approx(RIGHT)


@pytest.mark.parametrize("minutes", [0.5, 1, 3, 7, 13.5, 20, 70, 400, 1440])
def test_the_labels_on_the_axis_never_touch(minutes):
    ticks = texts(picture(of_lengths(("a", round(minutes * 60_000)))), "tick")
    assert 2 <= len(ticks) <= 14
    for before, after in pairwise(ticks):
        half = (width(before.text, before.size) + width(after.text, after.size)) / 2
        assert after.x - before.x > half


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=90), st.integers(1_000, 600_000)),
        min_size=1,
        max_size=14,
    )
)
def test_no_title_runs_over_its_bar_or_out_of_the_picture_or_into_another(steps):
    drawn = picture(of_lengths(*steps))
    titles, bars = texts(drawn, "title"), rects(drawn, "step")
    assert len(titles) == len(bars) == len(steps)
    for title, bar in zip(titles, bars, strict=True):
        start, end = extent(title)
        assert LEFT - 0.1 <= start <= end <= RIGHT + 0.1
        beside = end < bar.x or bar.x + bar.width < start
        assert beside or title.y < bar.y
    lines = [title.y for title in titles]
    assert all(after - before >= 20 for before, after in pairwise(lines))
    assert drawn.height > bars[-1].y + bars[-1].height


def test_the_legend_explains_what_is_shown_and_nothing_else():
    words = [text.text for text in texts(picture(session()), "key")]
    assert words == [
        "Voice", "what to do", "reminder", "change of side",
        "Chime", "next step", "change of side", "the end",
        "Sides", "one side", "the other",
    ]  # fmt: skip
    alone = replace(of_lengths(("a", 60_000)), cues=(cue(CueKind.AHEAD, "s1", 0, 9_000),))
    assert [text.text for text in texts(picture(alone), "key")] == ["Voice", "what comes next"]


def test_a_line_states_the_length_and_the_share_of_speech():
    [facts] = texts(picture(session()), "facts")
    assert facts.text == "4:00 · 1 step · a voice for 23 % of the time, quiet for the rest"


def test_the_bed_is_low_under_words_that_are_spoken_before_and_while_it_fades():
    """The fade begins at 228 s; the bed is down from 220 to 235 s."""
    dip = (
        GainPoint(219_600, 0.0),
        GainPoint(220_000, -6.0),
        GainPoint(235_000, -6.0),
        GainPoint(237_000, 0.0),
    )
    [bed] = picture(session(replace(BED, gain=dip))).roles("bed")
    assert isinstance(bed, Path)
    floor = bed.points[0][1]
    heights = {round(x, 3): floor - y for x, y in bed.points[1:-1]}
    down = heights[round(at(220_000), 3)]
    assert heights[round(at(228_000), 3)] == pytest.approx(down)
    assert heights[round(at(235_000), 3)] == pytest.approx(down * 5 / 12)


def test_without_a_bed_or_loudness_there_is_no_lane_for_it():
    assert texts(picture(session()), "lane") == []


def test_the_bed_is_lower_where_its_gain_is_and_fades_at_both_ends():
    drawn = picture(session(BED))
    [lane] = texts(drawn, "lane")
    assert (lane.text, lane.aside) == ("Bed: rain", "up to 6 dB lower under voice and chimes")
    [bed] = drawn.roles("bed")
    assert isinstance(bed, Path)
    heights = {round(x, 3): y for x, y in bed.points[1:-1]}
    floor = bed.points[0][1]
    assert heights[LEFT] == heights[RIGHT] == floor
    full, under = heights[round(at(60_000), 3)], heights[round(at(60_400), 3)]
    assert full < under < floor
    assert heights[round(at(228_000), 3)] == full


def test_louder_is_higher_and_silence_is_at_the_bottom():
    readings = [Loudness(0, -inf), Loudness(60_000, -20.0), Loudness(120_000, -40.0)]
    [line] = picture(session(), readings).roles("loudness")
    assert isinstance(line, Path)
    assert [x for x, _ in line.points] == pytest.approx([at(0), at(60_000), at(120_000)])
    silent, loud, soft = (y for _, y in line.points)
    assert loud < soft < silent


def test_the_loudest_reading_within_each_pixel_is_drawn():
    readings = [Loudness(ms, -15.0 if ms == 100_000 else -50.0) for ms in range(0, 240_000, 100)]
    [line] = picture(session(), readings).roles("loudness")
    assert isinstance(line, Path)
    assert len(line.points) <= RIGHT - LEFT + 1
    highest = min(line.points, key=lambda point: point[1])
    assert highest[0] == pytest.approx(at(100_000))


def test_the_lanes_do_not_overlap():
    lanes = texts(picture(session(BED), [Loudness(0, -20.0)]), "lane")
    assert [lane.text for lane in lanes] == ["Bed: rain", "Loudness"]
    assert lanes[1].y - lanes[0].y > 50
