"""A take with a fault that a listener would hear is found; good takes are not suspected."""

import importlib.util
import random
from array import array
from contextlib import closing
from math import pi, sin
from pathlib import Path

import pytest

from voiceguide.audio.clip import Recording
from voiceguide.audio.decode import decode_unresampled
from voiceguide.audio.shaping import trimmed_words
from voiceguide.audio.take import check_take
from voiceguide.errors import AudioError
from voiceguide.script.model import Script
from voiceguide.session.plan import load, total_ms
from voiceguide.speech.engine import Engine
from voiceguide.speech.voicing import Voicing, engine_maker
from voiceguide.timeline.outline import outline
from voiceguide.wording.spoken import spoken

RATE = 16_000
TEXT = "Rest both hands and breathe out."


def syllables(count: int, seed: int = 1, ms: int = 180) -> array:
    """Returns tones of random pitch, loudness and length, about `ms` each."""
    rng = random.Random(seed)
    made = array("h")
    for _ in range(count):
        length = RATE * rng.randint(ms // 2, ms * 3 // 2) // 1000
        height, loud = rng.uniform(90, 240), rng.uniform(1_000, 12_000)
        made.extend(
            int(loud * sin(pi * n / length) * sin(2 * pi * height * n / RATE))
            for n in range(length)
        )
    return made


def take(samples: array) -> Recording:
    return Recording(samples.tobytes(), RATE)


def quiet(ms: int) -> array:
    return array("h", bytes(2 * RATE * ms // 1000))


def fault(words: Recording, text: str, pace: float = 1.0) -> str:
    """Returns the fault of a take; empty for a good one."""
    try:
        check_take(words, text, pace=pace)
    except AudioError as error:
        return str(error)
    return ""


GOOD = syllables(12)


def test_a_take_as_long_as_its_text_is_good() -> None:
    assert fault(take(GOOD), TEXT) == ""
    assert fault(take(GOOD + quiet(800) + syllables(12, 2)), f"{TEXT} {TEXT}") == ""


@pytest.mark.parametrize(
    ("samples", "said"),
    [
        (GOOD[: len(GOOD) // 4], "the engine broke off: it spoke for 0.5 s"),
        (GOOD[: len(GOOD) // 2] + quiet(1_600) + GOOD[len(GOOD) // 2 :], "silent for 1.6 s in the"),
        (syllables(4, 3) * 5, "the engine repeated the same"),
        (syllables(40, 4), "where this text needs about 2."),
        (array("h", [32_767] * 40 + [-32_768] * 40) * 400, "the engine's sound is clipped"),
    ],
    ids=["broken off", "a hole", "a loop", "too long", "clipped"],
)
def test_a_fault_that_a_listener_would_hear_is_named(samples: array, said: str) -> None:
    assert said in fault(take(samples), TEXT)


def test_the_pace_that_was_asked_for_counts() -> None:
    slow = syllables(40, 5)
    assert "where this text needs" in fault(take(slow), TEXT)
    assert fault(take(slow), TEXT, pace=0.4) == ""


def test_a_steady_tone_repeats_nothing() -> None:
    assert fault(take(array("h", [0, 9_000] * (RATE * 2))), f"{TEXT} {TEXT}") == ""


@pytest.mark.parametrize("text", ["请慢慢呼吸。", "ゆっくり息を吐いて。", "천천히 숨을 쉬세요."])
def test_letters_that_stand_for_syllables_tell_nothing_about_length(text: str) -> None:
    assert fault(take(syllables(40)), text) == ""


def words_of(script: Script) -> set[str]:
    """Returns everything that a script says in any named length, as engines get it."""
    outlines = [outline(script, total_ms(script, length=name)) for name in script.lengths.named]
    return {
        spoken(sentence.text, script.language, script.pronounce)
        for made in outlines
        for sentence, _ in made.sentences()
    }


def faults(engine: Engine, texts: list[str], folder: Path) -> dict[str, str]:
    """Speaks the texts, and returns the faults that are found, by text."""
    found = {}
    for number, text in enumerate(texts):
        engine.speak(text, folder / f"{number}.wav")
        if said := fault(trimmed_words(decode_unresampled(folder / f"{number}.wav")), text):
            found[text] = said
    return found


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("espeakng_loader") is None, reason="needs espeakng-loader's voices"
)
@pytest.mark.parametrize("voice", [None, "en-gb+f3"])
def test_no_take_of_the_bundled_words_is_suspected(voice: str | None, tmp_path: Path) -> None:
    texts = sorted(words_of(load("back-massage")) | words_of(load("box-breathing")))
    few = texts if voice is None else texts[::10]
    with closing(engine_maker(Voicing(engine="pyttsx3", voice=voice))(None)) as engine:
        assert faults(engine, few, tmp_path) == {}
