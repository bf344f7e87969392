import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.silent import SilentEngine


def length_ms(tmp_path: Path, text: str, rate: int | None = None) -> float:
    target = tmp_path / "a.wav"
    SilentEngine(EngineSettings(rate=rate)).speak(text, target)
    with wave.open(str(target)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 48_000)
        return sound.getnframes() / 48


@pytest.mark.parametrize(
    ("text", "rate", "expected"),
    [
        ("one two three four five", None, 1875),
        ("one", None, 375),
        ("one", 300, 300),
        ("one two three four", 700, 343),
        ("one\ntwo   three", 60, 3000),
    ],
)
def test_the_length_is_the_number_of_words_divided_by_the_rate(tmp_path, text, rate, expected):
    assert length_ms(tmp_path, text, rate) == expected


@given(words=st.integers(1, 20), rate=st.integers(60, 1000))
def test_lengths_are_whole_milliseconds_and_never_under_the_shortest(tmp_path_factory, words, rate):
    found = length_ms(tmp_path_factory.getbasetemp(), "word " * words, rate)
    assert found == int(found)
    assert found >= 300
    assert abs(found - max(300, words * 60_000 / rate)) <= 0.5


def test_it_has_one_voice():
    assert [voice.id for voice in SilentEngine(EngineSettings(voice="silent")).voices()] == [
        "silent"
    ]


def test_another_voice_is_unknown():
    with pytest.raises(UnknownNameError, match="'silent'"):
        SilentEngine(EngineSettings(voice="silen"))


@pytest.mark.parametrize("rate", [0, -5, 19, 1001])
def test_a_rate_that_makes_no_sense_is_a_setup_error(rate):
    with pytest.raises(EngineSetupError, match=str(rate)):
        SilentEngine(EngineSettings(rate=rate))
