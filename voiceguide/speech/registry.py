"""Engines by name: built-in engines and those from other packages are found in the same way.

An engine is an entry point in the group `voiceguide.engines`; it is imported
only when it is requested.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from voiceguide.errors import EngineSetupError, UnknownNameError, VoiceguideError
from voiceguide.speech.engine import Engine, EngineSettings
from voiceguide.speech.options import Option

GROUP = "voiceguide.engines"
"""The entry point group in which packages name their engines."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed engine; `factory` makes engine objects from settings."""

    name: str
    factory: Callable[[EngineSettings], Engine]

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that it declares. Raises EngineSetupError if they aren't `Option`s."""
        declared = getattr(self.factory, "options", ())
        if isinstance(declared, Sequence) and all(isinstance(one, Option) for one in declared):
            return tuple(declared)
        raise EngineSetupError(
            f"the options of engine {self.name!r} are not a sequence of voiceguide.Option; "
            "tell its author"
        )

    def open(self, settings: EngineSettings) -> Engine:
        """Returns an engine that speaks with `settings`.

        Raises EngineSetupError or another InputError if it can't work with them.
        """
        try:
            return self.factory(settings)
        except VoiceguideError:
            raise
        except Exception as error:
            raise EngineSetupError(
                f"engine {self.name!r} could not be started: {_reason(error)}"
            ) from error


def engine_names() -> tuple[str, ...]:
    """Returns the names of all installed engines, in alphabetical order; imports none of them."""
    return tuple(sorted(set(entry_points(group=GROUP).names)))


def find(name: str) -> Installed:
    """Returns the engine of that name, with one search through the installed packages.

    Raises UnknownNameError if there is none, EngineSetupError if it can't be imported.
    """
    found = list(entry_points(group=GROUP, name=name))
    if not found:
        hint = "" if engine_names() else "No engine is installed: install voiceguide with pip."
        raise UnknownNameError("engine", name, engine_names(), hint)
    entry = found[0]
    try:
        return Installed(name, entry.load())
    except Exception as error:
        raise EngineSetupError(
            f"engine {name!r} could not be loaded from {entry.value}: {_reason(error)}. "
            f"Reinstall it: pip install --force-reinstall {_package(entry)}"
        ) from error


def _package(entry: EntryPoint) -> str:
    """Returns pip's name for the package that the engine comes from."""
    return entry.dist.name if entry.dist else entry.module.partition(".")[0]


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
