"""The `voiceguide` command: finds its subcommands, and turns errors into exit codes."""

import gc
import os
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

import click

from voiceguide.cli.signals import Ending, ending_in_order
from voiceguide.console.say import say, say_error
from voiceguide.console.streams import doors, occupy_descriptors
from voiceguide.errors import StreamError, VoiceguideError
from voiceguide.undo import undo_all

_COLLECT_AFTER = 200_000
"""The number of new objects between garbage collections. A session creates many long-lived objects
and hardly any cycles; collecting as often as Python does by default takes a tenth of the time."""


_COMMANDS = (
    "make", "page", "play", "preview", "serve", "plan", "card", "plot", "inspect", "verify",
    "scripts", "script", "new", "read", "check", "schema", "engines", "voices", "cache", "doctor",
)  # fmt: skip
"""The commands, each in a module of its name, in the order of the help."""

_ENDED_BY_CTRL_C = frozenset({"play", "preview", "serve", "voices", "--watch"})
"""Commands, and an option, that Ctrl-C ends in order: they continue for a while after it."""


class _Commands(click.Group):
    """Imports only the command that is run."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Returns the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Returns the command of that name, if there is one."""
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"voiceguide.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Loads all commands for an unknown name, because click suggests the nearest of
        `commands`."""
        if args[0] not in _COMMANDS:
            for name in _COMMANDS:
                if command := self.get_command(ctx, name):
                    self.commands[name] = command
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="voiceguide")
@click.pass_context
def app(context: click.Context) -> None:
    """Make voice-guided audio sessions from a script.

    Start with: voiceguide make back-massage --length short
    """
    if context.invoked_subcommand is None:  # click would show the help as an error
        for line in context.get_help().split("\n"):
            say(line, err=True)
        context.exit(2)


def main() -> None:
    """Runs the command line and exits: 0 done, 1 failed while working, 2 wrong usage or script."""
    occupy_descriptors()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A character that the terminal's encoding lacks must not cause a failure.
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(_COLLECT_AFTER)
    try:
        with ending_in_order() as ending:
            code = run(sys.argv[1:], ending)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # there is nothing left to stop
        undo_all()
    gc.freeze()  # spares the last collection before Python ends, a tenth of a short run
    sys.exit(code)


def run(arguments: list[str], ending: Ending | None = None) -> int:
    """Runs one command and returns its exit code. Reports every failure in one plain message."""
    with doors() as (out, err):
        code = 1
        if not (out.loss or err.loss):
            code = _ended(arguments, ending or Ending())
        for stream in (out, err):
            with suppress(StreamError):
                stream.flush()
        for lost, other in ((out, False), (err, True)):
            if lost.loss and not lost.is_quiet:
                with suppress(StreamError):
                    say(f"Error: {lost.loss}", err=not other)
        return code or (1 if out.loss or err.loss else 0)


def _ended(arguments: list[str], ending: Ending) -> int:
    """Runs one command, and returns its exit code, or that of the signal that ended it."""
    try:
        code = _done(arguments, ending)
    except StreamError:
        code = 1  # reported at the end
    return ending.code if ending.asked not in (None, signal.SIGINT) else code


def _done(arguments: list[str], ending: Ending) -> int:
    """Runs one command, reports how it failed, and returns its exit code. Raises StreamError."""
    ending.insists = not _ENDED_BY_CTRL_C.intersection(arguments)
    try:
        return app.main(args=arguments, prog_name="voiceguide", standalone_mode=False) or 0
    except KeyboardInterrupt:
        ending.heard()
        return _stopped()
    except Exception as error:
        if ending.asked == signal.SIGINT:  # Ctrl-C caused the error
            ending.heard()
            return _stopped()
        if ending.asked is None and not isinstance(error, StreamError):
            return _failed(error)
        return 1  # reported at the end


def _stopped() -> int:
    say("Stopped. No half-written files are left; the next run continues from here.", err=True)
    return 1


def _failed(error: Exception) -> int:
    """Reports an error, and returns the exit code. Raises StreamError."""
    match error:
        case click.UsageError():
            _say_wrong_usage(error)
        case click.ClickException():
            say(f"Error: {error.format_message()}", err=True)
        case click.Abort():
            return _stopped()
        case VoiceguideError():
            say_error(error, "Error: ")
        case _:  # the last resort: shows a traceback only on request
            if os.environ.get("VOICEGUIDE_DEBUG"):
                traceback.print_exception(error)
            say(
                f"Internal error: {type(error).__name__}: {error}. "
                "Please report it; VOICEGUIDE_DEBUG=1 shows the traceback.",
                err=True,
            )
            return 1
    return error.exit_code


def _say_wrong_usage(error: click.UsageError) -> None:
    """Reports it as click does, but without losing text: click strips escape sequences if there are
    no colours."""
    if error.ctx is not None:
        for line in error.ctx.get_usage().split("\n"):
            say(line, err=True)
        say(f"Try '{error.ctx.command_path} --help' for help.", err=True)
        say("", err=True)
    say(f"Error: {error.format_message()}", err=True)
