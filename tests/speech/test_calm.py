"""Every text is said calmly enough: with rests, and more slowly if they are not enough."""

import wave
from array import array
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.speech.fakes import NO_CACHE, FakeEngine, Log, lines, speak_all
from voiceguide.speech.calm import Calm
from voiceguide.speech.engine import Rates, Traits
from voiceguide.wording.breaths import count_words

SHAKE = "Let your shoulders drop as the breath goes out."


class HastyEngine(FakeEngine):
    """Says a word in 200 ms at its usual rate of 100, and rests for 300 ms at commas."""

    silent = False
    traits = Traits(cut="sentences", rates=Rates(least=50, most=200, usual=100))
    rate = 100
    word_ms = 200

    def set_rate(self, rate: int | None) -> None:
        self.rate = 100 if rate is None else rate

    def speak(self, text: str, target: Path) -> None:
        super().speak(text, target)
        sound = array("h")
        for word in text.split():
            sound.extend([9_000, 9_000, -9_000, -9_000] * (self.word_ms * 12 * 100 // self.rate))
            sound.extend([0] * (300 * 48 if word.endswith(",") else 0))
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 48_000, 0, "NONE", ""))
            file.writeframes(sound.tobytes())


class UsualEngine(HastyEngine):
    """Takes as long as the letters suggest."""

    word_ms = 395


class HastyClauses(HastyEngine):
    traits = Traits(cut="clauses", rates=Rates(least=50, most=200, usual=100))


class HastyAndDear(HastyEngine):
    traits = Traits(cut="sentences", rates=Rates(least=50, most=200, usual=100), charges=True)


def said(kind: type[HastyEngine], wpm: float, *texts: str) -> tuple[Mapping[str, int], list[str]]:
    """Returns each clip's length, and the requests to the engine."""
    log = Log()
    log.kind = kind
    calm = Calm.of(dict.fromkeys(texts, wpm), "en", comma_ms=300)
    clips = speak_all(lines(*texts), log, NO_CACHE, comma_ms=300, calm=calm, workers=1)
    return {text: clip.length_ms for text, clip in clips.items()}, log.spoken


@pytest.mark.parametrize("kind", [HastyEngine, HastyClauses])
@pytest.mark.parametrize("wpm", [190, 220, 250])
def test_no_sentence_is_quicker_than_can_be_followed(kind: type[HastyEngine], wpm: float) -> None:
    lengths, _ = said(kind, wpm, SHAKE, "Rest your thumb and stroke with your palm.")
    for text, ms in lengths.items():
        assert count_words(text) * 60_000 / ms <= wpm


def test_a_calm_sentence_is_left_alone() -> None:
    lengths, spoken = said(HastyEngine, 310, SHAKE)
    assert spoken == [SHAKE]
    assert lengths[SHAKE] == pytest.approx(1_800, abs=60)


def test_rests_come_first_and_slower_syllables_only_where_they_do_not_suffice() -> None:
    _, enough = said(HastyEngine, 240, SHAKE)
    assert enough == [SHAKE, "Let your shoulders drop, as the breath goes out."]
    _, slower = said(HastyEngine, 150, "Let the shoulders drop.")
    assert slower == ["Let the shoulders drop."] * 2


def test_a_text_of_short_words_is_said_slowly_from_the_start() -> None:
    lengths, spoken = said(UsualEngine, 130, "Let the shoulders drop.")
    assert spoken == ["Let the shoulders drop."]
    assert lengths["Let the shoulders drop."] == pytest.approx(1_870, rel=0.03)


def test_the_next_text_is_said_at_the_usual_rate_again() -> None:
    lengths, _ = said(HastyEngine, 260, "Let the shoulders drop.", "Let the ankles drop.")
    assert len(set(lengths.values())) == 1


def test_a_text_that_costs_money_is_sent_once() -> None:
    _, spoken = said(HastyAndDear, 150, "Let the shoulders drop.")
    assert spoken == ["Let the shoulders drop."]


@given(voice_ms=st.integers(1, 10_000), rests=st.integers(0, 4), least_ms=st.integers(0, 20_000))
def test_a_voice_never_gets_quicker_nor_too_slow(voice_ms: int, rests: int, least_ms: int) -> None:
    share = Calm(comma_ms=300).slower(voice_ms, rests, least_ms)
    assert 0.74 <= share <= 1
    if share > 0.74:
        assert voice_ms / share + rests * 600 >= least_ms - 1


def test_a_language_that_says_nothing_about_pace_adds_nothing() -> None:
    assert Calm.of({}, "it", comma_ms=300).with_rests("Lass los und atme.") == "Lass los und atme."
