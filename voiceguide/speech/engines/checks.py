"""Checks that every engine makes before it speaks."""

from voiceguide.errors import EngineRefused, EngineSetupError
from voiceguide.speech.engine import Rates


def check_text(text: str, *, longest: int | None = None) -> None:
    """Raises EngineRefused for a text that no engine can speak, or over `longest` characters."""
    if not text.strip():
        raise EngineRefused("the text is empty; there is nothing to say")
    if "\0" in text:
        raise EngineRefused("the text contains a NUL character; remove it")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise EngineRefused("the text contains half a character (a lone surrogate); retype it")
    if longest is not None and len(text) > longest:
        raise EngineRefused(
            f"the text has {len(text):,} characters, more than the {longest:,} that can be "
            "spoken at once; split it into sentences"
        )


def check_rate(rate: int, rates: Rates) -> None:
    """Raises EngineSetupError for a rate outside the engine's range."""
    if not rates.least <= rate <= rates.most:
        raise EngineSetupError(
            f"the engine can't speak at a rate of {rate}; choose {rates.least} to {rates.most}"
        )


def check_volume(volume: float) -> None:
    """Raises EngineSetupError for a volume outside 0 to 1."""
    if not 0 <= volume <= 1:
        raise EngineSetupError(f"a volume of {volume:g} is out of range; choose 0 to 1")
