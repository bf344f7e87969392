"""Who speaks a session and how, as it is asked for; and the engine that does it."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from voiceguide.speech import registry
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.mask import Mask
from voiceguide.speech.options import Options, completed, secrets_in
from voiceguide.speech.turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """Who speaks and how. `volume` is from 0 to 1.

    `rate` is in real words a minute while the voice speaks, whatever the engine counts in;
    None is a calm pace. `options` are values for options of the engine's own, by name: for the
    engine `command`, the `command` line to run. `chain` says how the voice is polished:
    formant, natural, off, or auto for what suits the engine.
    """

    engine: str = "pyttsx3"
    voice: str | None = None
    rate: int | None = None
    volume: float = 1.0
    options: Mapping[str, str] = field(default_factory=Options)
    chain: str = "auto"

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", Options(self.options))


def create_engine(voicing: Voicing) -> Guarded:
    """An engine that a voicing asks for, at its usual rate. Raises as `engine_maker` does."""
    return engine_maker(voicing)(None)


def engine_maker(
    voicing: Voicing, language: str = "en", turns: Turns | None = None
) -> Callable[[int | None], Guarded]:
    """Returns what makes the engines of a voicing, given a rate in the engine's own numbers.

    They share `turns`. Raises UnknownNameError for an engine or an option that does not exist,
    EngineSetupError for an engine that can't work or lacks an option; what it returns raises
    these, too.
    """
    installed = registry.find(voicing.engine)
    options = completed(voicing.engine, installed.options, voicing.options)
    mask = Mask(secrets_in(installed.options, options))
    shared = turns or Turns()

    def make(rate: int | None) -> Guarded:
        settings = EngineSettings(
            voice=voicing.voice,
            rate=rate,
            volume=voicing.volume,
            language=language,
            options=options,
        )
        return Guarded(mask.call(lambda: installed.open(settings)), shared, mask)

    return make


def voice_fingerprint(voicing: Voicing) -> str:
    """What the sound of a voicing's engine depends on; no word is spoken.

    Raises as `engine_maker` does.
    """
    with closing(create_engine(voicing)) as engine:
        return engine.fingerprint()
