"""The engines of one voicing: opened when they are needed, one of them ahead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from voiceguide.errors import EngineSetupError, VoiceguideError
from voiceguide.speech.engine import Engine
from voiceguide.speech.voicing import Voicing, close_engine, engine_maker


class Ensemble:
    """Opens engines for a voicing and a language; used by one thread.

    Two methods that an engine may have save time here: `start` has it ready before it is
    needed, and with `set_rate` the one that was listened to goes on speaking at another rate.
    """

    def __init__(self, voicing: Voicing, language: str = "en") -> None:
        self.voicing = voicing
        self.language = language
        self._make: Callable[[int | None], Engine] | None = None
        self._spare: Engine | None = None
        self._spare_rate: int | None = None

    def start(self) -> None:
        """Have an engine begin to start, and don't wait for it. Raises what opening one raises."""
        with self.lent(None) as engine, suppress(Exception):  # the first text meets it again
            if start := getattr(engine, "start", None):
                start()

    def take(self, rate: int | None) -> Engine:
        """An engine at `rate`, in its own numbers; it is the taker's, to close it.

        Raises UnknownNameError, EngineSetupError, or InputError for a command that the engine
        would not run.
        """
        spare, self._spare = self._spare, None
        if spare is not None:
            if rate == self._spare_rate:
                return spare
            if set_rate := getattr(spare, "set_rate", None):
                return _retuned(spare, set_rate, rate)
            close_engine(spare)
        if self._make is None:
            self._make = engine_maker(self.voicing, self.language)
        return self._make(rate)

    @contextmanager
    def lent(self, rate: int | None) -> Iterator[Engine]:
        """An engine for a while, kept for whoever needs the next. Raises as `take` does."""
        engine = self.take(rate)
        try:
            yield engine
        finally:
            self.close()  # where another was lent meanwhile
            self._spare, self._spare_rate = engine, rate

    def close(self) -> None:
        """Close the engine that nobody took."""
        if self._spare is not None:
            close_engine(self._spare)
            self._spare = None


def _retuned(engine: Engine, set_rate: Callable[[int | None], None], rate: int | None) -> Engine:
    """The engine at another rate; closed, where it refuses that."""
    try:
        set_rate(rate)
    except VoiceguideError:
        close_engine(engine)
        raise
    except Exception as error:
        close_engine(engine)
        raise EngineSetupError(
            f"engine {engine.name!r} could not change its rate: {error}"
        ) from error
    return engine
