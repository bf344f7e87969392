from array import array
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from voiceguide.audio.loudness import integrated_lufs, true_peak_dbtp
from voiceguide.audio.pydub_adapter import peak_dbfs
from voiceguide.audio.shaping import clip_from_files
from voiceguide.errors import AudioError

Make = Callable[..., list[float]]
MakeFile = Callable[..., Path]


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.95])
@pytest.mark.parametrize("ms", [250, 2000])
def test_speech_comes_out_at_one_loudness(
    speech: Make, wav: MakeFile, rate: int, amplitude: float, ms: int
) -> None:
    clip = clip_from_files([wav(speech(ms, amplitude, rate), rate)], "words")
    assert integrated_lufs(clip.pcm) == pytest.approx(-19.0, abs=0.3)
    assert peak_dbfs(clip.pcm) <= -1.99
    assert true_peak_dbtp(clip.pcm) <= -1.5


def test_silence_around_the_words_is_cut_to_a_short_margin(tone: Make, wav: MakeFile) -> None:
    clip = clip_from_files([wav([0.0] * 24_000 + tone(440, 1000) + [0.0] * 48_000)], "words")
    assert clip.length_ms == 10 + 1000 + 30


def test_words_at_the_very_edge_are_not_cut(tone: Make, wav: MakeFile) -> None:
    assert clip_from_files([wav(tone(440, 1000))], "words").length_ms == 1000


def test_pauses_between_words_are_kept(tone: Make, wav: MakeFile) -> None:
    words = tone(440, 500)
    assert clip_from_files([wav(words + [0.0] * 48_000 + words)], "words").length_ms == 2000


def test_an_engine_that_speaks_softly_loses_no_soft_consonants(tone: Make, wav: MakeFile) -> None:
    """A breath 25 dB under the vowel survives, at any volume of the engine."""
    shapes = []
    for volume in (1.0, 0.05):
        breath, vowel = tone(3000, 200, 0.028 * volume), tone(300, 600, 0.5 * volume)
        still = [0.0] * 9600
        shapes.append(clip_from_files([wav(still + breath + vowel + still)], "words").length_ms)
    assert shapes == [840, 840]


def test_clips_start_and_end_without_a_click(tone: Make, wav: MakeFile) -> None:
    samples = array("h", clip_from_files([wav(tone(440, 500, 0.5, phase=1.5))], "words").pcm)
    assert samples[0] == 0
    assert abs(samples[-1]) < 30
    for edge in (samples[:48], samples[-48:]):
        assert max(map(abs, edge)) < max(samples) / 8


def test_a_dc_offset_is_removed(speech: Make, wav: MakeFile) -> None:
    clip = clip_from_files([wav([0.05 + s for s in speech(1000)])], "words")
    assert abs(sum(array("h", clip.pcm))) / (len(clip.pcm) // 2) < 40


def test_a_clip_is_a_whole_number_of_milliseconds(tone: Make, wav: MakeFile) -> None:
    clip = clip_from_files([wav(tone(440, 1000)[:-13])], "words")
    assert clip.length_ms == 1000


def test_the_shortest_sounds_survive(tone: Make, wav: MakeFile) -> None:
    clip = clip_from_files([wav(tone(1000, 4))], "tick")
    assert clip.length_ms == 4
    assert peak_dbfs(clip.pcm) > -30


def test_the_same_file_gives_the_same_bytes(speech: Make, wav: MakeFile) -> None:
    path = wav(speech(1500, 0.9, 22_050), 22_050)
    assert clip_from_files([path], "words") == clip_from_files([path], "words")


def test_a_silent_engine_keeps_its_exact_length(wav: MakeFile) -> None:
    clip = clip_from_files([wav([0.0] * 48 * 1234)], "words", silent=True)
    assert (clip.name, clip.length_ms) == ("words", 1234)
    assert not any(clip.pcm)


def test_a_silent_engine_is_not_levelled(
    tone: Make, wav: MakeFile, pcm: Callable[[list[float]], bytes]
) -> None:
    samples = [0.0] * 4800 + tone(440, 100, 0.01)
    assert clip_from_files([wav(samples)], "words", silent=True).pcm == pcm(samples)


@pytest.mark.parametrize("level", [0.0, 0.0001, 0.003])
def test_silence_from_a_speaking_engine_is_an_error(
    tone: Make, wav: MakeFile, level: float
) -> None:
    with pytest.raises(AudioError, match="the engine wrote only silence"):
        clip_from_files([wav(tone(100, 500, level))], "words")


def test_an_inaudibly_low_rumble_counts_as_silence(tone: Make, wav: MakeFile) -> None:
    with pytest.raises(AudioError, match="the engine wrote only silence"):
        clip_from_files([wav(tone(3, 2000, 0.01))], "words")


def test_a_constant_offset_counts_as_silence(wav: MakeFile) -> None:
    with pytest.raises(AudioError, match="the engine wrote only silence"):
        clip_from_files([wav([0.3] * 24_000)], "words")


def test_silence_is_cut_even_if_only_the_words_have_a_dc_offset(tone: Make, wav: MakeFile) -> None:
    """As with flite: its speech has a mean, the silence around it has none."""
    words = [0.01 + sample for sample in tone(440, 1000, 0.2)]
    clip = clip_from_files([wav([0.0] * 9600 + words + [0.0] * 9600)], "words")
    assert clip.length_ms == 10 + 1000 + 30


def test_phrases_are_joined_with_a_pause_of_the_requested_length(tone: Make, wav: MakeFile) -> None:
    still = [0.0] * 4800
    file = wav(still + tone(440, 500) + still)
    clip = clip_from_files([file, file], "words", pause_ms=300)
    assert clip.length_ms == 10 + 500 + 300 + 500 + 30
    pause = array("h", clip.pcm)[48 * 530 : 48 * 790]
    assert not any(pause)


def test_the_pause_between_two_phrases_starts_and_ends_without_a_click(
    tone: Make, wav: MakeFile
) -> None:
    file = wav(tone(440, 500, 0.5, phase=1.5))
    samples = array("h", clip_from_files([file, file], "words", pause_ms=300).pcm)
    steps = [abs(after - before) for before, after in pairwise(samples)]
    assert max(steps) < 1.2 * max(steps[48 * 100 : 48 * 400])


def test_a_phrase_is_as_loud_as_the_sentence_around_it(tone: Make, wav: MakeFile) -> None:
    loud = wav(tone(440, 1000, 0.5), name="loud.wav")
    soft = wav(tone(440, 1000, 0.25), name="soft.wav")
    samples = array("h", clip_from_files([loud, soft], "words", pause_ms=300).pcm)
    first, second = max(samples[48_000 // 2 : 48_000]), max(samples[-24_000:])
    assert first / second == pytest.approx(2, rel=0.02)


def test_phrases_of_two_rates_cannot_be_joined(tone: Make, wav: MakeFile) -> None:
    files = [wav(tone(440, 500, 0.5, rate), rate, name=f"{rate}.wav") for rate in (16_000, 22_050)]
    with pytest.raises(AudioError, match="changes its sample rate"):
        clip_from_files(files, "words", pause_ms=300)
