from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.script.narration import Sentence
from voiceguide.timeline.ducking import DUCK_DB, ducking
from voiceguide.timeline.model import (
    Chime,
    ChimeKind,
    Cue,
    CueKind,
    GainPoint,
    Phrase,
    Timeline,
)


def session(*spoken: tuple[int, int], chimes: tuple[tuple[int, int], ...] = ()) -> Timeline:
    phrases = tuple(
        Phrase(sentence=Sentence("Breathe."), start_ms=start, end_ms=end) for start, end in spoken
    )
    cues = tuple(
        Cue(
            id=f"cue-{index}",
            kind=CueKind.COACHING,
            step="one",
            text=phrase.text,
            start_ms=phrase.start_ms,
            end_ms=phrase.end_ms,
            phrases=(phrase,),
        )
        for index, phrase in enumerate(phrases)
    )
    return Timeline(
        title="One",
        language="en",
        total_ms=600_000,
        chapters=(),
        cues=cues,
        chimes=tuple(
            Chime(kind=ChimeKind.NEXT_STEP, step="one", start_ms=start, end_ms=end)
            for start, end in chimes
        ),
    )


def test_the_bed_goes_down_before_the_first_syllable_and_comes_up_slowly() -> None:
    assert ducking(session((10_000, 12_500))) == (
        GainPoint(9_600, 0.0),
        GainPoint(10_000, -6.0),
        GainPoint(13_304, -6.0),
        GainPoint(15_304, 0.0),
    )


def test_it_stays_down_across_a_pause_of_less_than_four_seconds() -> None:
    assert len(ducking(session((10_000, 12_000), (15_999, 18_000)))) == 4
    assert len(ducking(session((10_000, 12_000), (16_000, 18_000)))) == 8


def test_it_goes_down_for_a_chime_and_stays_down_for_the_words_after_it() -> None:
    points = ducking(session((22_300, 25_000), chimes=((20_000, 21_800),)))
    assert [point.at_ms for point in points] == [19_600, 20_000, 25_808, 27_808]


def test_if_the_session_begins_with_a_sound_it_begins_low() -> None:
    assert ducking(session((250, 2_000)))[0] == GainPoint(250, -6.0)


def test_without_a_sound_it_never_goes_down() -> None:
    assert ducking(session()) == ()


@given(st.lists(st.tuples(st.integers(0, 500_000), st.integers(1, 9_000)), max_size=30))
def test_it_is_low_under_every_sound_and_moves_no_faster_than_planned(
    sounds: list[tuple[int, int]],
) -> None:
    spoken = sorted((start, start + length) for start, length in sounds)
    points = ducking(session(*spoken))
    for left, right in pairwise(points):
        assert right.at_ms > left.at_ms
        assert abs(right.db - left.db) in (0.0, 6.0)
        if right.db < left.db:
            assert right.at_ms - left.at_ms == 400
        if right.db > left.db:
            assert right.at_ms - left.at_ms == 2_000
    for start, end in spoken:
        assert {point.db for point in points if start <= point.at_ms <= end} <= {DUCK_DB}
        before = [point for point in points if point.at_ms <= start]
        assert before[-1].db == DUCK_DB
