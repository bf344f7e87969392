"""A script that is edited, and the server that shows it, in this process."""

import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from voiceguide import VoiceguideError, Voicing, make
from voiceguide.files.saves import look
from voiceguide.server import network
from voiceguide.server.live import Live
from voiceguide.server.server import serving
from voiceguide.server.tokens import new_token

SILENT = Voicing(engine="silent")


class Editor:
    """An author at work: saves a script, and sees what is served."""

    def __init__(self, script: Path, address: str, live: Live) -> None:
        self.script = script
        self.address = address
        self.live = live

    def state(self) -> dict[str, object]:
        """What the page asks for."""
        return json.loads(self.get("state.json"))

    def get(self, name: str = "") -> str:
        """A text that is served."""
        with urllib.request.urlopen(f"{self.address}{name}", timeout=20) as answer:  # noqa: S310
            return answer.read().decode()

    def until_version(self, number: int) -> list[dict[str, object]]:
        """Waits for a version; returns the states on the way."""
        return self.until(lambda state: state["version"] == number)

    def until(self, good: Callable[[dict[str, object]], object]) -> list[dict[str, object]]:
        """Waits for a state; returns all different states on the way."""
        seen: list[dict[str, object]] = []
        for _ in range(2_000):
            now = self.state()
            if not seen or now != seen[-1]:
                seen.append(now)
            if good(now):
                return seen
            threading.Event().wait(0.01)
        raise AssertionError(seen)


@contextmanager
def editing(script: Path, folder: Path) -> Iterator[Editor]:
    """Serves a script as `serve --edit` does, until the end."""

    def made(sound: Path) -> None:
        make(script, sound, voicing=SILENT, bed="none", inspect=False)

    def on_try(_: VoiceguideError | None) -> None:
        """Says nothing."""

    live = Live(made, folder, on_try)
    ready, running = threading.Event(), list[uvicorn.Server]()

    class Stoppable(uvicorn.Server):
        def __init__(self, config: uvicorn.Config) -> None:
            super().__init__(config)
            running.append(self)

    with pytest.MonkeyPatch.context() as patch, network.listening(network.LOOPBACK, 0) as listener:
        patch.setattr(uvicorn, "Server", Stoppable)
        server = serving(live, listener, new_token())

        threads = [
            threading.Thread(target=server.run, args=(ready.set,), daemon=True),
            threading.Thread(target=live.watch, args=(lambda: look([script]),), daemon=True),
        ]
        for thread in threads:
            thread.start()
        assert ready.wait(20)
        try:
            yield Editor(script, server.address, live)
        finally:
            live.stop()
            for one in running:
                one.should_exit = True
            for thread in threads:
                thread.join(20)
