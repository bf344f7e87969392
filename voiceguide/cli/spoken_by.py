"""Reports the voice that the engine `auto` chose."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.automatic import ChosenVoice


def spoken_by() -> "Callable[[ChosenVoice], None]":
    """Returns a function that reports each chosen voice on standard error, once."""
    said = set[str]()

    def tell(chosen: "ChosenVoice") -> None:
        line = str(chosen)
        if line not in said:
            said.add(line)
            say(line, err=True)

    return tell
