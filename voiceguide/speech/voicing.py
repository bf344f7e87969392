"""The choice of a session's voice and its settings, and the engine for them."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from voiceguide.errors import EngineSetupError, UnknownNameError
from voiceguide.speech import registry
from voiceguide.speech.automatic import AUTO, ChosenVoice, choose, configured
from voiceguide.speech.engine import EngineSettings
from voiceguide.speech.engines.voice_choice import named
from voiceguide.speech.guarded import Guarded
from voiceguide.speech.mask import Mask
from voiceguide.speech.options import Option, Options, completed, from_environment, secrets_in
from voiceguide.speech.turns import Turns
from voiceguide.speech.voices.known import find


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """Who speaks and how. `volume` is from 0 to 1.

    The engine `auto` stands for the user's default voice or, failing that, an installed natural
    voice for the script's language, or else pyttsx3.

    `rate` is the speaking rate in words per minute, the same for every engine; None is a calm pace.
    `options` are values for the engine's own options, by name: for the engine `command`, the
    `command` line to run. They take precedence over the environment's values. `chain` says how the
    voice is polished: formant, natural, off, or auto for the one that suits the engine.
    """

    engine: str = AUTO
    voice: str | None = None
    rate: int | None = None
    volume: float = 1.0
    options: Mapping[str, str] = field(default_factory=Options)
    chain: str = "auto"

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", Options(self.options))


def settled(
    voicing: Voicing, language: str, on_voice: Callable[[ChosenVoice], None] | None = None
) -> Voicing:
    """Returns the voicing with an engine in place of `auto`; calls `on_voice` with the choice.

    Everything that depends on who speaks, such as a cache key, needs a settled voicing. Raises
    EngineSetupError for a voice that is not installed, or options without an engine; InputError
    for defaults that can't be read.
    """
    engine = configured(voicing.engine)
    if engine != AUTO:
        return voicing if engine == voicing.engine else replace(voicing, engine=engine)
    if voicing.options:
        raise EngineSetupError(
            f"an option ({', '.join(voicing.options)}) belongs to one engine; name that engine too"
        )
    chosen = choose(voicing.voice, language)
    if on_voice is not None:
        on_voice(chosen)
    return replace(voicing, engine=chosen.engine, voice=chosen.voice)


def create_engine(voicing: Voicing, language: str = "en") -> Guarded:
    """Returns an engine for a voicing, at its usual rate. Raises as `engine_maker` does."""
    return engine_maker(voicing, language)(None)


def engine_maker(
    voicing: Voicing, language: str = "en", turns: Turns | None = None
) -> Callable[[int | None], Guarded]:
    """Returns a function that makes a voicing's engines, given a rate in the engine's own units.

    The engines share `turns`. Raises as `settled` does; UnknownNameError for an engine or an
    option that does not exist, EngineSetupError for an engine that can't work or lacks an option;
    so does the function.
    """
    voicing = settled(voicing, language)
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
    voicing = settled(voicing, "en")
    declared = registry.find(voicing.engine).options
    given = _given(voicing, declared)
    return tuple(one for one in declared if one.required and not given.get(one.name, one.default))


def _given(voicing: Voicing, declared: Sequence[Option]) -> dict[str, str]:
    """Returns the values of the voicing and, for other options, those of the environment."""
    return {**from_environment(voicing.engine, declared, os.environ), **voicing.options}


def voice_fingerprint(voicing: Voicing, language: str = "en") -> str:
    """Returns the fingerprint of a voicing's engine, without speaking.

    Raises as `engine_maker` does.
    """
    with closing(create_engine(voicing, language)) as engine:
        return engine.fingerprint()


def languages_of(voicing: Voicing) -> tuple[str, ...]:
    """Returns the languages of a settled voicing's voice; empty if that is not known.

    Raises as `engine_maker` does: UnknownNameError, too, for a voice that the engine doesn't have.
    """
    if voicing.voice is None:
        return ()
    natural = find(voicing.voice)
    if natural is not None and natural.engine == voicing.engine:
        return natural.voice.languages
    with closing(create_engine(voicing)) as engine:
        voices = engine.voices()
    base = voicing.voice.partition("+")[0]  # eSpeak NG's variants follow
    found = named(voices, base)
    if found is None and voices:
        raise UnknownNameError("voice", base, [voice.id.rpartition("/")[2] for voice in voices])
    return () if found is None else found.languages
