"""The choice of who speaks a session, and how; and the engine for that choice."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from voiceguide.speech import registry
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.mask import Mask
from voiceguide.speech.options import Option, Options, completed, from_environment, secrets_in
from voiceguide.speech.turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """Who speaks and how. `volume` is from 0 to 1.

    `rate` is the speaking rate in words per minute, the same for every engine; None is a calm pace.
    `options` are values for the engine's own options, by name: for the engine `command`, the
    `command` line to run. They take precedence over the environment's values. `chain` says how the
    voice is polished: formant, natural, off, or auto for the one that suits the engine.
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
    """Returns an engine for a voicing, at its usual rate. Raises as `engine_maker` does."""
    return engine_maker(voicing)(None)


def engine_maker(
    voicing: Voicing, language: str = "en", turns: Turns | None = None
) -> Callable[[int | None], Guarded]:
    """Returns a function that makes a voicing's engines, given a rate in the engine's own units.

    The engines share `turns`. Raises UnknownNameError for an engine or an option that does not
    exist, EngineSetupError for an engine that can't work or lacks an option; so does the function.
    """
    installed = registry.find(voicing.engine)
    options = completed(voicing.engine, installed.options, _given(voicing, installed.options))
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


def missing_options(voicing: Voicing) -> tuple[Option, ...]:
    """Returns the engine's required options that neither the voicing nor the environment sets.

    Raises UnknownNameError for an engine that does not exist, EngineSetupError for one that can't
    be imported.
    """
    declared = registry.find(voicing.engine).options
    given = _given(voicing, declared)
    return tuple(one for one in declared if one.required and not given.get(one.name, one.default))


def _given(voicing: Voicing, declared: Sequence[Option]) -> dict[str, str]:
    """Returns the values of the voicing and, for other options, those of the environment."""
    return {**from_environment(voicing.engine, declared, os.environ), **voicing.options}


def voice_fingerprint(voicing: Voicing) -> str:
    """Returns the fingerprint of a voicing's engine, without speaking.

    Raises as `engine_maker` does.
    """
    with closing(create_engine(voicing)) as engine:
        return engine.fingerprint()
