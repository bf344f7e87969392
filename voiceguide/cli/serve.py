"""`voiceguide serve`: serves sessions to the phone, over the home network."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from socket import socket
from typing import Any

import click
from click.core import ParameterSource

from voiceguide.cli import options
from voiceguide.cli.asked import Asked, sounding
from voiceguide.cli.editing import Editing, open_browser
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
@click.option(
    "--edit",
    metavar="SCRIPT",
    help="Show the session of a script in the browser, and again each time you save it.",
)
@click.option("--no-open", is_flag=True, help="With --edit, open no browser.")
@options.length
@sounding
@click.pass_context
def serve(
    context: click.Context,
    files: tuple[Path, ...],
    time: int | None,
    port: int | None,
    address: str | None,
    edit: str | None,
    asked: Asked,
    *,
    lan: bool,
    no_open: bool,
) -> None:
    """Serve pages and tracks to a phone: scan the code, and press play.

    FILES are pages (.html) and tracks, such as MP3; by default, the sessions in this folder. A
    track gets its own page. The server offers only these files, at an address that nobody can
    guess.

    With --edit, the page shows one script: it is made again at each save, goes on at the place
    where you were, and shows what `voiceguide check` says about a mistake. The options about
    length and sound are for that.
    """
    _check_options(context, files, edit)
    if address and not lan:
        raise click.UsageError("--address works only with --lan")
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise InputError(
            f"serve needs {', '.join(missing)}. Install with: pip install 'voiceguide[serve]'"
        )
    place = _Place(lan=lan, port=port, address=address, time=time)
    if edit is None:
        _serve(files, place)
        return
    _edit(Editing.of(edit, asked), place, opens=not no_open)


def _check_options(context: click.Context, files: tuple[Path, ...], edit: str | None) -> None:
    """Raises click's UsageError for options that don't go together."""
    if edit is not None and files:
        raise click.UsageError("--edit serves one script; leave out the files")
    for option in context.command.params if edit is None else ():
        asked = context.get_parameter_source(option.name or "") is ParameterSource.COMMANDLINE
        if asked and option.name not in ("files", "lan", "time", "port", "address"):
            raise click.UsageError(f"{option.opts[0]} works only with --edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where and for how long to serve."""

    lan: bool
    port: int | None
    address: str | None
    time: int | None

    @property
    def seconds(self) -> float | None:
        return None if self.time is None else self.time / 1000

    @contextmanager
    def listening(self) -> Iterator[socket]:
        """Yields the open port; errors in opening it pass."""
        from voiceguide.server import network

        host = self.address or (network.home_address() if self.lan else network.LOOPBACK)
        with network.listening(host, self.port) as listener, _uninterrupted():
            yield listener

    def token(self, folder: Path) -> str:
        """Returns the token for files in a folder."""
        from voiceguide.server.tokens import kept_token, new_token
        from voiceguide.terminal.bookmarks import default_folder

        return new_token() if self.lan else kept_token(default_folder(), folder)


def _edit(editing: Editing, place: _Place, *, opens: bool) -> None:
    """Serves a script while it is edited."""

    def on_ready(address: str) -> None:
        _announce([f"{editing.script}"], address, place)
        if opens:
            open_browser(address)

    with place.listening() as listener, _said_stopped():
        token = place.token(editing.script.resolve())
        editing.run(listener, token, on_ready, place.seconds)


def _serve(files: tuple[Path, ...], place: _Place) -> None:
    """Serves pages and tracks."""
    from voiceguide.cli.cut_off import warn_cut_off
    from voiceguide.server.server import serving
    from voiceguide.server.shelf import sessions_in, shelf

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
    with place.listening() as listener, _said_stopped():
        server = serving(given, listener, place.token(given.folder))
        names = [entry.name for entry in given.entries]
        server.run(lambda: _announce(names, server.address, place), place.seconds)


@contextmanager
def _said_stopped() -> Iterator[None]:
    """Says at the end that the server has stopped."""
    try:
        yield
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


def _announce(names: Sequence[str], address: str, place: _Place) -> None:
    from voiceguide import timecode

    for name in names:
        say(name)
    if place.lan:
        _show_code(address)
    say(address)
    if not place.lan:
        say("On this computer only; --lan serves the phone too.")
    limit = f"after {timecode.duration(place.time)}, or " if place.time else ""
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
