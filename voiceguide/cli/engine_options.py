"""`--engine-option NAME=VALUE`: an engine's options from the command line and from files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

_LARGEST_BYTES = 100_000

Assigned = tuple[str, str]
"""An option's name, and its value on the command line."""


class Assignment(click.ParamType[Assigned]):
    """`NAME=VALUE`. No message repeats the value, which may be a secret."""

    name = "assignment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Assigned:
        """Returns the name and the value."""
        if isinstance(value, tuple):
            return value
        name, found, given = str(value).partition("=")
        if not found or not name.strip():
            self.fail("expected NAME=VALUE, or NAME=@FILE", param, ctx)
        return name.strip(), given


engine_option = click.option(
    "--engine-option",
    "assigned",
    type=Assignment(),
    multiple=True,
    metavar="NAME=VALUE",
    help="Set an option of the engine; see `voiceguide engines`. NAME=@FILE reads the value from "
    "a file; NAME=@@... sets a value that begins with @.",
)


def gathered(engine: str, assigned: Iterable[Assigned]) -> dict[str, str]:
    """Returns the values assigned to an engine's options.

    Raises click's UsageError for an option without an engine or given twice, for a secret on the
    command line, and for a file that can't be read; VoiceguideError for an engine that can't be
    found.
    """
    given = dict[str, str]()
    for name, value in assigned:
        if name in given:
            raise click.UsageError(f"the engine's option {name!r} is given twice")
        given[name] = value
    if not given:
        return {}
    if engine == "auto":
        raise click.UsageError(
            f"the option {next(iter(given))!r} belongs to one engine; name that with --engine"
        )
    from voiceguide.speech.options import variable
    from voiceguide.speech.registry import find

    declared = find(engine).options
    for option in declared:
        if option.secret and option.name in given and not _names_file(given[option.name]):
            raise click.UsageError(
                f"the engine's option {option.name!r} is a secret, and others can read the "
                f"command line: set {variable(engine, option.name)}, or put it in a file and add "
                f"--engine-option {option.name}=@FILE"
            )
    return {name: _read(name, value) for name, value in given.items()}


def _names_file(value: str) -> bool:
    """Returns whether a value names a file; @@ at its beginning means a plain @."""
    return value.startswith("@") and not value.startswith("@@")


def _read(name: str, value: str) -> str:
    """Returns the value, or the content of the file that it names."""
    if not _names_file(value):
        return value.removeprefix("@")
    if value == "@":
        raise click.UsageError(
            f"the engine's option {name!r}: there is no file name after the @; for a value that "
            "begins with an @, write @@"
        )
    path = Path(value.removeprefix("@"))
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
        text = content.decode("utf-8-sig").strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        reason = "it is a folder" if isinstance(error, IsADirectoryError) else reason
        raise click.UsageError(
            f"the engine's option {name!r} can't be read from {path}: {reason}"
        ) from error
    if not text or len(content) > _LARGEST_BYTES:
        state = "too large" if text else "empty"
        raise click.UsageError(f"the engine's option {name!r}: the file {path} is {state}")
    return text
