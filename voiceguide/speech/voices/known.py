"""All known natural voices: those of our catalogue, and those of installed packages."""

from voiceguide.errors import UnknownNameError
from voiceguide.speech.voices.catalogue import NaturalVoice, catalogue
from voiceguide.speech.voices.packages import packaged


def known() -> tuple[NaturalVoice, ...]:
    """Returns the known voices in order of preference, each id once."""
    found = dict[str, NaturalVoice]()
    for voice in (*catalogue(), *packaged().voices):
        found.setdefault(voice.id, voice)
    return tuple(found.values())


def of_engine(engine: str) -> tuple[NaturalVoice, ...]:
    """Returns an engine's known voices."""
    return tuple(voice for voice in known() if voice.engine == engine)


def find(wanted: str) -> NaturalVoice | None:
    """Returns the voice with that id or name, in any case; None if no such voice is known."""
    folded = wanted.casefold()
    voices = known()
    for names in ("id", "name"):
        for voice in voices:
            if getattr(voice.voice, names).casefold() == folded:
                return voice
    return None


def named(wanted: str) -> NaturalVoice:
    """Returns the voice with that id or name, in any case. Raises UnknownNameError."""
    voice = find(wanted)
    if voice is None:
        names = [name for one in known() for name in (one.id, one.voice.name)]
        raise UnknownNameError("voice", wanted, names, "List them: voiceguide voices")
    return voice
