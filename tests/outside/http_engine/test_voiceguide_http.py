"""The package's own tests: only the contract that voiceguide ships."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from service import KEY, Service, serving
from voiceguide_http import HttpEngine

from voiceguide import EngineSettings
from voiceguide.speech.contract import EngineContract


class TestHttpEngine(EngineContract):
    engine_class = HttpEngine

    @pytest.fixture(autouse=True)
    def served(self) -> Iterator[None]:
        with serving() as service:
            self.service: Service = service
            yield

    def settings(self, folder: Path) -> EngineSettings:
        return EngineSettings(options={"url": self.service.url, "key": KEY})

    def different(self, folder: Path) -> Iterable[EngineSettings]:
        usual = self.settings(folder)
        return (replace(usual, voice="anna"), replace(usual, rate=170))

    def busy(self, folder: Path) -> HttpEngine:
        self.service.refuses = lambda number: number == 1
        return HttpEngine(self.settings(folder))
