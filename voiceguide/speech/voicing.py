"""Who speaks a session and how, as it is asked for; and the engine that does it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from voiceguide.errors import EngineSetupError, InputError, VoiceguideError
from voiceguide.speech import registry
from voiceguide.speech.engine import Engine, EngineSettings

COMMAND_ENGINE = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voicing:
    """Who speaks and how. `volume` is from 0 to 1.

    `rate` is in real words a minute while the voice speaks, whatever the engine counts in;
    None is a calm pace. `command` is the argument list of the `command` engine. `chain` says
    how the voice is polished: formant, natural, off, or auto for what suits the engine.
    """

    engine: str = "pyttsx3"
    voice: str | None = None
    rate: int | None = None
    volume: float = 1.0
    command: tuple[str, ...] = ()
    chain: str = "auto"


def create_engine(voicing: Voicing) -> Engine:
    """An engine that a voicing asks for, at its usual rate. Raises as `engine_maker` does."""
    return engine_maker(voicing)(None)


def engine_maker(voicing: Voicing, language: str = "en") -> Callable[[int | None], Engine]:
    """What makes the engines that a voicing asks for, given a rate in the engine's own numbers.

    Raises UnknownNameError or EngineSetupError, and InputError for a command
    that the engine would not run; what it gives raises EngineSetupError.
    """
    if voicing.command and voicing.engine != COMMAND_ENGINE:
        raise InputError(
            f"the engine {voicing.engine} runs no command; choose the engine {COMMAND_ENGINE} "
            "for it, or leave the command out"
        )
    make = registry.find(voicing.engine)
    return lambda rate: make(
        EngineSettings(
            voice=voicing.voice,
            rate=rate,
            volume=voicing.volume,
            language=language,
            command=voicing.command,
        )
    )


def voice_fingerprint(voicing: Voicing) -> str:
    """What the sound of a voicing's engine depends on; no word is spoken.

    Raises as `engine_maker` and `fingerprint_of` do.
    """
    engine = create_engine(voicing)
    try:
        return fingerprint_of(engine)
    finally:
        close_engine(engine)


def fingerprint_of(engine: Engine) -> str:
    """What the sound of an engine depends on. Raises EngineSetupError where it fails to say."""
    try:
        return engine.fingerprint()
    except VoiceguideError:
        raise
    except Exception as error:
        raise EngineSetupError(
            f"engine {engine.name!r} could not say what its sound depends on: {error}"
        ) from error


def close_engine(engine: Engine) -> None:
    """A stranger's engine that can't even close must not hide why it is being closed."""
    with suppress(Exception):
        engine.close()
