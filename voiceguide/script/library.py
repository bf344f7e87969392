"""The bundled scripts, and the file of a script named on the command line."""

import codecs
from pathlib import Path

from voiceguide import resources
from voiceguide.errors import UnknownNameError
from voiceguide.script.contents import STANDARD_INPUT, can_be_read_again

SUFFIXES = (".yaml", ".yml")

_SCRIPTS = ("", *SUFFIXES, ".txt")
_SOUNDS = (
    ".mp3",
    ".wav",
    ".flac",
    ".ogg",
    ".oga",
    ".opus",
    ".m4a",
    ".m4b",
    ".mp4",
    ".aac",
    ".aiff",
)
_SESSIONS = frozenset((*_SOUNDS, ".json", ".html", ".htm"))
_LOOKED_AT = 4096


def names() -> tuple[str, ...]:
    """Returns the names of the bundled scripts, sorted."""
    return tuple(sorted(path.stem for path in resources.scripts().glob("*.yaml")))


def bundled(name: str) -> Path:
    """Returns the file of a bundled script. Raises UnknownNameError."""
    if name not in names():
        raise UnknownNameError("script", name, names())
    return resources.scripts() / f"{name}.yaml"


def find(name: str) -> Path:
    """Returns the file of a script, given by a bundled name or a path.

    A name with a folder or a script's suffix is a path, and - is standard input. The reader checks
    whether the file exists and is a script. Raises UnknownNameError.
    """
    if name == str(STANDARD_INPUT):
        return STANDARD_INPUT
    if name in names():
        return bundled(name)
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or len(path.parts) != 1 or _exists(path):
        return path
    raise UnknownNameError("script", name, names(), "Give a name or the path of a script file")


def is_script(source: str) -> bool:
    """Whether a source is a script, for commands that take scripts and finished sessions.

    A bundled name is one. If the suffix doesn't tell, a file is one if it contains text.
    """
    path = Path(source)
    suffix = path.suffix.lower()
    return (
        source in names() or suffix in _SCRIPTS or (suffix not in _SESSIONS and _holds_text(path))
    )


def stem(source: str) -> str:
    """Returns the name for the files that are made from a script or a finished session."""
    if source in names():
        return source
    path = Path(source)
    return path.stem if can_be_read_again(path) else "session"


def _holds_text(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            start = stream.read(_LOOKED_AT)
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except (OSError, ValueError):
        return False
    return b"\0" not in start and bool(start)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the system
        return False
