"""Options that several commands share."""

import functools
import os
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from voiceguide.cli.engine_options import Assigned, engine_option, gathered
from voiceguide.sounds import (
    BED_LEVEL_LU,
    BEDS,
    CHIME_SETS,
    CHIMES,
    LOUDEST_BED_LU,
    ROOM_TONE,
    SOFTEST_BED_LU,
)

Command = TypeVar("Command", bound=Callable[..., Any])

_MINUTES = re.compile(r"[0-9]{1,4}(\.[0-9]{1,9})?")


class Minutes(click.ParamType[Fraction]):
    """A number of minutes, whole or with a decimal part."""

    name = "minutes"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Returns the number, exactly as written."""
        text = str(value)
        # This comes before Fraction, which would compute for hours on 1e999999999.
        if not _MINUTES.fullmatch(text):
            self.fail(f"{text!r} is not a number of minutes, such as 20 or 13.5", param, ctx)
        return Fraction(text)


def length(command: Command) -> Command:
    """`--length NAME | --minutes N`."""
    command = click.option(
        "--minutes",
        type=Minutes(),
        help="The length in minutes, within the script's limits, such as 13.5.",
    )(command)
    return click.option(
        "--length", "length", metavar="NAME", help="A named length of the script, such as short."
    )(command)


def step(what: str) -> Callable[[Command], Command]:
    """`--step ID`; `what` says in the help what is done with it."""
    return click.option(
        "--step",
        metavar="ID",
        help=f"{what} the step with this id, or the steps of this group; work.2 is the second "
        "round of work.",
    )


class OutputPath(click.ParamType[Path]):
    """The path of a file to write."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Returns the path. A name that ends with a slash is a folder's, and refused."""
        text = os.fspath(value)
        if text.endswith(("/", os.sep)):
            self.fail(f"{text}: this is a folder; add the name of a file to it", param, ctx)
        return Path(text)


def output(
    what: str, default: str = "Default: named after the session."
) -> Callable[[Command], Command]:
    """`-o FILE`. In the help, `what` describes the file, and `default` what happens without it."""
    return click.option("-o", "--output", type=OutputPath(), help=f"{what} to write. {default}")


def force(command: Command) -> Command:
    """`--force`, for commands that write files for people to edit."""
    return click.option("--force", is_flag=True, help="Replace FILE if it exists.")(command)


def bed(command: Command) -> Command:
    """`--bed NAME|FILE|none`."""
    return click.option(
        "--bed",
        metavar="NAME|FILE|none",
        help=f"Background sound: {', '.join(BEDS)}, your own file, or none. Default: the "
        f"script's, else {ROOM_TONE}.",
    )(command)


def bed_level(command: Command) -> Command:
    """`--bed-level LU`."""
    return click.option(
        "--bed-level",
        "bed_level_lu",
        type=float,
        metavar="LU",
        help=f"Bed level relative to the voice, in LU ({SOFTEST_BED_LU:g} to {LOUDEST_BED_LU:g}). "
        f"Default: the script's, else {BED_LEVEL_LU:g}.",
    )(command)


def chimes(command: Command) -> Command:
    """`--chimes NAME|FOLDER`."""
    return click.option(
        "--chimes",
        metavar="NAME|FOLDER",
        help=f"Set of chimes: {', '.join(CHIME_SETS)}, or a folder with your own sounds. Default: "
        f"the script's, else {CHIMES}.",
    )(command)


def sleep(command: Command) -> Command:
    """`--sleep`."""
    return click.option(
        "--sleep",
        is_flag=True,
        help="For falling asleep: a long fade-out, chimes that fade away, no waking words.",
    )(command)


_VOICE = (
    click.option(
        "--engine",
        default="auto",
        show_default=True,
        metavar="ENGINE",
        help="Speech engine: piper, pyttsx3, command, silent, or any other that is installed; "
        "auto takes a natural voice if there is one.",
    ),
    engine_option,
    click.option("--voice", metavar="VOICE", help="The voice; see `voiceguide voices`."),
    click.option(
        "--rate",
        type=click.IntRange(1, 1000),
        metavar="WPM",
        help="Speaking rate in words per minute, the same for every engine.",
    ),
    click.option(
        "--volume",
        type=click.FloatRange(0, 1, min_open=True),
        default=1.0,
        help="Engine volume, up to 1.",
    ),
    click.option(
        "--command",
        "engine_command",
        metavar="'PROGRAM ...'",
        help="For --engine command: the program that speaks, with its arguments, such as {text}, "
        "{textfile}, {wav}, {voice}, {rate} or {stretch}. Short for --engine-option command=...",
    ),
    click.option(
        "--voice-chain",
        "chain",
        default="auto",
        show_default=True,
        metavar="NAME",
        help="How the voice is polished: formant, natural, off, or auto to suit the engine.",
    ),
)
"""In the order of the help."""


def voicing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--engine`, `--voice`, `--rate`, ..., and passes them as one argument `voicing`."""

    @functools.wraps(command)
    def voiced(
        *arguments: Any,
        engine: str,
        voice: str | None,
        rate: int | None,
        volume: float,
        engine_command: str | None,
        assigned: tuple[Assigned, ...],
        chain: str,
        **others: Any,
    ) -> Any:
        from voiceguide.speech.automatic import configured
        from voiceguide.speech.voicing import Voicing

        engine = configured(engine)
        if engine_command is not None:
            if engine != "command":
                raise click.UsageError(f"--command is for --engine command; the engine is {engine}")
            assigned = (*assigned, ("command", engine_command))
        asked = Voicing(
            engine=engine,
            voice=voice,
            rate=rate,
            volume=volume,
            options=gathered(engine, assigned),
            chain=chain,
        )
        return command(*arguments, voicing=asked, **others)

    for option in reversed(_VOICE):
        voiced = option(voiced)
    return voiced


def only_for_scripts(context: click.Context, source: str, *others: str) -> None:
    """Refuses all options except `others`, because the source is a finished session.

    Its length, voice and bed are fixed. Raises click's UsageError.
    """
    for option in context.command.params:
        asked = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        if asked and option.name not in others:
            raise click.UsageError(
                f"{option.opts[0]} is for a script; {source} is a finished session", context
            )


def refuse_sessions(source: str, what: str) -> None:
    """Raises InputError for a finished session. `what` is the beginning of the message, such as "a
    card is made from a script"."""
    from voiceguide.errors import InputError
    from voiceguide.files.output import PAGES
    from voiceguide.track.formats import suffixes

    if Path(source).suffix.lower() in (*suffixes(), *PAGES):
        raise InputError(
            f"{source}: {what}, not from a finished session; give a script's name or file, such "
            "as back-massage"
        )
