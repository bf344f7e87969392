"""The user's own files that a session is made from: a save of any of them makes it anew."""

from pathlib import Path

from voiceguide.errors import VoiceguideError
from voiceguide.files.saves import Look, look
from voiceguide.session.choices import Choices
from voiceguide.session.plan import load
from voiceguide.session.request import Request


def look_at(script: Path, bed: str | Path | None, chimes: str | Path | None) -> Look:
    """Returns a function for the state of a script's file and of the sounds that are not
    voiceguide's, including those that the script named when it was last read."""
    request, known = Request(bed=bed, chimes=chimes), dict[object, list[Path]]()

    def files() -> list[Path]:
        saved = look([script]).get(script)
        if saved not in known:
            try:
                choices = Choices.of(load(script))
            except VoiceguideError:
                choices = Choices()
            known.clear()
            known[saved] = request.sounds(choices).files()
        return known[saved]

    return lambda: look([script, *files()])
