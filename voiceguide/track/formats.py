"""The track formats, by suffix.

To add one, write a module with a `Format` and name it in FORMATS, or publish it in your own
package, as docs/formats.md shows. The rows here are found without a search through the installed
packages, which would cost every session 2 to 9 ms.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voiceguide.errors import InputError
from voiceguide.files.output import wrong_suffix
from voiceguide.track.flac.format import FLAC
from voiceguide.track.format import Format
from voiceguide.track.mp3.format import MP3
from voiceguide.track.mp4.format import M4A, M4B
from voiceguide.track.opus.format import OPUS
from voiceguide.track.wav.format import WAV

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FORMATS: Final[dict[str, Format]] = {one.suffix: one for one in (MP3, M4B, M4A, OPUS, FLAC, WAV)}
"""The formats that voiceguide itself writes and reads back."""

DEFAULT: Final = MP3
"""The format of a track whose name voiceguide chooses."""

GROUP: Final = "voiceguide.formats"
"""The entry point group in which packages name their formats, each by its suffix without a dot."""


def suffixes() -> tuple[str, ...]:
    """Returns the suffixes of all formats, built-in or installed; imports no installed format."""
    installed = sorted(f".{entry.name}" for entry in _entries())
    return tuple(dict.fromkeys([*FORMATS, *installed]))


def find_format(path: Path) -> Format | None:
    """Returns the format for a file name's suffix, or None if there is none.

    Raises InputError if an installed format can't be loaded.
    """
    suffix = path.suffix.lower()
    if suffix in FORMATS or len(suffix) < 2:
        return FORMATS.get(suffix)
    entry = next(_entries(suffix[1:]), None)
    return None if entry is None else _loaded(entry, suffix)


def format_of(path: Path) -> Format:
    """Returns the format for writing a file of that name.

    Raises OutputPathError, with the nearest suffix, if there is none; otherwise as `find_format`.
    """
    found = find_format(path)
    if found is None:
        raise wrong_suffix(path, suffixes(), "a format voiceguide writes")
    return found


def recognised(track: Path) -> Format | None:
    """Returns an existing file's format: by its suffix or, if renamed, by the timeline inside it.

    Returns None for other files. Raises OSError if it can't be read, otherwise as `find_format`.
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
            f"{entry.value} is installed as the format {suffix}, but is not a Format with that "
            "suffix; tell its author"
        )
    return found
