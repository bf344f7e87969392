"""What an engine is: the one thing to implement to add a voice to voiceguide.

1. Write a class with the attributes and methods of `Engine`; its constructor
   takes one `EngineSettings`.
2. Name it in your package's pyproject.toml:

       [project.entry-points."voiceguide.engines"]
       myengine = "mypackage.engine:MyEngine"

3. Run the contract suite on it (tests/speech/contract.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How to speak. None leaves the choice to the engine.

    `rate` is in the engine's own numbers where it has `rates`, else in words a minute;
    `volume` from 0 to 1; `command` is the argument list of the `command` engine,
    `language` the script's (BCP 47).
    """

    voice: str | None = None
    rate: int | None = None
    volume: float = 1.0
    language: str = "en"
    command: tuple[str, ...] = ()


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


class Engine(Protocol):
    """Speaks one text at a time into a file.

    An engine object is used by one thread at a time; voiceguide makes several
    when it wants to speak in parallel. It is opened lazily: the constructor
    raises EngineSetupError or UnknownNameError for settings that can't work.

    It may also have an attribute `chain`: the name of the preset of
    audio/voice_chain.py that suits its sound, such as "formant"; without it,
    that is "natural". And an attribute `rates`, its `Rates`: then it is listened to,
    and gets the number at which it speaks as many words a minute as were asked for.

    Two methods save time, where an engine has them. `start()` begins what takes long before
    the first text, and returns at once; `set_rate(rate)`, between two texts, changes the
    `rate` of its settings.
    """

    name: str
    silent: bool
    """True for an engine whose sound is silence on purpose."""

    def fingerprint(self) -> str:
        """Everything but the text that the sound depends on; part of the cache key."""

    def voices(self) -> Sequence[Voice]:
        """The voices it can speak with; empty where it can't tell."""

    def speak(self, text: str, target: Path) -> None:
        """Write `text`, spoken, to `target` as an audio file of any common format.

        Raises EngineCrashed or EngineTimeout where another try may help,
        EngineRefused where it will not.
        """

    def close(self) -> None:
        """Let go of processes and files; may be called twice.

        May be called from another thread while `speak` runs, and ends it then.
        """
