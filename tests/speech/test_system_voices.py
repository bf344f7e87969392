"""pyttsx3 on macOS and Windows: its own drivers, on faked speech systems."""

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.speech.programs import ends
from tests.speech.systems import worker
from voiceguide.audio.shaping import clip_from_files
from voiceguide.errors import (
    EngineCrashed,
    EngineSetupError,
    EngineTimeout,
    UnknownNameError,
)
from voiceguide.speech.contract import EngineContract
from voiceguide.speech.engine import Engine, EngineSettings
from voiceguide.speech.engines import pyttsx3 as engine_module
from voiceguide.speech.engines.pyttsx3 import Pyttsx3Engine

MACOS, WINDOWS = "darwin", "win32"
BOTH = pytest.mark.parametrize("system", [MACOS, WINDOWS])

Make = Callable[..., Pyttsx3Engine]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    monkeypatch.setattr(engine_module, "_LINUX", False)
    with contextlib.ExitStack() as engines:

        def made(system: str, does: str = "", deadline_s: float = 30, **settings: Any) -> Any:
            monkeypatch.setenv("FAKE_SPEECH", does)
            engine = Pyttsx3Engine(
                EngineSettings(**settings),
                worker=worker(system),
                deadline_s=lambda text: deadline_s,
            )
            return engines.enter_context(contextlib.closing(engine))

        yield made


def heard_ms(engine: Engine, text: str, target: Path) -> int:
    """Returns how long a text sounds, read as a session would read it."""
    engine.speak(text, target)
    return clip_from_files([target], "spoken").length_ms


@BOTH
def test_one_text_after_the_other_is_spoken(system: str, make: Make, tmp_path: Path) -> None:
    engine = make(system)
    first = heard_ms(engine, "Breathe out slowly.", tmp_path / "a.wav")
    assert heard_ms(engine, "Breathe out slowly, and rest.", tmp_path / "b.wav") > first > 500
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.wav", "b.wav"]


def test_the_aiff_of_macos_is_read_whatever_its_name(make: Make, tmp_path: Path) -> None:
    assert heard_ms(make(MACOS), "Rest.", tmp_path / "a.wav") > 100
    assert (tmp_path / "a.wav").read_bytes()[:4] == b"FORM"


def test_a_file_is_waited_for_that_macos_is_still_writing(make: Make, tmp_path: Path) -> None:
    text = "Breathe out slowly, and rest. " * 8
    usual = heard_ms(make(MACOS), text, tmp_path / "a.wav")
    assert heard_ms(make(MACOS, "early"), text, tmp_path / "b.wav") == usual


@pytest.mark.slow
def test_a_file_without_sound_is_a_failure(make: Make, tmp_path: Path) -> None:
    """It takes the worker's whole patience."""
    with pytest.raises(EngineCrashed, match="the sound file is incomplete"):
        make(MACOS, "empty").speak("Rest.", tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


@BOTH
def test_a_system_that_never_finishes_is_a_timeout(system: str, make: Make, tmp_path: Path) -> None:
    engine = make(system, "mute", deadline_s=1)
    engine.voices()
    with pytest.raises(EngineTimeout, match="within 1 s"):
        engine.speak("Rest.", tmp_path / "a.wav")


def test_a_windows_without_speech_is_a_setup_error(make: Make) -> None:
    with pytest.raises(EngineSetupError, match=r"can't speak on this machine.*not registered"):
        make(WINDOWS, "missing").voices()


def test_voices_are_listed_even_if_one_has_two_languages(make: Make) -> None:
    voices = {voice.name: voice for voice in make(WINDOWS).voices()}
    assert voices["Microsoft Zira Desktop - English (United States)"].languages == ("en-US",)
    assert voices["Somebody's voice"].languages == ()


def test_a_voice_of_windows_goes_by_the_last_part_of_its_id(make: Make, tmp_path: Path) -> None:
    engine = make(WINDOWS, voice="tts_ms_de-de_hedda_11.0")
    engine.speak("Rest.", tmp_path / "a.wav")
    assert engine._voice.endswith("HEDDA_11.0")


def test_the_voices_of_macos_have_languages_and_genders(make: Make) -> None:
    (anna,) = (voice for voice in make(MACOS).voices() if voice.name == "Anna")
    assert (anna.languages, anna.gender) == (("de_DE",), "female")


@pytest.mark.parametrize(
    ("system", "language", "voice"),
    [
        (MACOS, "en", "com.apple.voice.compact.en-US.Samantha"),
        (MACOS, "de-AT", "com.apple.voice.compact.de-DE.Anna"),
        (WINDOWS, "en-GB", "TTS_MS_EN-US_ZIRA_11.0"),
    ],
)
def test_a_script_gets_a_voice_of_its_language_and_no_toy(
    system: str, language: str, voice: str, make: Make, tmp_path: Path
) -> None:
    engine = make(system, language=language)
    engine.speak("Rest.", tmp_path / "a.wav")
    assert engine._voice.endswith(voice)


def test_a_language_that_no_voice_speaks_is_an_error(make: Make, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="language 'it'"):
        make(WINDOWS, language="it").speak("Rest.", tmp_path / "a.wav")


@BOTH
def test_a_worker_ends_with_the_program_that_started_it(system: str) -> None:
    with subprocess.Popen(worker(system), stdin=subprocess.PIPE) as process:
        process.stdin.close()
        assert ends(process.pid)


@BOTH
def test_the_fingerprint_names_the_driver_and_the_system(
    system: str, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    print_ = make(system).fingerprint()
    assert {MACOS: "nsss, ", WINDOWS: "sapi5, "}[system] in print_


class SystemContract(EngineContract):
    """The contract, on a faked system."""

    engine_class = Pyttsx3Engine
    system: str

    @pytest.fixture(autouse=True)
    def elsewhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(engine_module, "_LINUX", False)
        monkeypatch.setattr(engine_module, "program", lambda name: worker(self.system))

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        return [EngineSettings(language="de"), EngineSettings(rate=250)]


@pytest.mark.slow
class TestOnMacOS(SystemContract):
    engine_class = Pyttsx3Engine
    system = MACOS


@pytest.mark.slow
class TestOnWindows(SystemContract):
    engine_class = Pyttsx3Engine
    system = WINDOWS
