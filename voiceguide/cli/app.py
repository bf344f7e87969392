"""The `voiceguide` command: finds its subcommands, and turns errors into exit codes."""

import gc
import os
import signal
import sys
import traceback
from importlib import import_module
from io import TextIOWrapper

import click

from voiceguide.cli.signals import ending_in_order
from voiceguide.errors import VoiceguideError

_COLLECT_AFTER = 200_000
"""The number of objects between collections. A session creates many long-lived objects and hardly
any cycles; looking for cycles as often as Python does by default takes a tenth of the time."""


_COMMANDS = (
    "make", "page", "play", "serve", "plan", "card", "plot", "inspect", "verify", "scripts",
    "check", "schema", "engines", "voices", "cache", "doctor",
)  # fmt: skip
"""The commands, each in a module of its name, in the order of the help."""


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
        """Loads all commands for an unknown name, because click offers the nearest of
        `commands`."""
        if args[0] not in _COMMANDS:
            for name in _COMMANDS:
                if command := self.get_command(ctx, name):
                    self.commands[name] = command
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="voiceguide")
def app() -> None:
    """Make voice-guided audio sessions from a script.

    Start with: voiceguide make back-massage --length short
    """


def main() -> None:
    """Runs the command line and exits: 0 done, 1 failed while working, 2 wrong usage or script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A character that the terminal's encoding lacks must not cause a failure.
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(_COLLECT_AFTER)
    with ending_in_order():
        code = run(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to stop
    gc.freeze()  # Python looks for cycles once more before it ends: a tenth of a short run
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Runs one command and returns its exit code; every failure is one plain message."""
    try:
        return app.main(args=arguments, prog_name="voiceguide", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. No half-written files are left; the next run continues from here.")
        return 1
    except VoiceguideError as error:
        _say(f"Error: {error}")
        return error.exit_code
    except Exception as error:  # the last resort: no traceback unless asked for
        if os.environ.get("VOICEGUIDE_DEBUG"):
            traceback.print_exc()
        _say(
            f"Internal error: {type(error).__name__}: {error}. "
            "Please report it; VOICEGUIDE_DEBUG=1 shows the traceback."
        )
        return 1


def _say(message: str) -> None:
    click.echo(message, err=True)
