"""Engines by name: the one door for built-in engines and for strangers' packages.

An engine is an entry point of the group `voiceguide.engines`; nothing of it
is imported until it is created.
"""

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from voiceguide.errors import EngineSetupError, UnknownNameError, VoiceguideError
from voiceguide.speech.engine import Engine, EngineSettings

GROUP = "voiceguide.engines"
"""The entry point group that a package names its engines in."""


def engine_names() -> tuple[str, ...]:
    """The names of all installed engines, in alphabetical order; imports none of them."""
    return tuple(sorted(set(entry_points(group=GROUP).names)))


def create(name: str, settings: EngineSettings) -> Engine:
    """The engine of that name, ready to speak with `settings`. Raises as `find` does."""
    return find(name)(settings)


def find(name: str) -> Callable[[EngineSettings], Engine]:
    """What makes engines of that name: one search among the installed packages for all of them.

    Raises UnknownNameError where none has it, EngineSetupError where it can't be imported;
    what is found raises EngineSetupError where it can't work with its settings.
    """
    found = list(entry_points(group=GROUP, name=name))
    if not found:
        hint = "" if engine_names() else "No engine is installed: install voiceguide with pip."
        raise UnknownNameError("engine", name, engine_names(), hint)
    entry = found[0]
    try:
        factory = entry.load()
    except Exception as error:
        raise EngineSetupError(
            f"engine {name!r} could not be loaded from {entry.value}: {_reason(error)}. "
            f"Reinstall it: pip install --force-reinstall {_package(entry)}"
        ) from error

    def made(settings: EngineSettings) -> Engine:
        try:
            engine: Engine = factory(settings)
        except VoiceguideError:
            raise
        except Exception as error:
            raise EngineSetupError(
                f"engine {name!r} could not be started: {_reason(error)}"
            ) from error
        return engine

    return made


def _package(entry: EntryPoint) -> str:
    """The name by which pip knows the package that brought the engine."""
    return entry.dist.name if entry.dist else entry.module.partition(".")[0]


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
