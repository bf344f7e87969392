"""All built-in engines keep the contract."""

import importlib.util
import sys
from pathlib import Path

import pytest

from tests.speech.contract import EngineContract
from tests.speech.programs import TONE, python
from voiceguide.speech.engine import Engine, EngineSettings
from voiceguide.speech.engines.command import CommandEngine
from voiceguide.speech.engines.pyttsx3 import Pyttsx3Engine
from voiceguide.speech.engines.silent import SilentEngine


class TestSilentEngine(EngineContract):
    def make(self, folder: Path, *, rate: int | None = None) -> Engine:
        return SilentEngine(EngineSettings(rate=rate))


class TestCommandEngine(EngineContract):
    def make(self, folder: Path, *, rate: int | None = None) -> Engine:
        program = folder / "program.py"
        command = (sys.executable, "-S", "-E", str(program), "{wav}", "{rate}")
        if not program.exists():
            command = python(folder, TONE, "{wav}", "{rate}")  # type: ignore[assignment]
        return CommandEngine(EngineSettings(rate=rate, command=command))


@pytest.mark.skipif(
    importlib.util.find_spec("espeakng_loader") is None, reason="needs espeakng-loader's voices"
)
class TestPyttsx3Engine(EngineContract):
    def make(self, folder: Path, *, rate: int | None = None) -> Engine:
        return Pyttsx3Engine(EngineSettings(rate=rate))
