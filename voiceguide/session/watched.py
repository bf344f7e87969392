"""The user's own files that a session is made from: a save of any of them makes it again."""

from collections.abc import Sequence
from pathlib import Path

from voiceguide.errors import ScriptError, VoiceguideError
from voiceguide.files.saves import Look, State, look
from voiceguide.script import contents, includes, own_sounds, reader, source
from voiceguide.session.choices import Choices
from voiceguide.session.plan import load
from voiceguide.session.request import Request


def look_at(script: Path, bed: str | Path | None, chimes: str | Path | None) -> Look:
    """Returns a function for the state of a script's file, the files that it includes, and the
    user's own sounds, including those that the script names."""
    watched = Watched(Included(script), Request(bed=bed, chimes=chimes))
    return lambda: look(watched.files())


class Watched:
    """The files of a session, found again only after one of them was saved."""

    def __init__(self, included: "Included", request: Request) -> None:
        self._included = included
        self._request = request
        self._sounds: list[Path] = []
        self._read: State | None = None

    def files(self) -> Sequence[Path]:
        """Returns the script's files and the own sounds. Of a script with a mistake, those are all
        that it names: the mistake may be that one is missing."""
        parts = self._included.files()
        if look([*parts, *self._sounds]) != self._read:
            self._sounds = self._found(parts[0])
            self._read = look([*parts, *self._sounds])
        return [*parts, *self._sounds]

    def _found(self, script: Path) -> list[Path]:
        try:
            return self._request.sounds(Choices.of(load(script))).files()
        except VoiceguideError:
            return [*self._request.sounds(Choices()).files(), *_named_in(script)]


class Included:
    """A script's file and those that it includes, read again only after one of them was saved."""

    def __init__(self, script: Path) -> None:
        self._files: tuple[Path, ...] = (script,)
        self._read: State | None = None

    def files(self) -> Sequence[Path]:
        """Returns the files; while the script can't be read, those of before."""
        if look(self._files) != self._read:
            script = self._files[0]
            self._files = tuple(dict.fromkeys((*self._files, *includes.named_in(script))))
            self._read = look(self._files)
        return self._files


def _named_in(script: Path) -> Sequence[Path]:
    """Returns the paths of all sounds that a script names; none if it can't be read."""
    try:
        parsed, _ = includes.joined(source.parse(reader.read_text(script)), script)
    except (ScriptError, source.SourceError):
        return ()
    return tuple(own_sounds.named_in(parsed, contents.folder(script)))
