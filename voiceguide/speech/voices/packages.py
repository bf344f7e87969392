"""Voices that other packages add, read without running any of their code.

An entry point in the group `voiceguide.voices` names a package whose folder holds `voices.toml`,
a table such as our own catalogue.toml, and usually the voices' files. The folder is found without
importing the package.
"""

import tomllib
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from voiceguide.speech.voices.catalogue import NaturalVoice, voices_in

GROUP = "voiceguide.voices"
"""The entry point group in which packages name the folder of their voices."""

FILE = "voices.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packaged:
    """The voices of all installed packages; `faults` says which ones can't be read, and why."""

    voices: tuple[NaturalVoice, ...]
    faults: tuple[str, ...]


def packaged() -> Packaged:
    """Returns the voices that installed packages add, in the order of the packages' names."""
    voices, faults = list[NaturalVoice](), list[str]()
    for entry in sorted(entry_points(group=GROUP), key=lambda found: (found.name, found.value)):
        try:
            folder = _folder(entry)
            table = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
            voices += voices_in(table, folder)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            package = entry.dist.name if entry.dist else entry.value
            faults.append(f"the voices of the package {package} can't be read: {_reason(error)}")
    return Packaged(voices=tuple(voices), faults=tuple(faults))


def _folder(entry: EntryPoint) -> Path:
    """Returns the folder of the package that an entry point names.

    Looking for a module inside another one would import that, so a dot is refused.
    """
    if not entry.value.isidentifier():
        raise ValueError(f"{entry.value!r} is not the name of a package")
    spec = find_spec(entry.value)
    if spec is None or not spec.submodule_search_locations:
        raise ValueError(f"there is no package {entry.value!r}")
    return Path(next(iter(spec.submodule_search_locations)))


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{FILE} lacks {error.args[0]!r}"
    return f"{FILE}: {error}" if isinstance(error, TypeError | AttributeError) else str(error)
