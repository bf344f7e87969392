"""What every engine checks before it speaks."""

from voiceguide.errors import EngineRefused, EngineSetupError
from voiceguide.speech.engine import Rates


def check_text(text: str, *, longest: int | None = None) -> None:
    """Raise EngineRefused for a text that no engine can speak, or over `longest` characters."""
    if not text.strip():
        raise EngineRefused("the text is empty; there is nothing to say")
    if "\0" in text:
        raise EngineRefused("the text has a NUL character in it; take it out")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise EngineRefused("the text has half a character in it (a lone surrogate); retype it")
    if longest is not None and len(text) > longest:
        raise EngineRefused(
            f"the text has {len(text):,} characters, more than the {longest:,} that can be "
            "spoken at once; split it into sentences"
        )


def check_rate(rate: int, rates: Rates) -> None:
    """Raise EngineSetupError for a rate that the engine does not have."""
    if not rates.least <= rate <= rates.most:
        raise EngineSetupError(
            f"a rate of {rate} can't be spoken; choose {rates.least} to {rates.most}"
        )


def check_volume(volume: float) -> None:
    """Raise EngineSetupError for a volume outside 0 to 1."""
    if not 0 <= volume <= 1:
        raise EngineSetupError(f"a volume of {volume:g} does not exist; choose 0 to 1")
