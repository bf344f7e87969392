"""The bundled scripts, and where a script named on the command line is."""

from pathlib import Path

from voiceguide import resources
from voiceguide.errors import UnknownNameError

SUFFIXES = (".yaml", ".yml")


def names() -> tuple[str, ...]:
    """The names of the bundled scripts."""
    return tuple(sorted(path.stem for path in resources.scripts().glob("*.yaml")))


def find(name: str) -> Path:
    """The file of a script: a bundled name, or a path.

    What has a folder or a script's suffix in it is a path; whether that file
    exists and is a script is for the reader to say. Raises UnknownNameError.
    """
    if name in names():
        return resources.scripts() / f"{name}.yaml"
    path = Path(name)
    if path.suffix.lower() in SUFFIXES or len(path.parts) != 1 or _exists(path):
        return path
    raise UnknownNameError("script", name, names(), "Give the path of a script file, or a name")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the system
        return False
