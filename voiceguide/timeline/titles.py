"""The title of a session, which says what was wished of it."""

from voiceguide.script.guidance import FULL
from voiceguide.script.model import Script
from voiceguide.wording import language as languages


def titled(script: Script, amount: str) -> str:
    """Returns the session's title, which says so if there is less than full guidance."""
    if amount == FULL:
        return script.title
    return f"{script.title} ({languages.of(script.language).shown.text('guidance', amount)})"
