import math
import shlex
import sys
import wave
from array import array
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.speech.fakes import FakeClock
from voiceguide.cache.store import Cache, Store
from voiceguide.errors import EngineBusy, EngineSetupError
from voiceguide.speech.engine import EngineSettings, Rates, Traits, Voice
from voiceguide.speech.engines.command import CommandEngine
from voiceguide.speech.engines.pyttsx3 import DEFAULT_RATE, Pyttsx3Engine
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.pace import CALM_WPM, own_rate, words_a_minute
from voiceguide.speech.turns import Turns

NO_STORE = Cache.nowhere().store("rate")


class Humming:
    """A tone for every text, of a tenth of a second and as long as its words take.

    At its own rate of 10 it says 100 words a minute, and proportionally at others.
    """

    name = "humming"
    silent = False
    traits = Traits(rates=Rates(least=5, most=40, usual=10))

    def __init__(self, rate: int | None, asked: list[str]) -> None:
        self._rate = rate or 10
        self._asked = asked

    def fingerprint(self) -> str:
        return f"{self._rate}"

    def voices(self) -> Sequence[Voice]:
        return ()

    def speak(self, text: str, target: Path) -> None:
        self._asked.append(text)
        samples = round(len(text.split()) * 60 * 16_000 / (self._rate * 10))
        hum = [round(8000 * math.sin(math.tau * 200 * n / 16_000)) for n in range(samples)]
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            file.writeframes(array("h", [0] * 3200 + hum + [0] * 3200).tobytes())

    def close(self) -> None:
        pass


def fitted(wpm: int | None, store: Store = NO_STORE, asked: list[str] | None = None) -> int | None:
    log = [] if asked is None else asked
    return own_rate(lambda rate: closing(Humming(rate, log)), wpm, "en-GB", store)


@pytest.mark.parametrize("wpm", [60, 100, 123, 170, 390])
def test_the_rate_is_fitted_to_real_words_a_minute(wpm):
    assert fitted(wpm) == pytest.approx(wpm / 10, abs=0.6)


def test_the_calm_pace_is_the_default_of_every_engine():
    assert fitted(None) == fitted(CALM_WPM) == 17


@pytest.mark.parametrize(("wpm", "nearest"), [(30, 50), (600, 400)])
def test_an_unreachable_pace_is_refused_with_the_nearest(wpm, nearest):
    message = rf"can't speak {wpm} words a minute; the nearest it can do is {nearest}"
    with pytest.raises(EngineSetupError, match=message):
        fitted(wpm)


@pytest.mark.parametrize("wpm", [0, -5])
def test_a_pace_of_zero_or_less_is_refused(wpm):
    with pytest.raises(EngineSetupError, match=f"a rate of {wpm} words a minute is too low"):
        fitted(wpm)


def test_the_sample_is_spoken_once_for_a_voice_and_a_pace(tmp_path):
    store, asked = Cache.at(tmp_path).store("rate"), list[str]()
    first = fitted(150, store, asked)
    spoken = len(asked)
    assert spoken > 0
    assert fitted(150, store, asked) == first
    assert len(asked) == spoken
    assert fitted(120, store, asked) != first
    assert len(asked) > spoken


def test_a_language_without_sample_sentences_is_measured_by_numbers():
    asked = list[str]()
    own_rate(lambda rate: closing(Humming(rate, asked)), 150, "it", NO_STORE)
    assert any("trenta" in text for text in asked)


def test_an_engine_without_rates_of_its_own_gets_the_words_a_minute():
    def silent(rate):
        return closing(SilentEngine(EngineSettings(rate=rate)))

    assert own_rate(silent, 140, "en", NO_STORE) == 140
    assert own_rate(silent, None, "en", NO_STORE) is None


def test_a_stretch_is_fitted_as_well():
    source = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"
    command = shlex.join([sys.executable, "-c", source, "{wav}", "{stretch}"])
    engine = CommandEngine(EngineSettings(options={"command": command}, rate=80))
    assert engine.traits.rates is not None
    assert engine.traits.rates.usual == 100


def test_a_known_rate_is_not_measured_again():
    class Known(Humming):
        """An engine whose usual rate was measured."""

        traits = Traits(rates=Rates(least=5, most=40, usual=10, usual_wpm=100))

    asked = list[str]()
    assert own_rate(lambda rate: closing(Known(rate, asked)), 101, "en", NO_STORE) == 10
    assert asked == []
    assert own_rate(lambda rate: closing(Known(rate, asked)), 150, "en", NO_STORE) == 15
    assert asked != []


def test_the_known_pace_of_the_default_voice_is_true():
    engine = Pyttsx3Engine(EngineSettings())
    assert engine.traits.rates is not None
    known = engine.traits.rates.usual_wpm
    if known is None:
        pytest.skip("another library than was measured; listened to at each first run")
    with closing(engine):
        assert words_a_minute(engine, "en") == pytest.approx(known, abs=0.1)
    for settings in (EngineSettings(voice="en-us"), EngineSettings(language="de")):
        assert Pyttsx3Engine(settings).traits.rates.usual_wpm is None


def test_the_default_voice_speaks_calmly_at_its_default_rate():
    """So a first run needs only one sample."""

    def engine(rate):
        return closing(Pyttsx3Engine(EngineSettings(rate=rate)))

    fast = own_rate(engine, 200, "en", NO_STORE)
    calm = own_rate(engine, None, "en", NO_STORE)
    assert calm == pytest.approx(DEFAULT_RATE, rel=0.03)
    assert fast is not None
    assert fast / DEFAULT_RATE == pytest.approx(200 / CALM_WPM, rel=0.1)


def test_measuring_waits_for_a_busy_service():
    class Busy(Humming):
        """Refuses each text once."""

        def speak(self, text: str, target: Path) -> None:
            if text not in refused:
                refused.add(text)
                raise EngineBusy("busy")
            super().speak(text, target)

    refused: set[str] = set()
    clock = FakeClock()
    turns = Turns(clock)

    def lend(rate: int | None) -> closing[Guarded]:
        return closing(Guarded(Busy(rate, []), turns))

    assert own_rate(lend, 150, "en", NO_STORE) == 15
    assert clock.passed_s >= 1
