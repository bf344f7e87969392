"""The engines of one voicing: opened when they are needed, one of them ahead."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from voiceguide.errors import VoiceguideError
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.turns import Turns
from voiceguide.speech.voicing import Voicing, engine_maker


class Ensemble:
    """Opens engines for a voicing and a language; used by one thread.

    Two methods that an engine may have save time here: `start` has it ready before it is
    needed, and with `set_rate` the one that was listened to goes on speaking at another rate.
    """

    def __init__(self, voicing: Voicing, language: str = "en") -> None:
        self.voicing = voicing
        self.language = language
        self._turns: dict[str, Turns] = {}
        self._make: Callable[[int | None], Guarded] | None = None
        self._spare: Guarded | None = None
        self._spare_rate: int | None = None

    def beside(self, voicing: Voicing) -> "Ensemble":
        """Returns an ensemble for another voicing of the same session.

        Engines of one name take turns across both, if they must.
        """
        other = Ensemble(voicing, self.language)
        other._turns = self._turns
        return other

    def start(self) -> None:
        """Have an engine begin to start, and don't wait for it. Raises what opening one raises."""
        with self.lent(None) as engine:
            engine.start()

    def take(self, rate: int | None) -> Guarded:
        """An engine at `rate`, in its own numbers; it is the taker's, to close it.

        Raises UnknownNameError or EngineSetupError.
        """
        spare, self._spare = self._spare, None
        if spare is not None:
            if rate == self._spare_rate or _retuned(spare, rate):
                return spare
            spare.close()
        if self._make is None:
            turns = self._turns.setdefault(self.voicing.engine, Turns())
            self._make = engine_maker(self.voicing, self.language, turns)
        return self._make(rate)

    @contextmanager
    def lent(self, rate: int | None) -> Iterator[Guarded]:
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
            self._spare.close()
            self._spare = None


def _retuned(engine: Guarded, rate: int | None) -> bool:
    """Returns whether the engine speaks at another rate now; closes it if it refuses that."""
    try:
        return engine.set_rate(rate)
    except VoiceguideError:
        engine.close()
        raise
