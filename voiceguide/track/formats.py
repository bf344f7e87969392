"""The formats that a track can have, by suffix.

To add one: write a module with a `Format`, and name it in FORMATS; or name it in a package of
your own, as docs/formats.md shows. The rows here are found without a search among the installed
packages, which would take 2 to 9 ms of every session.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voiceguide.errors import InputError
from voiceguide.files.output import wrong_suffix
from voiceguide.track.format import Format
from voiceguide.track.mp3.format import MP3

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FORMATS: Final[dict[str, Format]] = {one.suffix: one for one in (MP3,)}
"""What voiceguide itself writes and reads back."""

DEFAULT: Final = MP3
"""The format of a track whose name voiceguide chooses."""

GROUP: Final = "voiceguide.formats"
"""The entry point group in which a package names its formats, each by its suffix without dot."""


def suffixes() -> tuple[str, ...]:
    """The suffixes of all formats, built in or installed; imports no installed one."""
    installed = sorted(f".{entry.name}" for entry in _entries())
    return tuple(dict.fromkeys([*FORMATS, *installed]))


def find_format(path: Path) -> Format | None:
    """The format that a name belongs to by its suffix; None where it belongs to none.

    Raises InputError where an installed format can't be loaded.
    """
    suffix = path.suffix.lower()
    if suffix in FORMATS or len(suffix) < 2:
        return FORMATS.get(suffix)
    entry = next(_entries(suffix[1:]), None)
    return None if entry is None else _loaded(entry, suffix)


def format_of(path: Path) -> Format:
    """The format in which a file of that name is written.

    Raises OutputPathError, with the nearest suffix, where there is none; else as `find_format`.
    """
    found = find_format(path)
    if found is None:
        raise wrong_suffix(path, suffixes(), "a format voiceguide writes")
    return found


def recognised(track: Path) -> Format | None:
    """The format of a file that exists: by its suffix or, renamed, by the timeline it carries.

    None for other files. Raises OSError where it can't be read, else as `find_format`.
    """
    named = find_format(track)
    if named is not None:
        return named
    with track.open("rb") as stream:
        return next((one for one in FORMATS.values() if one.timeline(stream) is not None), None)


def _entries(name: str | None = None) -> Iterator["EntryPoint"]:
    from importlib.metadata import entry_points

    found = entry_points(group=GROUP)
    yield from found if name is None else found.select(name=name)


def _loaded(entry: "EntryPoint", suffix: str) -> Format:
    try:
        found = entry.load()
    except Exception as error:
        package = entry.dist.name if entry.dist else entry.module.partition(".")[0]
        raise InputError(
            f"the format {suffix} could not be loaded from {entry.value}: "
            f"{error or type(error).__name__}. Reinstall it: "
            f"pip install --force-reinstall {package}"
        ) from error
    if not isinstance(found, Format) or found.suffix != suffix:
        raise InputError(
            f"{entry.value} is installed as the format {suffix}, but is no Format with that "
            "suffix; tell its author"
        )
    return found
