"""The engine interface: implement it to add a voice to voiceguide.

1. Write a class with the attributes and methods of `Engine`; its constructor
   takes one `EngineSettings`.
2. Name it in your package's pyproject.toml:

       [project.entry-points."voiceguide.engines"]
       myengine = "mypackage.engine:MyEngine"

3. Run the contract suite on it (`voiceguide.speech.contract`).

docs/engines.md shows a complete engine, and lists every attribute in a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, get_args

from voiceguide.audio.voice_chain import FORMANT, NATURAL
from voiceguide.errors import EngineSetupError
from voiceguide.speech.options import Options


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How to speak. None leaves the choice to the engine.

    `rate` is in the engine's own units if its traits have `rates`, otherwise in words a minute.
    `volume` is from 0 to 1. `language` is the script's (BCP 47). `options` has a value for each
    of the engine's options that the user set or that has a default.
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
    """The range of an engine's own units for speed: a greater number is faster.

    `usual` is tried first. `usual_wpm` is the words per minute at `usual`, as
    `pace.words_a_minute` measures them, if known for this voice in advance. If `is_calm`, `usual`
    is the rate of a session that asks for no other, whatever that is in words per minute.
    """

    least: int
    most: int
    usual: int
    usual_wpm: float | None = None
    is_calm: bool = False


Cut = Literal["clauses", "sentences", "paragraphs"]
"""How texts are cut for an engine. clauses: at commas too, with pauses as long as the script sets.
sentences: commas are left to the engine. paragraphs: only at pause marks, questions and empty
lines; full stops are left to the engine too."""

CUTS: tuple[Cut, ...] = get_args(Cut)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How an engine works best; voiceguide arranges the work to suit.

    `cut` says how to cut texts for it. Within one session, at most `at_once` engine objects speak
    at the same time; None means as many as suit the machine. Sessions made at the same time don't
    share this limit. A text refused with EngineBusy is tried again after `retry_after_s` seconds,
    doubled each time, unless the error says how long to wait. `chain` names the preset in
    audio/voice_chain.py that suits its sound. If it has `rates`, voiceguide measures how fast the
    engine speaks, and sets the rate that matches the requested words per minute. `charges`: its
    service may cost money, so voiceguide says how much it will send, and requests no second takes.
    `phonemes` are the IPA symbols that it accepts in double brackets in place of a word: `Now
    [[ˌɛfləˈɹɑːʒ]].`; an engine without any gets words only.

    Raises EngineSetupError for values that make no sense.
    """

    cut: Cut = "clauses"
    at_once: int | None = None
    retry_after_s: float = 1.0
    chain: str = NATURAL.name
    rates: Rates | None = None
    charges: bool = False
    phonemes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.cut not in CUTS:
            raise EngineSetupError(f"cut={self.cut!r}: expected one of: {', '.join(CUTS)}")
        if self.at_once is not None and self.at_once < 1:
            raise EngineSetupError(f"at_once={self.at_once}: expected 1 or more, or None")
        if not 0 < self.retry_after_s < float("inf"):
            raise EngineSetupError(f"retry_after_s={self.retry_after_s}: expected seconds, over 0")


class Engine(Protocol):
    """Speaks one text at a time into a file.

    An engine object is used by one thread at a time; voiceguide makes several to speak in
    parallel. The constructor returns quickly, and raises EngineSetupError or UnknownNameError
    for settings that can't work.

    An engine may also have `traits`, a `Traits`; without it, the defaults apply. The class (or
    function) that the entry point names may have `options`, a sequence of `Option`.

    Three optional methods save time. `start()` begins slow preparations before the first text, and
    returns at once. `set_rate(rate)`, called between two texts, changes the `rate` of its
    settings. `expect(requests)` announces the coming texts in order, each with its rate, so that
    the engine can work ahead; it is called only for an engine that speaks alone (`at_once` is 1).
    """

    name: str
    silent: bool
    """True if the engine produces silence on purpose."""

    def fingerprint(self) -> str:
        """Returns everything that the sound depends on, except the text; part of the cache key.

        It is the same in every run. It contains no secret, since a key does not change the voice.
        """

    def voices(self) -> Sequence[Voice]:
        """Returns the voices that the engine can speak with; empty if they are not known."""

    def speak(self, text: str, target: Path) -> None:
        """Speaks `text` into `target`, an audio file of any common format.

        Raises EngineCrashed or EngineTimeout if trying again may help, EngineBusy if it helps after
        a wait, EngineRefused if it never helps.
        """

    def close(self) -> None:
        """Releases processes and files. May be called twice.

        If another thread calls it while `speak` runs, `speak` ends.
        """


def traits_of(engine: Engine) -> Traits:
    """Returns the engine's traits, or the defaults if it has none. Raises EngineSetupError."""
    traits = getattr(engine, "traits", Traits())
    if not isinstance(traits, Traits):
        raise EngineSetupError(
            f"the traits of engine {engine.name!r} are a {type(traits).__name__}; "
            "expected a voiceguide.Traits"
        )
    return traits


def kind_of_voice(engine: Engine) -> str:
    """Returns `formant` or `natural`, depending on the engine's chain; empty if it is silent."""
    if engine.silent:
        return ""
    return FORMANT.name if traits_of(engine).chain == FORMANT.name else NATURAL.name
