"""The `voiceguide` command: its subcommands, and where errors become exit codes."""

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
"""Objects. A session is many values that stay and hardly any cycles; looking for cycles as
often as Python does by default takes a tenth of the time."""


_COMMANDS = (
    "make", "page", "play", "serve", "plan", "card", "plot", "inspect", "verify", "scripts",
    "check", "schema", "engines", "voices", "cache", "doctor",
)  # fmt: skip
"""Each is in a module of its name; in the order of the help."""


class _Commands(click.Group):
    """Imports no command but the one that is asked for."""

    def list_commands(self, _: click.Context) -> list[str]:
        """All of them, by name."""
        return list(_COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command of that name, if there is one."""
        if name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"voiceguide.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """For a name that is none click offers the nearest of `commands`; so then all are there."""
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
    """Run the command line and exit: 0 done, 1 failed while working, 2 wrong usage or script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that the terminal's encoding lacks is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(_COLLECT_AFTER)
    with ending_in_order():
        code = run(sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left to stop
    gc.freeze()  # Python looks for cycles once more before it ends: a tenth of a short run
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code; every failure is one plain message."""
    try:
        return app.main(args=arguments, prog_name="voiceguide", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped. Nothing is left half written, and the next run goes on from here.")
        return 1
    except VoiceguideError as error:
        _say(f"Error: {error}")
        return error.exit_code
    except Exception as error:  # the last net: nobody is shown a traceback unasked
        if os.environ.get("VOICEGUIDE_DEBUG"):
            traceback.print_exc()
        _say(
            f"Error: voiceguide failed in a way it should not: {type(error).__name__}: {error}. "
            "Please report this; VOICEGUIDE_DEBUG=1 shows the details."
        )
        return 1


def _say(message: str) -> None:
    click.echo(message, err=True)
