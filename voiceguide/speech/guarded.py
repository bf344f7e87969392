"""Makes any engine safe to use, whoever wrote it.

An engine may raise anything, show secrets in its messages, or find its service busy. `Guarded`
deals with all that, so that the rest of the program sees an engine that keeps its contract.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from voiceguide.errors import EngineError, EngineSetupError, VoiceguideError
from voiceguide.speech.engine import Engine, Voice, traits_of
from voiceguide.speech.mask import Mask
from voiceguide.speech.turns import Turns

Result = TypeVar("Result")


class Guarded:
    """An engine that raises only VoiceguideErrors, without secrets, and waits for its turn.

    It shares `turns` with the other engines of its name. Raises EngineSetupError for an engine
    without the attributes that every engine has.
    """

    def __init__(
        self, engine: Engine, turns: Turns | None = None, mask: Mask | None = None
    ) -> None:
        self._engine = engine
        self._turns = turns or Turns()
        self._mask = mask or Mask()
        self._closed = threading.Event()
        try:
            self.name, self.silent = str(engine.name), bool(engine.silent)
        except AttributeError as error:
            raise EngineSetupError(
                f"a {type(engine).__name__} is not an engine: {error}"
            ) from error
        self.traits = traits_of(engine)

    def start(self) -> None:
        """Begins slow preparations, if the engine can. A failure shows at the first text."""
        with suppress(Exception):
            if start := getattr(self._engine, "start", None):
                start()

    def expect(self, requests: Sequence[tuple[str, int | None]]) -> None:
        """Announces the coming texts, each with its rate, if the engine can use that.

        A failure shows later.
        """
        with suppress(Exception):
            if expect := getattr(self._engine, "expect", None):
                expect(requests)

    def set_rate(self, rate: int | None) -> bool:
        """Changes the rate if the engine can, and returns whether it can."""
        set_rate = getattr(self._engine, "set_rate", None)
        if set_rate is None:
            return False
        self._setup("change its rate", lambda: set_rate(rate))
        return True

    @property
    def changes_rate(self) -> bool:
        """Whether it has rates, and can change from one to another."""
        return self.traits.rates is not None and hasattr(self._engine, "set_rate")

    def fingerprint(self) -> str:
        """Returns the engine's fingerprint. Raises EngineSetupError if the engine fails."""
        return self._setup("say what its sound depends on", self._engine.fingerprint)

    def voices(self) -> Sequence[Voice]:
        """Returns the engine's voices. Raises VoiceguideError."""
        return self._setup("list its voices", self._engine.voices)

    def speak(self, text: str, target: Path) -> None:
        """Speaks when it is the engine's turn; waits while its service is busy.

        Raises VoiceguideError.
        """

        def attempt() -> None:
            try:
                self._engine.speak(text, target)
            except VoiceguideError:
                raise
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                raise EngineError(f"engine {self.name!r} failed: {reason}") from error

        self._turns.take(lambda: self._mask.call(attempt), self.traits, self._closed.is_set)

    @property
    def is_closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed.is_set()

    def close(self) -> None:
        """Closes the engine, and ends its waiting.

        Ignores a failure to close, which would hide the reason for closing.
        """
        self._closed.set()
        self._turns.wake()
        with suppress(Exception):
            self._engine.close()

    def _setup(self, what: str, action: Callable[[], Result]) -> Result:
        """Returns what `action` returns. Raises VoiceguideError."""

        def tried() -> Result:
            try:
                return action()
            except VoiceguideError:
                raise
            except Exception as error:
                raise EngineSetupError(f"engine {self.name!r} could not {what}: {error}") from error

        return self._mask.call(tried)
