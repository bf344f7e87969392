from array import array
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from voiceguide.audio import voice_chain
from voiceguide.audio.loudness import integrated_lufs, true_peak_dbtp
from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.audio.shaping import clip_from_files
from voiceguide.audio.voice_chain import FORMANT, NATURAL, OFF, VoiceChain
from voiceguide.errors import SilenceError, UnknownNameError

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]

POLISHED = pytest.mark.parametrize("chain", [FORMANT, NATURAL], ids=lambda chain: chain.name)


def shaped(path: Path, chain: VoiceChain) -> np.ndarray:
    """Returns the clip's samples, from -1 to 1."""
    return np.frombuffer(clip_from_files([path], "words", chain=chain).pcm, "<i2") / 32768


def level(sound: np.ndarray, low: float, high: float) -> float:
    """Returns the level between two frequencies, in dB."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / 48_000)
    band = power[(hertz >= low) & (hertz < high)].sum() / len(sound) ** 2
    return 10 * float(np.log10(band + 1e-20))


def together(*sounds: list[float]) -> list[float]:
    return [sum(samples) for samples in zip(*sounds, strict=True)]


@POLISHED
@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
@pytest.mark.parametrize("amplitude", [0.01, 0.95])
@pytest.mark.parametrize("ms", [250, 2000])
def test_speech_comes_out_at_one_loudness(
    speech: Make, wav: MakeFile, chain: VoiceChain, rate: int, amplitude: float, ms: int
) -> None:
    clip = clip_from_files([wav(speech(ms, amplitude, rate), rate)], "words", chain=chain)
    assert integrated_lufs(clip.pcm) == pytest.approx(-19.0, abs=0.3)
    assert peak_dbfs(clip.pcm) <= -1.99
    assert true_peak_dbtp(clip.pcm) <= -1.5


@POLISHED
def test_rumble_is_gone(tone: Make, wav: MakeFile, chain: VoiceChain) -> None:
    path = wav(together(tone(440, 2000, 0.3), tone(30, 2000, 0.3)))
    plain, polished = shaped(path, OFF), shaped(path, chain)
    assert level(plain, 20, 40) - level(plain, 400, 480) == pytest.approx(0, abs=0.5)
    assert level(polished, 20, 40) - level(polished, 400, 480) < -12


@POLISHED
def test_rumble_around_the_words_is_not_taken_for_speech(
    tone: Make, wav: MakeFile, chain: VoiceChain
) -> None:
    words = [0.0] * 24_000 + tone(440, 1000) + [0.0] * 24_000
    path = wav(together(words, tone(20, 2000, 0.02)))
    assert clip_from_files([path], "words", chain=OFF).length_ms > 1900
    assert clip_from_files([path], "words", chain=chain).length_ms < 1200


@POLISHED
@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_a_hiss_as_loud_as_the_vowels_is_turned_down(
    tone: Make, wav: MakeFile, chain: VoiceChain, rate: int
) -> None:
    vowel = tone(300, 500, 0.2, rate)
    chance = np.random.default_rng(7)
    hiss = np.fft.rfft(chance.standard_normal(rate // 2))
    hertz = np.fft.rfftfreq(rate // 2, 1 / rate)
    hiss[(hertz < 6000) | (hertz > 7800)] = 0
    burst = np.fft.irfft(hiss, rate // 2)
    path = wav([*vowel, *(burst * 0.14 / burst.std()), *vowel], rate)
    fall = {}
    for kind in (OFF, chain):
        sound = shaped(path, kind)
        middle = sound[len(sound) // 2 - 9600 : len(sound) // 2 + 9600]
        fall[kind] = level(middle, 5900, 8000) - level(sound[4800:19_200], 200, 400)
    assert fall[chain] - fall[OFF] < -2.5


@POLISHED
def test_a_steady_tone_stays_steady(tone: Make, wav: MakeFile, chain: VoiceChain) -> None:
    sound = shaped(wav(tone(440, 2000, 0.3)), chain)[9600:-9600]
    pieces = [level(piece, 400, 480) for piece in np.split(sound, 8)]
    assert max(pieces) - min(pieces) < 0.1
    assert level(sound, 0, 24_000) - level(sound, 400, 480) < 0.05


@POLISHED
def test_soft_syllables_are_brought_closer_to_loud_ones(
    speech: Make, wav: MakeFile, chain: VoiceChain
) -> None:
    words = speech(1000, 0.5)
    path = wav([*words, *(sample / 3 for sample in words)])
    plain, polished = shaped(path, OFF), shaped(path, chain)
    step = [float(np.std(sound[:43_200]) / np.std(sound[52_800:])) for sound in (plain, polished)]
    assert 20 * np.log10(step[0] / step[1]) > 1


@POLISHED
@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
def test_the_chain_does_not_move_the_starts_of_words(
    tone: Make, wav: MakeFile, chain: VoiceChain, rate: int
) -> None:
    path = wav([0.0] * (rate // 2) + tone(300, 500, 0.5, rate) + [0.0] * (rate // 2), rate)
    onsets = [int(np.argmax(np.abs(shaped(path, kind)) > 0.02)) for kind in (OFF, chain)]
    assert abs(onsets[1] - onsets[0]) <= 48


@POLISHED
def test_the_chain_hardly_lengthens_a_phrase(tone: Make, wav: MakeFile, chain: VoiceChain) -> None:
    assert 500 <= clip_from_files([wav(tone(300, 500))], "words", chain=chain).length_ms <= 560


def test_the_air_of_the_room_dies_away_after_the_words(tone: Make, wav: MakeFile) -> None:
    """No cut is heard, though the engine's file ends in the middle of a vowel."""
    sound = shaped(wav(tone(300, 500)), FORMANT)
    pieces = [float(np.abs(sound[ms * 48 : (ms + 7) * 48]).max()) for ms in (490, 502, 514, 530)]
    assert pieces == sorted(pieces, reverse=True)
    assert -50 < 20 * np.log10(pieces[-1] / pieces[0]) < -25


@POLISHED
def test_nothing_is_clipped(speech: Make, wav: MakeFile, chain: VoiceChain) -> None:
    samples = array("h", clip_from_files([wav(speech(1500, 0.95))], "words", chain=chain).pcm)
    longest = max(len(list(run)) for value, run in groupby(samples) if abs(value) > 3000)
    assert longest <= 3


@POLISHED
def test_the_same_file_gives_the_same_bytes(speech: Make, wav: MakeFile, chain: VoiceChain) -> None:
    path = wav(speech(1500, 0.9, 22_050), 22_050)
    assert clip_from_files([path], "words", chain=chain) == clip_from_files(
        [path], "words", chain=chain
    )


@POLISHED
def test_silence_is_still_an_error(wav: MakeFile, chain: VoiceChain) -> None:
    with pytest.raises(SilenceError, match="the engine wrote only silence"):
        clip_from_files([wav([0.3] * 24_000)], "words", chain=chain)


def test_off_does_nothing_but_levelling(speech: Make, wav: MakeFile) -> None:
    words = speech(1000, 0.1)
    sound = shaped(wav(words), OFF)[960:-960]
    given = np.array(words)[960:-960]
    assert np.corrcoef(sound, given)[0, 1] > 0.99999


def test_off_is_the_default(speech: Make, wav: MakeFile) -> None:
    path = wav(speech(1000))
    assert clip_from_files([path], "words") == clip_from_files([path], "words", chain=OFF)


@POLISHED
def test_a_silent_engine_goes_through_no_chain(wav: MakeFile, chain: VoiceChain) -> None:
    path = wav([0.0] * 4800)
    assert clip_from_files([path], "words", silent=True, chain=chain).length_ms == 100


def test_presets_are_found_by_name() -> None:
    assert [voice_chain.find(name) for name in ("formant", "natural", "off")] == [
        FORMANT,
        NATURAL,
        OFF,
    ]


def test_an_unknown_preset_is_reported_with_the_valid_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown voice chain 'x'.*auto, formant, natural"):
        voice_chain.find("x")


def test_a_changed_number_changes_the_fingerprint() -> None:
    name, arguments = FORMANT.filters[-1]
    other = replace(FORMANT, filters=(*FORMANT.filters[:-1], (name, arguments + "0")))
    kinds = {chain.fingerprint() for chain in (FORMANT, other, NATURAL, OFF)}
    assert len(kinds) == 4
