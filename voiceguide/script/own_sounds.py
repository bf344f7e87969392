"""Sounds that a script names: bundled ones, or the author's own files beside the script.

A script may come from anybody, so it can name only files in its own folder: no address, no parent
folder, and no link that leads out. The user's paths on the command line are not checked here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from voiceguide.errors import Problem, nearest
from voiceguide.script import plain
from voiceguide.script.source import Path as SourcePath
from voiceguide.script.source import Source
from voiceguide.sounds import BEDS, BELL, CHIME_SETS, MEANINGS, NO_BED

LONGEST = 500
"""The most characters in the name of a sound."""

KEYS = ("bed", "chimes", "chime")
"""The keys whose values may be sounds."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://|(?:data|file|https?):", re.IGNORECASE)
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a script: its name for messages, its folder, and its text once parsed."""

    name: str = "script"
    folder: Path = Path()
    source: Source | None = None

    def place(self, written: str) -> tuple[int, int]:
        """Returns the line and the column at which a sound is first named; zeros if unknown."""
        if self.source is None:
            return 0, 0
        for path, value in _written(self.source):
            if value == written:
                return self.source.place(self.source.values[path].start)
        return 0, 0


def named_in(source: Source, folder: Path) -> Iterator[Path]:
    """Yields the paths in `folder` of all sounds that a script names, also of missing ones."""
    for _, value in _written(source):
        if isinstance(value, str):
            yield folder / value


def seen_from_above(key: object, value: object, folder: PurePosixPath) -> object:
    """Returns a value as a script has to write it that includes it from a file in `folder`: an own
    sound is beside the file that names it."""
    if key not in KEYS or not isinstance(value, str) or not value.strip():
        return value
    is_bundled = _NAME.fullmatch(value)
    is_refused = _ADDRESS.match(value) or value.startswith("/") or "\\" in value
    return value if is_bundled or is_refused else normpath(folder / value)


def _written(source: Source) -> Iterator[tuple[SourcePath, object]]:
    """Yields each value that may be a sound, with its place."""
    for path, value in plain.walk(source.data):
        if path and path[-1] in KEYS:
            yield path, value


@dataclass(frozen=True, slots=True)
class OwnSound:
    """A file or a folder beside a script: as `written` there, and its absolute `path`."""

    written: str
    path: Path
    origin: Origin = field(default=Origin(), repr=False, compare=False)

    def __str__(self) -> str:
        return self.written

    def problem(self, message: str) -> Problem:
        """Returns a problem at the place where the script first names it."""
        line, column = self.origin.place(self.written)
        problem = Problem(line=line, column=column, message=message)
        return self.origin.source.located(problem) if self.origin.source else problem


Sounding = str | OwnSound
"""A sound: the name of a bundled one, or the author's own."""


def place(sound: Sounding) -> str | Path:
    """Returns a bundled sound's name, or the path of the author's own."""
    return sound if isinstance(sound, str) else sound.path


@dataclass(frozen=True, slots=True)
class _Kind:
    """The values that a key accepts: bundled `names`, or own sounds; `form` is for messages."""

    what: str
    names: Sequence[str]
    is_folder: bool = False

    @property
    def form(self) -> str:
        own = "a folder with your own sounds" if self.is_folder else "a sound file"
        return f"expected {', '.join(self.names)}, or {own} beside the script"

    def read(self, value: object, info: ValidationInfo) -> Sounding:
        """Returns the sound. Raises PydanticCustomError if there is none of that name."""
        if isinstance(value, OwnSound):
            return value
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
            raise _fault(f"{self.form}{self._cure(value)}")
        if value in self.names:
            return value
        origin = (info.context or {}).get("origin", Origin())
        try:
            return OwnSound(value, self._found(value, origin.folder), origin)
        except PydanticCustomError:
            raise
        except (OSError, ValueError, RuntimeError) as error:  # such as a NUL, or circular links
            raise _fault(f"{value!r} can't be read: {error}") from error

    def _cure(self, value: object) -> str:
        is_off = value is False or value is None
        return f"; for no bed, write {NO_BED}" if is_off and NO_BED in self.names else ""

    def _found(self, value: str, folder: Path) -> Path:
        if _ADDRESS.match(value):
            raise _fault(
                f"{value!r} is an address; nothing is fetched: put the sound beside the script"
            )
        if "\\" in value:
            raise _fault(f"{value!r}: separate the folders of a path with /")
        path = folder / value
        if Path(value).is_absolute() or ".." in Path(value).parts or not _within(path, folder):
            raise _fault(
                f"{value!r} leads out of the script's folder; put the sound beside the script"
            )
        if not path.exists():
            raise _fault(self._unknown(value))
        self._check(value, path, folder)
        return path

    def _unknown(self, value: str) -> str:
        if _NAME.fullmatch(value):
            own = "a folder" if self.is_folder else "a sound file"
            hint = nearest(value, self.names)
            stop = "" if hint.endswith("?") else "."
            return f"unknown {self.what} {value!r}{hint}{stop} Or name {own} beside the script"
        return f"there is no {value!r} beside the script; {self.form}"

    def _check(self, value: str, path: Path, folder: Path) -> None:
        if self.is_folder:
            if not path.is_dir():
                raise _fault(f"{value!r} is not a folder; {self.form}")
            chimes = [one for one in path.iterdir() if one.stem.lower() in (*MEANINGS, BELL)]
            if any(not _within(one, folder) for one in chimes):
                raise _fault(f"a sound in {value!r} is a link out of the script's folder")
        elif not path.is_file():
            found = "a folder" if path.is_dir() else "not a file"
            raise _fault(f"{value!r} is {found}; {self.form}")


def _within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _fault(message: str) -> Exception:
    return PydanticCustomError("sound", "{message}", {"message": message})


_SCHEMA = {"type": "string", "minLength": 1, "maxLength": LONGEST}
_WRITTEN = PlainSerializer(str, return_type=str)

BedName = Annotated[
    Sounding,
    PlainValidator(_Kind("bed", (*BEDS, NO_BED)).read),
    _WRITTEN,
    WithJsonSchema(_SCHEMA),
]
"""A bundled bed, `none`, or a sound file beside the script."""

ChimeSet = Annotated[
    Sounding,
    PlainValidator(_Kind("set of chimes", CHIME_SETS, is_folder=True).read),
    _WRITTEN,
    WithJsonSchema(_SCHEMA),
]
"""A bundled set of chimes, or a folder with sounds beside the script."""

ChimeName = Annotated[
    Sounding,
    PlainValidator(_Kind("chime", (BELL, *MEANINGS)).read),
    _WRITTEN,
    WithJsonSchema(_SCHEMA),
]
"""A chime of the session's set, by its meaning, or a sound file beside the script."""
