"""The user's own files that a session is made from: a save of any of them makes it again."""

from collections.abc import Sequence
from pathlib import Path

from voiceguide.errors import VoiceguideError
from voiceguide.files.saves import Look, State, look
from voiceguide.script.includes import named_in
from voiceguide.session.choices import Choices
from voiceguide.session.plan import load
from voiceguide.session.request import Request


def look_at(script: Path, bed: str | Path | None, chimes: str | Path | None) -> Look:
    """Returns a function for the state of a script's file, the files that it includes, and the
    user's own sounds, including those that the script named when it was last read."""
    request, known = Request(bed=bed, chimes=chimes), dict[object, list[Path]]()
    included = Included(script)

    def files() -> list[Path]:
        parts = included.files()
        saved = tuple(look(parts).items())
        if saved not in known:
            try:
                choices = Choices.of(load(script))
            except VoiceguideError:
                choices = Choices()
            known.clear()
            known[saved] = request.sounds(choices).files()
        return [*parts, *known[saved]]

    return lambda: look(files())


class Included:
    """A script's file and those that it includes, read again only after one of them was saved."""

    def __init__(self, script: Path) -> None:
        self._files: tuple[Path, ...] = (script,)
        self._read: State | None = None

    def files(self) -> Sequence[Path]:
        """Returns the files; while the script can't be read, those of before."""
        if look(self._files) != self._read:
            script = self._files[0]
            self._files = tuple(dict.fromkeys((*self._files, *named_in(script))))
            self._read = look(self._files)
        return self._files
