"""Loudness over time."""

import math
import wave
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.audio.loudness_curve import short_term
from voiceguide.errors import AudioError


def write(path: Path, samples: list[float], *, channels: int = 1, rate: int = 48_000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        pcm = (round(32_767 * sample) for sample in samples for _ in range(channels))
        file.writeframes(array("h", pcm).tobytes())
    return path


@pytest.mark.parametrize("rate", [48_000, 44_100])
def test_a_sound_between_silences_is_found_in_its_place(
    rate: int, tmp_path: Path, tone: Callable[..., list[float]]
):
    quiet = [0.0] * (4 * rate)
    sound = tone(997, 4_000, amplitude=10 ** (-20 / 20), rate=rate)
    readings = dict(short_term(write(tmp_path / "a.wav", quiet + sound + quiet, rate=rate)))
    assert readings[2_000] == -math.inf
    # EBU Tech 3341: a tone of 997 Hz at -20 dBFS on one channel is at -23 LUFS.
    assert readings[6_000] == pytest.approx(-23.0, abs=0.1)
    assert readings[4_000] == pytest.approx(-26.0, abs=0.2)
    assert readings[10_000] == -math.inf


def test_two_channels_measure_3_db_more_than_one(tmp_path: Path, tone: Callable[..., list[float]]):
    sound = tone(997, 4_000, amplitude=10 ** (-23 / 20))
    readings = dict(short_term(write(tmp_path / "a.wav", sound, channels=2)))
    assert readings[2_000] == pytest.approx(-23.0, abs=0.1)


def test_there_are_ten_readings_a_second(tmp_path: Path):
    readings = list(short_term(write(tmp_path / "a.wav", [0.0] * 4_900)))
    assert [at_ms for at_ms, _ in readings] == [0]
    assert len(list(short_term(write(tmp_path / "b.wav", [0.0] * 240_000)))) == 50


def test_a_file_that_is_no_sound_is_an_error(tmp_path: Path):
    (tmp_path / "a.mp3").write_bytes(b"no sound at all")
    with pytest.raises(AudioError, match=r"can't read the sound .*a\.mp3"):
        list(short_term(tmp_path / "a.mp3"))
