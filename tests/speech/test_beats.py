"""Only a text that doesn't fit its beat is said faster."""

import pytest

from tests.speech.fakes import NO_CACHE, Log, lines, speak_all
from tests.speech.test_calm import HastyAndDear, HastyEngine
from voiceguide.audio.levels import BEAT_LEAD_MS
from voiceguide.audio.onset import onset_ms
from voiceguide.speech.beats import QUICKEST, Beats

NUMBER = "One two three four."
"""Takes the hasty engine 800 ms."""


class LazyEngine(HastyEngine):
    """Gets faster by only half of the requested amount."""

    def set_rate(self, rate: int | None) -> None:
        self.rate = 100 if rate is None else (100 + rate) // 2


def said(kind: type[HastyEngine], beat_ms: int | None) -> tuple[int, int]:
    """Returns the clip's length in ms, and how often the engine was asked."""
    log = Log()
    log.kind = kind
    beats = Beats(most={} if beat_ms is None else {NUMBER: beat_ms})
    (clip,) = speak_all(lines(NUMBER), log, NO_CACHE, beats=beats, workers=1).values()
    assert abs(onset_ms(clip.pcm) - BEAT_LEAD_MS) <= 3
    return clip.length_ms, len(log.spoken)


def is_as_usual(length_ms: int, asked: int) -> bool:
    return abs(length_ms - 800 - BEAT_LEAD_MS) <= 3 and asked == 1


@pytest.mark.parametrize("beat_ms", [None, 1_000, 2_000])
def test_a_text_that_fits_is_said_as_usual(beat_ms):
    assert is_as_usual(*said(HastyEngine, beat_ms))


@pytest.mark.parametrize("kind", [HastyEngine, LazyEngine])
@pytest.mark.parametrize("beat_ms", [890, 800])
def test_a_text_that_doesn_t_is_said_more_quickly(kind, beat_ms):
    length_ms, asked = said(kind, beat_ms)
    assert beat_ms * 0.85 <= length_ms <= beat_ms
    assert asked <= 4


def test_no_text_is_rushed():
    length_ms, _ = said(HastyEngine, 400)
    assert length_ms == pytest.approx(800 / QUICKEST + BEAT_LEAD_MS, abs=8)


def test_an_engine_that_costs_money_is_asked_once():
    assert is_as_usual(*said(HastyAndDear, 800))


def test_a_clip_on_the_beat_is_another_than_one_that_is_not(cache):
    log = Log()
    for beats in (None, Beats(most={NUMBER: 1_000}), Beats(most={NUMBER: 1_000}), None):
        speak_all(lines(NUMBER), log, cache, beats=beats)
    assert log.spoken == [NUMBER, NUMBER]
