"""What is shown while it plays: a live picture on a terminal, a line for each step elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.live import Live

from voiceguide.terminal.face import Controls, draw
from voiceguide.terminal.moment import Moment
from voiceguide.timecode import clock

Show = Callable[[Moment, Controls], None]
"""Shows a moment; cheap when nothing is to be seen that wasn't before."""

_DUMB = ("", "dumb", "unknown")


@contextmanager
def screen() -> Iterator[Show]:
    """A screen of its own, which gives the terminal back as it was, however this is left."""
    console = Console()
    if console.is_terminal and os.environ.get("TERM", _terminal()) not in _DUMB:
        with Live(console=console, screen=True, auto_refresh=False) as live:
            yield _pictures(console, live)
    else:
        yield _lines()


def _terminal() -> str:
    """Windows names no terminal, and has one all the same."""
    return "windows" if sys.platform == "win32" else ""


def _pictures(console: Console, live: Live) -> Show:
    """Only what has changed is written, in one go over what stands there: nothing flickers."""
    shown: list[object] = []

    def show(now: Moment, controls: Controls) -> None:
        width, height = console.size
        ascii_only = not console.encoding.lower().startswith("utf")
        picture = draw(now, controls, width, height, ascii_only=ascii_only)
        if shown != [picture, width, height]:
            shown[:] = [picture, width, height]
            live.update(picture, refresh=True)

    return show


def _lines() -> Show:
    """A line when a step begins, and when somebody pauses; for pipes, logs and screen readers."""
    last: dict[str, str] = {}

    def once(kind: str, line: str, value: str | None = None) -> None:
        value = line if value is None else value
        if last.get(kind, "") != value:
            last[kind] = value
            if line:
                click.echo(line)

    def show(now: Moment, controls: Controls) -> None:
        at = clock(now.total_ms - now.left_ms)
        once("title", f"{now.title}, {clock(now.total_ms)}")
        once("step", f"{at}  {now.step}, {clock(now.step_ms)}", now.step)
        once("note", controls.note)
        once("paused", "" if controls.playing else f"{at}  paused", str(not controls.playing))

    return show
