"""Engines that do what a test says, and record it."""

import math
import threading
import wave
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from voiceguide.audio.clip import Sound
from voiceguide.cache.store import Cache, Store
from voiceguide.speech.engine import Engine, EngineSettings, Traits, Voice
from voiceguide.speech.engines.silent import SilentEngine
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.speaker import Line, Speaker, Spoken
from voiceguide.speech.turns import Turns

NO_CACHE = Cache.nowhere().store("clip")


class FakeEngine:
    """Speaks silence; first calls `behave` with the text and the attempt, which may raise."""

    name = "fake"
    silent = True

    def __init__(self, log: "Log", behave: Callable[[str, int], None]) -> None:
        self._log = log
        self._behave = behave
        self.closed = threading.Event()
        log.engines.append(self)

    def fingerprint(self) -> str:
        return self._log.fingerprint

    def voices(self) -> Sequence[Voice]:
        return ()

    def speak(self, text: str, target: Path) -> None:
        self._log.spoken.append(text)
        self._behave(text, self._log.spoken.count(text))
        SilentEngine(EngineSettings()).speak(text, target)

    def close(self) -> None:
        self.closed.set()


class Log:
    """Makes engines, and records the calls to them."""

    def __init__(self, behave: Callable[[str, int], None] = lambda text, attempt: None) -> None:
        self.spoken: list[str] = []
        self.expected: list[str] = []
        self.engines: list[FakeEngine] = []
        self.fingerprint = "fake 1"
        self.kind = FakeEngine
        self._behave = behave

    def __call__(self) -> FakeEngine:
        return self.kind(self, self._behave)

    def all_closed(self) -> bool:
        return all(engine.closed.is_set() for engine in self.engines)


class SpeakingEngine(FakeEngine):
    """Speaks a tone over a rumble for every text, so that chains change the sound."""

    silent = False

    def speak(self, text: str, target: Path) -> None:
        super().speak(text, target)
        turns = [math.tau * n / 48_000 for n in range(24_000)]
        wave_form = [9000 * (math.sin(440 * turn) + math.sin(30 * turn)) for turn in turns]
        with wave.open(str(target), "wb") as file:
            file.setparams((1, 2, 48_000, 0, "NONE", ""))
            file.writeframes(array("h", map(round, wave_form)).tobytes())


class FormantEngine(SpeakingEngine):
    """Names the preset that suits it."""

    traits = Traits(chain="formant")


class MistakenEngine(SpeakingEngine):
    """Names a preset that does not exist."""

    traits = Traits(chain="hoarse")


def lines(*texts: str) -> list[Line]:
    return [Line(text=text, cue=f"cue {number}") for number, text in enumerate(texts, 1)]


class FakeClock:
    """A clock whose time passes only while somebody waits."""

    def __init__(self) -> None:
        self._now = 1000.0
        self.on_wait: Callable[[], None] = lambda: None

    @property
    def passed_s(self) -> float:
        """The sum of all waits, in seconds."""
        return self._now - 1000

    def now(self) -> float:
        return self._now

    def wait(self, changed: threading.Condition, seconds: float) -> None:
        self._now += seconds
        self.on_wait()


def guarded(make_engine: Callable[[], Engine], turns: Turns | None = None) -> Callable[[], Guarded]:
    """Returns a maker of engines as the program uses them."""
    return lambda: Guarded(make_engine(), turns)


class Crew:
    """Engines for a speaker, which are kept from one batch to the next."""

    def __init__(self, make_engine: Callable[[], Guarded]) -> None:
        self._make_engine = make_engine
        self._spares: list[Guarded] = []

    def take(self) -> Guarded:
        return self._spares.pop() if self._spares else self._make_engine()

    def give_back(self, engine: Guarded) -> None:
        self._spares.append(engine)

    def close(self) -> None:
        for engine in self._spares:
            engine.close()


@contextmanager
def speaking(
    lines: Iterable[Line], make_engine: Callable[[], Guarded], store: Store, **options: Any
) -> Iterator[Iterator[Spoken]]:
    """Speaks lines like a session with no other lines."""
    with closing(Crew(make_engine)) as crew:
        speaker = Speaker(crew.take, crew.give_back, store, **options)
        with speaker.speaking(lines) as said:
            yield said


def results(
    lines: Sequence[Line],
    make_engine: Callable[[], Engine],
    store: Store,
    *,
    turns: Turns | None = None,
    **options: Any,
) -> list[Spoken]:
    """Returns every text in the order of completion."""
    with speaking(lines, guarded(make_engine, turns), store, **options) as spoken:
        return list(spoken)


def speak_all(
    lines: Sequence[Line], make_engine: Callable[[], Engine], store: Store, **options: Any
) -> dict[str, Sound]:
    """Returns the clip of each text, in the order of the lines."""
    clips = {one.text: one.clip for one in results(lines, make_engine, store, **options)}
    return {line.text: clips[line.text] for line in lines}
