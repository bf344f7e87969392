"""Engines by name: the one door for built-in engines and for strangers' packages.

An engine is an entry point of the group `voiceguide.engines`; nothing of it
is imported until it is asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

from voiceguide.errors import EngineSetupError, UnknownNameError, VoiceguideError
from voiceguide.speech.engine import Engine, EngineSettings
from voiceguide.speech.options import Option

GROUP = "voiceguide.engines"
"""The entry point group that a package names its engines in."""


@dataclass(frozen=True, slots=True)
class Installed:
    """An engine that is installed: what makes engine objects, given settings."""

    name: str
    factory: Callable[[EngineSettings], Engine]

    @property
    def options(self) -> tuple[Option, ...]:
        """The options that it declares. Raises EngineSetupError where they are none."""
        declared = getattr(self.factory, "options", ())
        if isinstance(declared, Sequence) and all(isinstance(one, Option) for one in declared):
            return tuple(declared)
        raise EngineSetupError(
            f"the options of engine {self.name!r} are no sequence of voiceguide.Option"
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
    """The names of all installed engines, in alphabetical order; imports none of them."""
    return tuple(sorted(set(entry_points(group=GROUP).names)))


def find(name: str) -> Installed:
    """Returns the engine of that name: one search among the installed packages.

    Raises UnknownNameError where none has it, EngineSetupError where it can't be imported.
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
    """The name by which pip knows the package that brought the engine."""
    return entry.dist.name if entry.dist else entry.module.partition(".")[0]


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
