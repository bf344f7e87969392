"""What an engine is: the one thing to implement to add a voice to voiceguide.

1. Write a class with the attributes and methods of `Engine`; its constructor
   takes one `EngineSettings`.
2. Name it in your package's pyproject.toml:

       [project.entry-points."voiceguide.engines"]
       myengine = "mypackage.engine:MyEngine"

3. Run the contract suite on it (`voiceguide.speech.contract`).

docs/engines.md shows a whole one, and has every attribute in a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, get_args

from voiceguide.audio.voice_chain import NATURAL
from voiceguide.errors import EngineSetupError
from voiceguide.speech.options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How to speak. None leaves the choice to the engine.

    `rate` is in the engine's own numbers if its traits have `rates`, otherwise in words a
    minute; `volume` is from 0 to 1; `language` is the script's (BCP 47). `options` has a value
    for each option of the engine that the user gave or that has a default.
    """

    voice: str | None = None
    rate: int | None = None
    volume: float = 1.0
    language: str = "en"
    options: Mapping[str, str] = field(default_factory=Options)

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", Options(self.options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One voice that an engine offers."""

    id: str
    name: str
    languages: tuple[str, ...] = ()
    gender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """An engine's own numbers for how fast it speaks: the greater, the faster.

    `usual` is the one that is tried first. `usual_wpm` is how many words a minute it gives
    by `pace.words_a_minute`, where that is known of this voice without listening.
    """

    least: int
    most: int
    usual: int
    usual_wpm: float | None = None


Cut = Literal["clauses", "sentences"]
"""How texts are cut for an engine: at commas too, with pauses as long as the script says; or
into whole sentences, with commas left to the engine."""

CUTS: tuple[Cut, ...] = get_args(Cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How an engine works, so that the work is arranged to suit it.

    `cut` says how texts are cut for it. At most `at_once` of its engines speak at the same
    time; None means as many as suit the machine. After a text was refused with EngineBusy, it
    is tried again `retry_after_s` seconds later, and after twice as long each time, unless the
    error says how long to wait. `chain` names the preset of audio/voice_chain.py that suits its
    sound. With `rates`, the engine is listened to and gets the number at which it speaks as
    many words a minute as were asked for.

    Raises EngineSetupError for values that make no sense.
    """

    cut: Cut = "clauses"
    at_once: int | None = None
    retry_after_s: float = 1.0
    chain: str = NATURAL.name
    rates: Rates | None = None

    def __post_init__(self) -> None:
        if self.cut not in CUTS:
            raise EngineSetupError(f"cut={self.cut!r}: expected one of: {', '.join(CUTS)}")
        if self.at_once is not None and self.at_once < 1:
            raise EngineSetupError(f"at_once={self.at_once}: expected 1 or more, or None")
        if not 0 < self.retry_after_s < float("inf"):
            raise EngineSetupError(f"retry_after_s={self.retry_after_s}: expected seconds, over 0")


class Engine(Protocol):
    """Speaks one text at a time into a file.

    An engine object is used by one thread at a time; voiceguide makes several
    when it wants to speak in parallel. It is opened lazily: the constructor
    raises EngineSetupError or UnknownNameError for settings that can't work.

    It may also have `traits`, its `Traits`, which say how it works; without them, it has the
    usual ones. What the entry point names may have `options`, a sequence of `Option`.

    Two methods save time, where an engine has them. `start()` begins what takes long before
    the first text, and returns at once; `set_rate(rate)`, between two texts, changes the
    `rate` of its settings.
    """

    name: str
    silent: bool
    """True for an engine whose sound is silence on purpose."""

    def fingerprint(self) -> str:
        """Everything but the text that the sound depends on; part of the cache key.

        The same in every run. No secret is in it: with another key, it is the same voice.
        """

    def voices(self) -> Sequence[Voice]:
        """The voices it can speak with; empty where it can't tell."""

    def speak(self, text: str, target: Path) -> None:
        """Write `text`, spoken, to `target` as an audio file of any common format.

        Raises EngineCrashed or EngineTimeout where another try may help, EngineBusy where it
        will after a wait, EngineRefused where it will not.
        """

    def close(self) -> None:
        """Let go of processes and files; may be called twice.

        May be called from another thread while `speak` runs, and ends it then.
        """


def traits_of(engine: Engine) -> Traits:
    """Returns the engine's traits; the usual ones if it has none. Raises EngineSetupError."""
    traits = getattr(engine, "traits", Traits())
    if not isinstance(traits, Traits):
        raise EngineSetupError(
            f"the traits of engine {engine.name!r} are a {type(traits).__name__}; "
            "expected a voiceguide.Traits"
        )
    return traits
