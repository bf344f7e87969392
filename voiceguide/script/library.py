"""The bundled scripts, and the file of a script named on the command line."""

from pathlib import Path

from voiceguide import resources
from voiceguide.errors import UnknownNameError

MAX_BYTES = 512 * 1024
"""The largest script file in bytes, half a megabyte: twenty times a long script."""

SUFFIXES = (".yaml", ".yml")


def names() -> tuple[str, ...]:
    """Returns the names of the bundled scripts, sorted."""
    return tuple(sorted(path.stem for path in resources.scripts().glob("*.yaml")))


def find(name: str) -> Path:
    """Returns the file of a script, given by a bundled name or a path.

    A name with a folder or a script's suffix is a path; whether the file exists and
    is a script is left to the reader. Raises UnknownNameError.
    """
    if name in names():
        return resources.scripts() / f"{name}.yaml"
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or len(path.parts) != 1 or _exists(path):
        return path
    raise UnknownNameError("script", name, names(), "Give a name or the path of a script file")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the system
        return False
