"""The engines of one voice: they are opened as needed, one of them in advance, and reused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from voiceguide.errors import VoiceguideError
from voiceguide.speech.engine import kind_of_voice
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.turns import Turns
from voiceguide.speech.voicing import Voicing, engine_maker, settled


class EnginePool:
    """Opens engines for a voicing and a language; used by one thread.

    Two optional methods of an engine save time here: `start` gets it ready before it is needed, and
    `set_rate` lets the engine that was measured, or has spoken at one rate, speak at another.

    Raises as `settled` does.
    """

    def __init__(self, voicing: Voicing, language: str = "en") -> None:
        self.voicing = settled(voicing, language)
        self.language = language
        self._turns: dict[str, Turns] = {}
        self._make: Callable[[int | None], Guarded] | None = None
        self._spares: list[tuple[Guarded, int | None]] = []

    def beside(self, voicing: Voicing) -> "EnginePool":
        """Returns a pool for another voicing of the same session.

        Engines with the same name take turns across both, if their traits require it.
        """
        other = EnginePool(voicing, self.language)
        other._turns = self._turns
        return other

    def start(self) -> None:
        """Starts an engine, and doesn't wait until it is ready. Raises as `take` does."""
        with self.lent(None) as engine:
            engine.start()

    def speaks_paragraphs(self) -> bool:
        """Whether its engines speak whole paragraphs, not sentences. Raises as `take` does."""
        with self.lent(None) as engine:
            return engine.traits.cut == "paragraphs"

    def phonemes(self) -> frozenset[str]:
        """Returns the IPA symbols that its engines take. Raises as `take` does."""
        with self.lent(None) as engine:
            return engine.traits.phonemes

    def kind_of_voice(self) -> str:
        """Returns `formant`, `natural`, or "" for a silent engine. Raises as `take` does."""
        with self.lent(None) as engine:
            return kind_of_voice(engine)

    def charges(self) -> bool:
        """Whether speaking with its engines may cost money. Raises as `take` does."""
        with self.lent(None) as engine:
            return engine.traits.charges

    def take(self, rate: int | None) -> Guarded:
        """Returns an engine at `rate`, in its own units, to be closed or given back.

        Raises UnknownNameError or EngineSetupError.
        """
        while self._spares:
            spare, its_rate = self._spares.pop()
            if rate == its_rate or _retuned(spare, rate):
                return spare
            spare.close()
        if self._make is None:
            turns = self._turns.setdefault(self.voicing.engine, Turns())
            self._make = engine_maker(self.voicing, self.language, turns)
        return self._make(rate)

    def give_back(self, engine: Guarded, rate: int | None) -> None:
        """Keeps an engine, which is at `rate`, for the next caller, unless it was closed."""
        if not engine.is_closed:
            self._spares.append((engine, rate))

    @contextmanager
    def lent(self, rate: int | None) -> Iterator[Guarded]:
        """Lends an engine, and keeps it afterwards for the next caller. Raises as `take` does."""
        engine = self.take(rate)
        try:
            yield engine
        finally:
            self.give_back(engine, rate)

    def close(self) -> None:
        """Closes the engines that nobody has taken."""
        while self._spares:
            self._spares.pop()[0].close()


def _retuned(engine: Guarded, rate: int | None) -> bool:
    """Returns whether the engine could change its rate. Closes it if it refuses the rate."""
    try:
        return engine.set_rate(rate)
    except VoiceguideError:
        engine.close()
        raise
