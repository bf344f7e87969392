"""`voiceguide serve`: serves sessions to the phone, over the home network."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from voiceguide.console.say import say, say_painted
from voiceguide.errors import InputError, StreamError, VoiceguideError

_NEEDED = ("segno", "starlette", "uvicorn")


class Duration(click.ParamType[int]):
    """A time with units, in milliseconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Returns the time in milliseconds, more than zero."""
        from voiceguide import timecode

        try:
            return timecode.parse(str(value)) or self.fail(
                "the time must be longer than zero", param, ctx
            )
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lan", is_flag=True, help="Serve other devices on the home network too.")
@click.option(
    "--for", "time", type=Duration(), metavar="TIME", help="Stop after this time, such as 2h."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port, or 0 for any free one. Default: 8640, or any free one if that is taken.",
)
@click.option(
    "--address", metavar="IP", help="This computer's IPv4 address, if --lan finds the wrong one."
)
def serve(
    files: tuple[Path, ...], *, lan: bool, time: int | None, port: int | None, address: str | None
) -> None:
    """Serve pages and tracks to a phone: scan the code, and press play.

    FILES are pages (.html) and tracks, such as MP3; by default, the sessions in this folder. A
    track gets its own page. The server offers only these files, at an address that nobody can
    guess.
    """
    if address and not lan:
        raise click.UsageError("--address works only with --lan")
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise InputError(
            f"serve needs {', '.join(missing)}. Install with: pip install 'voiceguide[serve]'"
        )
    from voiceguide.cli.cut_off import warn_cut_off
    from voiceguide.server import network
    from voiceguide.server.server import serving
    from voiceguide.server.shelf import sessions_in, shelf
    from voiceguide.server.tokens import kept_token, new_token
    from voiceguide.terminal.bookmarks import default_folder

    chosen = files or sessions_in(Path(), _left_out)
    if not chosen:
        raise InputError(
            "there is no session in this folder. Name a page or a track, or make a session "
            "with: voiceguide make back-massage"
        )
    given = shelf(chosen)
    for entry in given.entries:
        if entry.missing_ms:
            instead = "its page plays the rest"
            warn_cut_off(entry.path, entry.missing_ms, entry.total_ms, instead)
    place = address or (network.home_address() if lan else network.LOOPBACK)
    with network.listening(place, port) as listener, _uninterrupted():
        token = new_token() if lan else kept_token(default_folder(), given.folder)
        server = serving(given, listener, token)
        names = [entry.name for entry in given.entries]
        try:
            server.run(
                lambda: _announce(names, server.address, lan=lan, time=time),
                None if time is None else time / 1000,
            )
        except SystemExit:  # a signal, perhaps because the terminal was closed
            with suppress(StreamError):
                say("Stopped.")
            raise
    say("Stopped.")


def _left_out(reason: VoiceguideError) -> None:
    say(f"Left out: {reason}", err=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ignores Ctrl-C while the server starts and stops; in between, Ctrl-C stops it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _announce(names: Sequence[str], address: str, *, lan: bool, time: int | None) -> None:
    from voiceguide import timecode

    for name in names:
        say(name)
    if lan:
        _show_code(address)
    say(address)
    if not lan:
        say("On this computer only; --lan serves the phone too.")
    limit = f"after {timecode.duration(time)}, or " if time else ""
    say(f"The server stops {limit}when you press Ctrl-C.")


def _show_code(address: str) -> None:
    """Shows the QR code, if the terminal has its characters."""
    from voiceguide.server.qr import code

    lines = code(address)
    try:
        "".join(lines).encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return
    for line in lines:
        say_painted(line, front="bright_white", back="black")
