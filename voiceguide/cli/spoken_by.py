"""Says which voice speaks, if the engine `auto` chose it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from voiceguide.console.say import say

if TYPE_CHECKING:
    from voiceguide.speech.automatic import ChosenVoice


def spoken_by() -> "Callable[[ChosenVoice], None]":
    """Returns a function that says on standard error who speaks, once for each choice."""
    said = set[str]()

    def tell(chosen: "ChosenVoice") -> None:
        line = str(chosen)
        if line not in said:
            said.add(line)
            say(line, err=True)

    return tell
