"""An engine's options: their declaration, and the user's values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from voiceguide.errors import EngineSetupError, UnknownNameError

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option that an engine takes, such as the address of a service.

    `help` is one line for people. The engine gets `default` if the user gives no value; None
    leaves the option out. An engine does not open without a `required` option. The value of a
    `secret` option is never shown, and refused on a command line.
    """

    name: str
    help: str
    default: str | None = None
    required: bool = False
    secret: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise EngineSetupError(
                f"an option can't be named {self.name!r}; use a-z, 0-9 and _, beginning with a "
                "letter"
            )


class Options(Mapping[str, str]):
    """The values of an engine's options, by name; immutable.

    The repr shows names only, since a value may be a secret. Raises EngineSetupError for a value
    that isn't a string.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})
        for name, value in self._values.items():
            if not isinstance(value, str):
                raise EngineSetupError(
                    f"the engine's option {name!r} must be a string, not {type(value).__name__}"
                )

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return f"Options({', '.join(f'{name}=...' for name in self._values)})"


def variable(engine: str, option: str) -> str:
    """Returns the environment variable that holds an option's value.

    >>> variable("my-cloud", "key")
    'VOICEGUIDE_MY_CLOUD_KEY'
    """
    return "VOICEGUIDE_" + re.sub(r"[^A-Z0-9]", "_", f"{engine}_{option}".upper())


def from_environment(
    engine: str, declared: Sequence[Option], environment: Mapping[str, str]
) -> dict[str, str]:
    """Returns the values that the environment sets for declared options, by name."""
    places = {option.name: variable(engine, option.name) for option in declared}
    return {name: environment[place] for name, place in places.items() if environment.get(place)}


def completed(engine: str, declared: Sequence[Option], given: Mapping[str, str]) -> Options:
    """Returns the given values, and defaults for the rest.

    Raises UnknownNameError for an option that the engine doesn't have, EngineSetupError if a
    required option is missing.
    """
    names = [option.name for option in declared]
    for name in given:
        if name not in names:
            hint = "" if names else f"The engine {engine} takes no options."
            raise UnknownNameError(f"option of the engine {engine}:", name, names, hint)
    values = dict(given)
    for option in declared:
        if option.default is not None:
            values.setdefault(option.name, option.default)
        if option.required and not values.get(option.name):
            raise EngineSetupError(
                f"the engine {engine} needs the option {option.name!r} "
                f"({option.help.rstrip('.')}); {how_to_set(engine, option)}"
            )
    return Options(values)


def how_to_set(engine: str, option: Option) -> str:
    """Returns advice on setting an option: the environment, the command line, and Python."""
    value = "@FILE" if option.secret else "..."
    return (
        f"set {variable(engine, option.name)}, or add --engine-option {option.name}={value} "
        f"(in Python: Voicing(options={{{option.name!r}: ...}}))"
    )


def secrets_in(declared: Sequence[Option], values: Mapping[str, str]) -> tuple[str, ...]:
    """Returns the values that must not be shown."""
    named = [option.name for option in declared if option.secret]
    return tuple(values[name] for name in named if values.get(name))
